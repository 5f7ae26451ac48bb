// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.layers.Conv2d;
import org.hazelab.runtime.tensor.FloatTensor;
import org.hazelab.runtime.tensor.Precision;

import ai.djl.pytorch.jni.TorchCalls;

/**
 * Whether a device computes faster with bfloat16 than with 32-bit floats: measured once in a JVM on a convolution,
 * since a processor that names units may be kept from using them (by {@code ONEDNN_MAX_CPU_ISA}). The system property
 * {@code hazelab.bfloat16} or the variable {@code HAZELAB_BFLOAT16} decides in the measurement's place: {@code on} or
 * {@code off}, {@code auto} by default.
 *
 * @param units that the device names for it, for people; empty if it names none
 * @param exact billions of operations in a second with 32-bit floats
 * @param fast the same with bfloat16
 * @param choice of the setting
 */
public record Bfloat16(String units, double exact, double fast, Setting<String> choice) {

    /** With units it was seen to be 1.5 times as fast and more, without them 0.4 times and less. */
    private static final double WORTHWHILE = 1.2;
    private static final int CHANNELS = 64;
    private static final int SIDE = 64;
    private static final double OPERATIONS = 2.0 * CHANNELS * CHANNELS * 9 * SIDE * SIDE;
    private static final int MOST_RUNS = 40;
    private static final int LEAST_RUNS = 3;
    private static final long ENOUGH_NANOS = 500_000_000;
    private static final Map<String, double[]> RATES = new ConcurrentHashMap<>();

    /**
     * Of a device. The first call for a device measures, which takes a fraction of a second.
     *
     * @throws HazeLabException if the setting has another value, or the convolution fails
     */
    public static Bfloat16 of(ComputeDevice device, Progress progress) throws HazeLabException {
        Setting<String> choice = choice(System::getProperty, System::getenv);
        double[] rates = RATES.get(device.name());
        if (rates == null) {
            rates = measure(device, progress);
            RATES.put(device.name(), rates);
        }
        return new Bfloat16(ProcessorUnits.of(device), rates[0], rates[1], choice);
    }

    static Setting<String> choice(UnaryOperator<String> properties, UnaryOperator<String> environment)
        throws HazeLabException {
        Setting<String> text = Setting.first("bfloat16", "", properties, environment);
        if (text.isDefault()) {
            return new Setting<>("auto", text.origin());
        }
        String value = text.value().toLowerCase(Locale.ROOT);
        if (!List.of("auto", "on", "off").contains(value)) {
            throw new HazeLabException("\"" + text.value() + "\" from " + text.origin()
                + " is no choice for bfloat16", "Choose auto, on or off");
        }
        return new Setting<>(value, text.origin());
    }

    /** Whether it is worth its loss of precision. */
    public boolean worthwhile() {
        return choice.value().equals("auto") ? fast >= WORTHWHILE * exact : choice.value().equals("on");
    }

    /** The units and rates, for a sentence. */
    public String words() {
        String set = choice.isDefault() || choice.value().equals("auto") ? ""
            : ", turned " + choice.value() + " by " + choice.origin();
        return String.format(Locale.ROOT, "%s; on one thread a convolution runs at %.0f GFLOP/s with bfloat16 and at "
            + "%.0f with 32-bit floats%s", units.isEmpty() ? "no units for bfloat16 that it names" : "units " + units,
            fast,
            exact, set);
    }

    /**
     * Both rates on one thread, the fastest of many short runs in turn: what else runs on the machine slows single runs
     * down, and one thread waits for no other.
     */
    private static double[] measure(ComputeDevice device, Progress progress) throws HazeLabException {
        Network network = new Network("Probe", Network.FastForms.TO_INFER);
        Conv2d convolution = Conv2d.of(network.root(), CHANNELS, CHANNELS, 3);
        network.inference("forward", Map.of("x", Type.TENSOR), Type.TENSOR,
            code -> convolution.of(code.argument("x").channelsLast()).full().apply("amax"));
        long[] best = {Long.MAX_VALUE, Long.MAX_VALUE};
        try (ScriptModule module =
            ScriptModule.load(device, network, network.initial(1), Order.CHANNELS_LAST, progress)) {
            ScriptModule[] forms = {module.in(Precision.EXACT), module.in(Precision.FAST)};
            FloatTensor image = FloatTensor.zeros(1, CHANNELS, SIDE, SIDE);
            Arrays.fill(image.values(), 1);
            device.run(progress, scope -> {
                TorchCalls.setThreads(1);
                DeviceTensor x = scope.put(image);
                long start = System.nanoTime();
                for (int run = 0; run < MOST_RUNS
                    && (run < LEAST_RUNS || System.nanoTime() - start < ENOUGH_NANOS); run++) {
                    for (int form = 0; form < forms.length; form++) {
                        long begin = System.nanoTime();
                        scope.infer(forms[form], "forward", x).get(0).get();
                        best[form] = Math.min(best[form], System.nanoTime() - begin);
                    }
                }
                return null;
            });
        }
        return new double[] {OPERATIONS / best[0], OPERATIONS / best[1]};
    }

    /** For tests: what would be measured. Null measures. */
    static void assume(ComputeDevice device, @Nullable double[] rates) {
        if (rates == null) {
            RATES.remove(device.name());
        } else {
            RATES.put(device.name(), rates);
        }
    }
}
