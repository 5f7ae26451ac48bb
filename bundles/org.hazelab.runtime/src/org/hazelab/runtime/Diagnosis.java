// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.engine.Engine;
import org.hazelab.runtime.engine.Gpu;

/**
 * What helps to find out why models do not run: the libraries, the devices with a timed and checked convolution on
 * each, and the settings with where each comes from. {@code ./hazelab doctor} prints it; the host finds it through the
 * extension point {@code org.hazelab.host.diagnosis}, so only types of the JDK are in its
 * signature.
 */
public final class Diagnosis implements Supplier<List<List<String>>> {

    private static final String RUNTIME = "Model runtime";
    private static final String DEVICE = "Model device";

    private final List<List<String>> findings = new ArrayList<>();

    /** For the extension point. */
    public Diagnosis() {
        // looks at things when it is asked
    }

    /**
     * Looks at everything, starting PyTorch.
     *
     * @return for each thing that was looked at: the topic, what was found, and what to do about it, empty where all is
     *     well
     */
    @Override
    public List<List<String>> get() {
        findings.clear();
        try {
            RuntimeSettings settings = RuntimeSettings.ofMachine();
            settings(settings);
            Engine engine = ComputeDevice.start(settings);
            engine(engine);
            for (String name : ComputeDevice.names(engine)) {
                device(settings, name);
            }
            fine(DEVICE, "nodes take " + ComputeDevice.open(settings).words());
        } catch (HazeLabException e) {
            bad(RUNTIME, e);
        }
        return List.copyOf(findings);
    }

    private void settings(RuntimeSettings settings) {
        String memory = settings.memory().value().map(Diagnosis::size).orElse("as the device has") + " ("
            + settings.memory().origin() + ")";
        String libtorch = settings.libtorch().value().map(folder -> ", PyTorch from " + folder + " ("
            + settings.libtorch().origin() + ")").orElse("");
        fine("Model settings",
            "device " + settings.device() + ", threads " + settings.threads() + ", memory for a batch "
                + memory + libtorch);
    }

    private void engine(Engine engine) {
        fine(RUNTIME, "PyTorch " + engine.libtorch().build() + " for " + engine.platform() + " with "
            + String.join(", ", engine.features()) + ", started in " + engine.millis() + " ms, waiting threads "
            + engine.waiting());
        fine(RUNTIME, "libraries in " + engine.libtorch().folder());
        fine(RUNTIME, "binding " + engine.libtorch().binding());
        for (Gpu gpu : engine.gpus()) {
            fine("NVIDIA GPU", gpu.index() + ": " + gpu.name() + ", " + size(gpu.memory()) + unused(engine));
        }
        if (!engine.driverFault().isEmpty()) {
            fine("NVIDIA GPU", "none that answers: " + engine.driverFault());
        }
    }

    private static String unused(Engine engine) {
        if (engine.hasCuda()) {
            return "";
        }
        return engine.libtorch().cuda() ? ", not used: this PyTorch is for GPUs but does not get on with the driver"
            : ", not used: this PyTorch computes on the processor only; README, \"Use an NVIDIA GPU\", tells how to use"
                + " another";
    }

    private void device(RuntimeSettings settings, String name) {
        try {
            RuntimeSettings one =
                new RuntimeSettings(new Setting<>(name, "doctor"), settings.threads(), settings.memory(),
                    settings.libtorch());
            ComputeDevice device = ComputeDevice.open(one);
            fine(DEVICE, device.name() + ", " + device.lanes() + (device.lanes() == 1 ? " thread" : " threads")
                + ", up to " + size(device.memory()) + " for batches: " + new ConvolutionProbe().run(device));
            Bfloat16 bfloat16 = Bfloat16.of(device, Progress.NONE);
            fine(DEVICE, device.name() + ", precision \"fast\": " + bfloat16.words()
                + (bfloat16.worthwhile() ? "" : ", so nodes stay exact"));
        } catch (HazeLabException e) {
            bad(DEVICE, e);
        }
    }

    private void fine(String topic, String value) {
        findings.add(List.of(topic, value, ""));
    }

    private void bad(String topic, HazeLabException failure) {
        findings.add(List.of(topic, failure.summary(), failure.remedy()));
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / (double)(1L << 30));
    }
}
