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
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", 2015) as methods of a network: one call runs it
 * forward and back and changes the weights, by PyTorch's own fused kernel. Moments are states of the network.
 *
 * <p>The method {@value #STEP}(the loss's arguments, rate, beta1, beta2, epsilon, count), count from 1, returns the
 * loss before the step. The others are those of an {@link Adam} of the name {@value #NAME} for all trained parameters.
 */
public final class AdamScript {

    /** The name of the optimizer. */
    public static final String NAME = "adam";
    /** Runs one step. */
    public static final String STEP = "step";

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
        Map<String, Type> all = new LinkedHashMap<>(arguments);
        for (String number : List.of("rate", "beta1", "beta2", "epsilon")) {
            all.put(number, Type.FLOAT);
        }
        all.put("count", Type.INT);
        network.training(STEP, all, Type.TENSOR, code -> {
            Value value = loss.apply(code);
            adam.step(code, Gradients.of(code, value, adam.parameters()), new Adam.Numbers(code.argument("rate"),
                code.argument("beta1"), code.argument("beta2"), code.argument("epsilon"), code.argument("count")));
            return value.apply("detach");
        });
    }
}
