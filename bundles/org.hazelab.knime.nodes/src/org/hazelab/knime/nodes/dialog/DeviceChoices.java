// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dialog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.NvidiaGpus;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;

/** The devices of this computer, and the one that is stored: it may be of another computer. */
public final class DeviceChoices implements StringChoicesProvider {

    /** The field of the device. */
    public interface Device extends ParameterReference<String> {
    }

    private static final String AUTO = "auto";
    private static final String CPU = "cpu";
    private static final String MPS = "mps";

    private Supplier<String> stored;

    DeviceChoices() {
    }

    @Override
    public void init(StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
        stored = initializer.getValueSupplier(Device.class);
    }

    @Override
    public List<StringChoice> computeState(NodeParametersInput context) {
        List<String> gpus = Waiting.atMostASecond(NvidiaGpus::names).orElse(List.of());
        return choices(stored.get(), gpus, ComputeDevice.isOnAppleSilicon());
    }

    /**
     * The choices.
     *
     * @param stored what the settings hold
     * @param gpus the names of the GPUs of NVIDIA, in CUDA's order
     * @param apple whether this is a Mac with Apple silicon
     */
    static List<StringChoice> choices(String stored, List<String> gpus, boolean apple) {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put(AUTO, "Automatic (GPU if there is one)");
        choices.put(CPU, "CPU");
        for (int i = 0; i < gpus.size(); i++) {
            choices.put("cuda:" + i, "GPU " + i + ": " + gpus.get(i));
        }
        if (apple) {
            choices.put(MPS, "Apple GPU (not for training)");
        }
        if (stored != null && !stored.isBlank()) {
            choices.putIfAbsent(stored,
                stored + (stored.startsWith("cuda:") || stored.equals(MPS) ? " (not found on this computer)"
                    : " (stored)"));
        }
        return choices.entrySet().stream().map(choice -> new StringChoice(choice.getKey(), choice.getValue())).toList();
    }
}
