// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.WeightSource;
import org.hazelab.runtime.tensor.FloatTensor;

/** The weights and images of docs/goldens.md, "DehazeSB's networks". */
public final class Formulas {

    private Formulas() {
    }

    /** All weights by formula, tensor number i of the parameters being tensor number i of the state dict. */
    public static Map<String, FloatTensor> weights(List<Parameter> parameters, double amplitude) {
        return weights(parameters, amplitude, i -> i);
    }

    /** @param number of a parameter's place among the parameters, its place in the state dict */
    static Map<String, FloatTensor> weights(List<Parameter> parameters, double amplitude, IntUnaryOperator number) {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            FloatTensor tensor = FloatTensor.zeros(parameter.shape());
            int i = number.applyAsInt(weights.size());
            boolean scale = parameter.name().endsWith("gn.weight") || parameter.name().endsWith("conv_block.2.weight")
                || parameter.name().endsWith("conv_fin.3.weight");
            for (int j = 0; j < tensor.values().length; j++) {
                double value = amplitude * Math.sin(0.7 * j + 1.3 * i + 0.001 * i * j);
                tensor.values()[j] = (float)(scale ? 1 + value : value);
            }
            weights.put(parameter.name(), tensor);
        }
        return weights;
    }

    /** sin(0.1 x + 0.2 y + 0.5 c). */
    public static FloatTensor picture(int channels, int height, int width) {
        FloatTensor picture = FloatTensor.zeros(1, channels, height, width);
        for (int i = 0; i < picture.values().length; i++) {
            int c = i / (height * width);
            int y = i / width % height;
            picture.values()[i] = (float)Math.sin(0.1 * (i % width) + 0.2 * y + 0.5 * c);
        }
        return picture;
    }

    /** cos(0.3 j). */
    public static FloatTensor latent(int length) {
        FloatTensor latent = FloatTensor.zeros(1, length);
        for (int j = 0; j < length; j++) {
            latent.values()[j] = (float)Math.cos(0.3 * j);
        }
        return latent;
    }

    /** The channels of both. */
    static FloatTensor beside(FloatTensor one, FloatTensor other) {
        int[] shape = one.shape();
        FloatTensor both = FloatTensor.zeros(1, shape[1] + other.shape()[1], shape[2], shape[3]);
        System.arraycopy(one.values(), 0, both.values(), 0, one.values().length);
        System.arraycopy(other.values(), 0, both.values(), one.values().length, other.values().length);
        return both;
    }

    /** Rows, or columns, in the opposite order. */
    static FloatTensor flipped(FloatTensor image, boolean columns) {
        int height = image.shape()[2];
        int width = image.shape()[3];
        FloatTensor flipped = FloatTensor.zeros(image.shape());
        for (int i = 0; i < image.values().length; i++) {
            int x = i % width;
            int y = i / width % height;
            int from = i - y * width - x + (columns ? y * width + width - 1 - x : (height - 1 - y) * width + x);
            flipped.values()[i] = image.values()[from];
        }
        return flipped;
    }

    /** The processor, with two threads. */
    public static ComputeDevice cpu() throws HazeLabException {
        return ComputeDevice.open(RuntimeSettings.resolve("cpu", 2, ""));
    }

    /** A network on the processor. */
    public static ScriptModule load(Network network, Map<String, FloatTensor> weights, Order order)
        throws HazeLabException {
        return ScriptModule.load(cpu(), network, WeightSource.of(weights), order, Progress.NONE);
    }

    /** Without gradients. */
    public static List<FloatTensor> call(ScriptModule module, String method, Object... arguments)
        throws HazeLabException {
        return module.device().run(Progress.NONE, scope -> scope.infer(module, method, arguments).stream()
            .map(DeviceTensor::get).toList());
    }

    static double mean(FloatTensor tensor) {
        double sum = 0;
        for (float value : tensor.values()) {
            sum += value;
        }
        return sum / tensor.values().length;
    }

    /** Of all, not of a sample. */
    static double deviation(FloatTensor tensor) {
        double mean = mean(tensor);
        double squares = 0;
        for (float value : tensor.values()) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / tensor.values().length);
    }

    static float at(FloatTensor tensor, int channel, int row, int column) {
        int[] shape = tensor.shape();
        return tensor.values()[(channel * shape[2] + row) * shape[3] + column];
    }
}
