// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.WeightSource;
import org.hazelab.runtime.tensor.FloatTensor;

/** The weights and images of docs/goldens.md, "HazeFlow's network". */
public final class FormulaWeights {

    private FormulaWeights() {
    }

    /** The weights of a network by formula, one tensor at a time. */
    public static WeightSource of(Network network) {
        List<String> names = network.parameters().stream().map(Parameter::name).toList();
        return parameter -> of(parameter, names.indexOf(parameter.name()), names);
    }

    /** All weights together. */
    public static Map<String, FloatTensor> all(List<Parameter> parameters) {
        List<String> names = parameters.stream().map(Parameter::name).toList();
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            weights.put(parameter.name(), of(parameter, weights.size(), names));
        }
        return weights;
    }

    private static FloatTensor of(Parameter parameter, int k, List<String> names) {
        int[] shape = parameter.shape();
        FloatTensor tensor = FloatTensor.zeros(shape);
        float[] values = tensor.values();
        // The last but one pair of all is that of the normalisation before the head.
        boolean norm = parameter.name().contains("GroupNorm") || k == names.size() - 4 || k == names.size() - 3;
        boolean weight = parameter.name().endsWith("weight");
        for (int i = 0; i < values.length; i++) {
            double value;
            if (shape.length == 4) {
                value = Math.sin(0.37 * i + 1.1 * k) / Math.sqrt((double)shape[1] * shape[2] * shape[3]);
            } else if (shape.length == 2) {
                value = Math.sin(0.37 * i + 1.1 * k) / Math.sqrt(shape[0]);
            } else if (norm) {
                value = weight ? 1 + 0.1 * Math.sin(i + k) : 0.05 * Math.cos(i + k);
            } else {
                value = 0.01 * Math.cos(i + k);
            }
            values[i] = (float)value;
        }
        return tensor;
    }

    /** The hazy image. */
    public static FloatTensor hazy(int height, int width) {
        FloatTensor image = FloatTensor.zeros(1, 3, height, width);
        for (int i = 0; i < image.values().length; i++) {
            int h = i / width % height;
            image.values()[i] = (float)(0.5 + 0.4 * Math.sin(0.05 * h + 0.03 * (i % width) + i / (height * width)));
        }
        return image;
    }

    /** The first transmission. */
    public static FloatTensor transmission(int height, int width) {
        FloatTensor t = FloatTensor.zeros(1, 1, height, width);
        for (int i = 0; i < t.values().length; i++) {
            t.values()[i] = (float)(0.5 + 0.4 * Math.cos(0.04 * (i / width) - 0.02 * (i % width)));
        }
        return t;
    }

    /** The processor, with two threads. */
    public static ComputeDevice cpu() throws HazeLabException {
        return ComputeDevice.open(RuntimeSettings.resolve("cpu", 2, ""));
    }

    /** A network on the processor. */
    public static ScriptModule load(Network network, WeightSource weights, Order order) throws HazeLabException {
        return ScriptModule.load(cpu(), network, weights, order, Progress.NONE);
    }

    /** Calls a method of two tensors. */
    public static List<FloatTensor> call(ScriptModule module, String method, FloatTensor hazy, FloatTensor t)
        throws HazeLabException {
        return module.device().run(Progress.NONE, scope -> scope.infer(module, method, hazy, t).stream()
            .map(tensor -> tensor.get()).toList());
    }
}
