// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks;

import java.util.LinkedHashMap;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.tensor.FloatTensor;

/** The pseudo-random weights and images of docs/goldens.md, "LPIPS". */
public final class Formula {

    private Formula() {
    }

    /** Values in [-1, 1). */
    public static FloatTensor image(long seed, int... shape) {
        return congruential(seed, 2, shape);
    }

    /** Weights by the names that torchvision gives them: those of the parameters, without what stands before. */
    public static Map<String, FloatTensor> features(Network network) {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            int at = parameter.name().indexOf("features.");
            if (at >= 0) {
                int[] shape = parameter.shape();
                double scale = shape.length > 1 ? Math.sqrt(24.0 / (FloatTensor.size(shape) / shape[0])) : 0.2;
                weights.put(parameter.name().substring(at), congruential(1000003L * (weights.size() + 1), scale,
                    shape));
            }
        }
        return weights;
    }

    private static FloatTensor congruential(long seed, double scale, int... shape) {
        FloatTensor tensor = FloatTensor.zeros(shape);
        long state = seed & 0xFFFFFFFFL;
        for (int i = 0; i < tensor.values().length; i++) {
            state = 1664525 * state + 1013904223 & 0xFFFFFFFFL;
            tensor.values()[i] = (float)(scale * (state / 4294967296.0 - 0.5));
        }
        return tensor;
    }

    /** The processor with two threads. */
    public static ComputeDevice cpu() throws HazeLabException {
        return ComputeDevice.open(settings());
    }

    /** The settings of {@link #cpu}. */
    public static RuntimeSettings settings() throws HazeLabException {
        return RuntimeSettings.resolve("cpu", 2, "");
    }
}
