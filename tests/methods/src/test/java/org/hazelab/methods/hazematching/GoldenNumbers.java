// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.LinkedHashMap;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.tensor.FloatTensor;

/** The pseudo-random weights and images of docs/goldens.md, "HazeMatching's network". */
final class GoldenNumbers {

    private GoldenNumbers() {
    }

    /** Values in [-0.5, 0.5) of the congruential generator. */
    static double[] lcg(long seed, int count) {
        double[] values = new double[count];
        long state = seed & 0xFFFFFFFFL;
        for (int i = 0; i < count; i++) {
            state = 1664525 * state + 1013904223 & 0xFFFFFFFFL;
            values[i] = state / 4294967296.0 - 0.5;
        }
        return values;
    }

    /** Values of variance 1. */
    static FloatTensor image(long seed, int... shape) {
        FloatTensor image = FloatTensor.zeros(shape);
        double[] values = lcg(seed, image.values().length);
        for (int i = 0; i < values.length; i++) {
            image.values()[i] = (float)(values[i] * Math.sqrt(12));
        }
        return image;
    }

    static Map<String, FloatTensor> weights(Network network) {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        int index = 0;
        for (Parameter parameter : network.parameters()) {
            FloatTensor tensor = FloatTensor.zeros(parameter.shape());
            int count = tensor.values().length;
            double[] values = lcg(1000003L * ++index, count);
            double scale = parameter.shape().length > 1 ? Math.sqrt(12.0 / (count / parameter.shape()[0])) : 0.2;
            double offset = parameter.shape().length == 1 && parameter.name().endsWith(".weight") ? 1 : 0;
            for (int i = 0; i < count; i++) {
                tensor.values()[i] = (float)(offset + scale * values[i]);
            }
            weights.put(parameter.name(), tensor);
        }
        return weights;
    }

    static ComputeDevice cpu() throws HazeLabException {
        return ComputeDevice.open(RuntimeSettings.resolve("cpu", 2, ""));
    }

    /** A network on the processor. */
    static ScriptModule load(Network network, Map<String, FloatTensor> weights, Order order) throws HazeLabException {
        return ScriptModule.load(cpu(), network.archive(weights, order), Progress.NONE);
    }
}
