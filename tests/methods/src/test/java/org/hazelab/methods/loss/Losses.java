// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.loss;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.WeightSource;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Code of losses that runs: a network with a parameter of zeros for each argument, which is added to it, so that its
 * gradient is that of the argument.
 */
public final class Losses implements AutoCloseable {

    private final ScriptModule module;
    private final List<String> names;

    private Losses(ScriptModule module, List<String> names) {
        this.module = module;
        this.names = names;
    }

    /** What the code yields, for its mean gradients are asked. */
    public record Result(float[] values, Map<String, float[]> gradients) {
    }

    /**
     * Loads a loss.
     *
     * @param arguments by name, of the shapes that are given to {@link #run}
     * @param parts declares what the loss needs of the network
     * @param loss yields a tensor
     */
    public static <P> Losses load(Map<String, FloatTensor> arguments, Function<Scope, P> parts,
        BiFunction<P, Map<String, Value>, Value> loss) throws HazeLabException {
        Network network = new Network("Losses");
        Map<String, Parameter> added = new LinkedHashMap<>();
        Map<String, Type> types = new LinkedHashMap<>();
        arguments.forEach((name, tensor) -> {
            added.put(name, network.root().at("own").parameter(name, Initializer.ZEROS, tensor.shape()));
            types.put(name, Type.TENSOR);
        });
        P declared = parts.apply(network.root().at("part"));
        Function<Code, Value> body = code -> {
            Map<String, Value> values = new LinkedHashMap<>();
            added.forEach((name, parameter) -> values.put(name, code.argument(name).plus(parameter)));
            return loss.apply(declared, values);
        };
        network.training("values", types, Type.TENSOR, body);
        network.training("loss", types, Type.TENSOR, code -> body.apply(code).mean());
        ComputeDevice device = ComputeDevice.open(RuntimeSettings.resolve("cpu", 2, ""));
        return new Losses(ScriptModule.load(device, network, weights(network), Order.ROWS, Progress.NONE),
            List.copyOf(arguments.keySet()));
    }

    /** Networks of others by formula, in the order of their state dict; the rest as declared. */
    private static WeightSource weights(Network network) {
        Map<String, FloatTensor> features = new LinkedHashMap<>();
        for (Parameter parameter : network.parameters()) {
            if (parameter.name().contains("features.")) {
                int[] shape = parameter.shape();
                double scale = shape.length > 1 ? Math.sqrt(24.0 / (FloatTensor.size(shape) / shape[0])) : 0.2;
                features.put(parameter.name(), random(1000003L * (features.size() + 1), scale, 0, shape));
            }
        }
        return parameter -> {
            if (features.containsKey(parameter.name())) {
                return features.get(parameter.name());
            }
            FloatTensor tensor = FloatTensor.zeros(parameter.shape());
            parameter.initializer().fill(tensor.values(), RandomStream.of(1, 1));
            return tensor;
        };
    }

    public Result run(Map<String, FloatTensor> arguments) throws HazeLabException {
        Object[] values = names.stream().map(arguments::get).toArray();
        return module.device().run(Progress.NONE, scope -> {
            float[] numbers = scope.train(module, "values", values).get(0).get().values();
            DeviceTensor loss = scope.train(module, "loss", values).get(0);
            loss.backward();
            Map<String, float[]> gradients = new LinkedHashMap<>();
            for (Map.Entry<String, DeviceTensor> parameter : module.parameters().entrySet()) {
                parameter.getValue().gradient()
                    .ifPresent(gradient -> gradients.put(parameter.getKey().replace("own.", ""), gradient.values()));
            }
            return new Result(numbers, gradients);
        });
    }

    /** What the code yields, without gradients. */
    public float[] values(Map<String, FloatTensor> arguments) throws HazeLabException {
        Object[] values = names.stream().map(arguments::get).toArray();
        return module.device().run(Progress.NONE,
            scope -> scope.infer(module, "values", values).get(0).get().values());
    }

    @Override
    public void close() {
        module.close();
    }

    /** offset + scale u, with u in [-1/2, 1/2) from a seed. */
    public static FloatTensor random(long seed, double scale, double offset, int... shape) {
        FloatTensor tensor = FloatTensor.zeros(shape);
        long state = seed & 0xFFFFFFFFL;
        for (int i = 0; i < tensor.values().length; i++) {
            state = 1664525 * state + 1013904223 & 0xFFFFFFFFL;
            tensor.values()[i] = (float)(offset + scale * (state / 4294967296.0 - 0.5));
        }
        return tensor;
    }

    /** The two images of tests/data/hazeflow_loss_goldens.py. */
    public static Map<String, FloatTensor> images(int side) {
        FloatTensor x = random(7, 1.2, 0.5, 2, 3, side, side);
        FloatTensor y = random(8, 1.2, 0.5, 2, 3, side, side);
        for (int i = 0; i < y.values().length; i++) {
            y.values()[i] = (float)(0.7 * x.values()[i] + 0.3 * y.values()[i]);
        }
        Map<String, FloatTensor> images = new LinkedHashMap<>();
        images.put("x", x);
        images.put("y", y);
        return images;
    }

    public static double length(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double)value * value;
        }
        return Math.sqrt(squares);
    }

    /** A copy of a list of pairs as a map. */
    public static Map<String, FloatTensor> arguments(Object... namesAndTensors) {
        Map<String, FloatTensor> arguments = new LinkedHashMap<>();
        List<Object> all = new ArrayList<>(List.of(namesAndTensors));
        for (int i = 0; i < all.size(); i += 2) {
            arguments.put((String)all.get(i), (FloatTensor)all.get(i + 1));
        }
        return arguments;
    }
}
