// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.optimizer;

import java.util.List;
import java.util.Map;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;

/**
 * The exponential moving average of some parameters of a network, kept on the device: average = decay x average + (1 -
 * decay) x parameter after each step.
 *
 * <p>The methods that it adds to the network: {@value #BEGIN}() starts with the parameters as they are;
 * {@value #UPDATE}(decay); {@value #SWAP}() exchanges parameters and average, to infer with the average and back;
 * {@value #AVERAGE}() yields it, a tensor a parameter; {@value #RESUME}(average) sets it.
 */
public final class MovingAverage {

    /** Starts with the parameters. */
    public static final String BEGIN = "begin_average";
    /** Follows the parameters by a step. */
    public static final String UPDATE = "update_average";
    /** Exchanges parameters and average. */
    public static final String SWAP = "swap_average";
    /** Yields the average. */
    public static final String AVERAGE = "average";
    /** Sets the average. */
    public static final String RESUME = "resume_average";

    private static final String STATE = "moving_average";

    private MovingAverage() {
    }

    /**
     * Adds the methods to a network.
     *
     * @param parameters at least one, in the order of the average's tensors
     */
    public static void declare(Network network, List<Parameter> parameters) {
        if (parameters.isEmpty()) {
            throw new IllegalArgumentException("An average of no parameters");
        }
        network.state(STATE);
        network.inference(BEGIN, Map.of(), Type.NONE, code -> {
            code.setState(STATE, copies(code, parameters));
            return code.nothing();
        });
        network.inference(UPDATE, Map.of("decay", Type.FLOAT), Type.NONE, code -> {
            code.call("torch._foreach_lerp_", code.state(STATE), detached(code, parameters),
                code.expression("1. - {}", code.argument("decay")));
            return code.nothing();
        });
        network.inference(SWAP, Map.of(), Type.NONE, code -> {
            Value before = copies(code, parameters);
            for (int i = 0; i < parameters.size(); i++) {
                code.call("torch.copy_", code.call("torch.detach", parameters.get(i)),
                    code.element(code.state(STATE), i));
            }
            code.setState(STATE, before);
            return code.nothing();
        });
        network.inference(AVERAGE, Map.of(), Type.TENSORS, code -> code.state(STATE));
        network.inference(RESUME, Map.of("average", Type.TENSORS), Type.NONE, code -> {
            Object[] parts = new Object[parameters.size()];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = code.call("torch.zeros_like", parameters.get(i))
                    .apply("copy_", code.element(code.argument("average"), i));
            }
            code.setState(STATE, code.list(parts));
            return code.nothing();
        });
    }

    private static Value copies(Code code, List<Parameter> parameters) {
        return code
            .list(parameters.stream().map(p -> code.call("torch.clone", code.call("torch.detach", p))).toArray());
    }

    private static Value detached(Code code, List<Parameter> parameters) {
        return code.list(parameters.stream().map(p -> code.call("torch.detach", p)).toArray());
    }
}
