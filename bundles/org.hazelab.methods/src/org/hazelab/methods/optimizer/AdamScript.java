// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015) as methods of a network, by PyTorch's own
 * fused kernel. Moments are states of the network.
 *
 * <p>{@value #GRADIENTS}(the loss's arguments, share) yields the loss and the gradients of share times the loss: those
 * of parts of a batch can be computed at the same time and added, see
 * {@link MicroBatches}. {@value #APPLY}(gradients, rate, beta1, beta2, epsilon, count)
 * changes the weights, count from 1. {@value #STEP}(the loss's arguments, rate, beta1, beta2, epsilon, count) does both
 * in one call and returns the loss before the step. The others are those of an {@link Adam} of the name
 * {@value #NAME} for all trained parameters.
 */
public final class AdamScript {

    /** The name of the optimizer. */
    public static final String NAME = "adam";
    /** Runs one step. */
    public static final String STEP = "step";
    /** Yields a loss and its gradients. */
    public static final String GRADIENTS = "gradients";
    /** Changes the weights by gradients. */
    public static final String APPLY = "apply_gradients";

    private static final String SHARE = "share";
    private static final String SUM = "sum";

    private AdamScript() {
    }

    /**
     * Adds the methods to a network whose parameters are all declared.
     *
     * @param arguments of the loss
     * @param loss computes a tensor without axes
     */
    public static void declare(Network network, Map<String, Type> arguments, Function<Code, Value> loss) {
        Adam adam = Adam.declare(network, NAME, network.trained());
        network.training(STEP, numbers(arguments), Type.TENSOR, code -> {
            Value value = loss.apply(code);
            adam.step(code, Gradients.of(code, value, adam.parameters()), numbers(code));
            return value.apply("detach");
        });
        Map<String, Type> shared = new LinkedHashMap<>(arguments);
        shared.put(SHARE, Type.FLOAT);
        network.training(GRADIENTS, shared, Type.TENSORS, code -> {
            Value value = loss.apply(code);
            Value gradients = Gradients.of(code, value.times(code.argument(SHARE)), adam.parameters());
            return code.expression("[{}] + {}", value.apply("detach"), gradients);
        });
        network.inference(APPLY, numbers(Map.of(SUM, Type.TENSORS)), Type.NONE, code -> {
            adam.step(code, code.argument(SUM), numbers(code));
            return code.nothing();
        });
    }

    private static Map<String, Type> numbers(Map<String, Type> arguments) {
        Map<String, Type> all = new LinkedHashMap<>(arguments);
        for (String number : List.of("rate", "beta1", "beta2", "epsilon")) {
            all.put(number, Type.FLOAT);
        }
        all.put("count", Type.INT);
        return all;
    }

    private static Adam.Numbers numbers(Code code) {
        return new Adam.Numbers(code.argument("rate"), code.argument("beta1"), code.argument("beta2"),
            code.argument("epsilon"), code.argument("count"));
    }
}
