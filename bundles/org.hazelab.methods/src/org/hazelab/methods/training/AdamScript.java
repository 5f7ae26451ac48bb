// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015) as methods of a network: one call runs it
 * forward and back and changes the weights, by PyTorch's own fused kernel. Moments are states of the network.
 *
 * <p>The methods: {@value #BEGIN}() sets the moments to 0; {@value #STEP}(the loss's arguments, rate, beta1, beta2,
 * epsilon, count), count from 1, returns the loss before the step; {@value #FIRST}() and {@value #SECOND}()
 * return the moments, of all parameters one after the other in row-major order; {@value #RESUME}(first, second) sets
 * them.
 */
public final class AdamScript {

    /** Sets the moments to 0. */
    public static final String BEGIN = "begin_training";
    /** Runs one step. */
    public static final String STEP = "step";
    /** Yields the means of the gradients. */
    public static final String FIRST = "first_moments";
    /** Yields the means of the squared gradients. */
    public static final String SECOND = "second_moments";
    /** Sets both moments. */
    public static final String RESUME = "resume_training";

    private static final String NAME = "adam";

    private final Network network;
    private final Adam adam;
    private final List<Parameter> parameters;

    private AdamScript(Network network) {
        this.network = network;
        adam = Adam.declare(network, NAME, network.trained());
        parameters = adam.parameters();
    }

    /**
     * Adds the methods to a network whose parameters are all declared.
     *
     * @param arguments of the loss
     * @param loss computes a tensor without axes
     */
    public static void declare(Network network, Map<String, Type> arguments, Function<Code, Value> loss) {
        AdamScript script = new AdamScript(network);
        script.declareStep(arguments, loss);
        script.declareMoments();
    }

    private void declareStep(Map<String, Type> arguments, Function<Code, Value> loss) {
        Map<String, Type> all = new LinkedHashMap<>(arguments);
        for (String number : List.of("rate", "beta1", "beta2", "epsilon")) {
            all.put(number, Type.FLOAT);
        }
        all.put("count", Type.INT);
        network.training(STEP, all, Type.TENSOR, code -> {
            Value value = loss.apply(code);
            adam.step(code, Gradients.of(code, value, parameters), new Adam.Numbers(code.argument("rate"),
                code.argument("beta1"), code.argument("beta2"), code.argument("epsilon"), code.argument("count")));
            return value.apply("detach");
        });
    }

    private void declareMoments() {
        network.inference(BEGIN, Map.of(), Type.NONE, code -> {
            code.invoke("begin_" + NAME);
            return code.nothing();
        });
        network.inference(FIRST, Map.of(), Type.TENSOR, code -> flat(code, code.invoke("first_" + NAME)));
        network.inference(SECOND, Map.of(), Type.TENSOR, code -> flat(code, code.invoke("second_" + NAME)));
        Map<String, Type> moments = new LinkedHashMap<>();
        moments.put("first", Type.TENSOR);
        moments.put("second", Type.TENSOR);
        network.inference(RESUME, moments, Type.NONE, code -> {
            code.invoke("resume_" + NAME, parts(code, code.argument("first")), parts(code, code.argument("second")));
            return code.nothing();
        });
    }

    private Value flat(Code code, Value list) {
        return code.call("torch.cat", code.list(IntStream.range(0, parameters.size())
            .mapToObj(i -> code.element(list, i).reshaped(-1)).toArray()), 0);
    }

    /** Tensors of the parameters' shapes, with the elements of one row of numbers. */
    private Value parts(Code code, Value flat) {
        Object[] parts = new Object[parameters.size()];
        int from = 0;
        for (int i = 0; i < parts.length; i++) {
            Parameter parameter = parameters.get(i);
            int to = Math.toIntExact(from + FloatTensor.size(parameter.shape()));
            parts[i] = flat.slice(0, from, to).reshaped(parameter.shape());
            from = to;
        }
        return code.list(parts);
    }
}
