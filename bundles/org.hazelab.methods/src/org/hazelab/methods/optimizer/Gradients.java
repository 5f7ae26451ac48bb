// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.optimizer;

import java.util.List;
import java.util.stream.IntStream;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Value;

/** Gradients of a loss, as a list in a method's code. */
public final class Gradients {

    private static final double EPSILON = 1e-6;

    private Gradients() {
    }

    /**
     * The gradients of a loss, which is computed once and cannot be derived again afterwards.
     *
     * @param loss a tensor without axes
     * @param parameters each of which the loss depends on
     * @return a list with one tensor a parameter, in their order
     */
    public static Value of(Code code, Value loss, List<Parameter> parameters) {
        return of(code, loss, parameters, Code.NONE);
    }

    /** As {@link #of(Code, Value, List)}, for a loss that is derived again afterwards, by other parameters. */
    public static Value keepingTheGraph(Code code, Value loss, List<Parameter> parameters) {
        return of(code, loss, parameters, true);
    }

    private static Value of(Code code, Value loss, List<Parameter> parameters, Object keepGraph) {
        Value found = code.call("torch.grad", code.list(loss), code.list(parameters.toArray()), Code.NONE, keepGraph,
            false);
        return code.list(IntStream.range(0, parameters.size())
            .mapToObj(i -> code.expression("unchecked_cast(Tensor, {})", code.element(found, i))).toArray());
    }

    /**
     * Shortens gradients whose global norm, the root of the sum of all squares, is longer than a limit, as PyTorch's
     * {@code clip_grad_norm_} does: all by the factor limit / (norm + 1e-6). They are written over.
     *
     * @param gradients a list
     * @param limit a number above 0, or a value that is one
     * @return the norm before, a tensor without axes
     */
    public static Value clip(Code code, Value gradients, Object limit) {
        Value norms = code.call("torch.stack", code.call("torch._foreach_norm", gradients, 2));
        Value norm = norms.apply("norm");
        Value factor = code.call("torch.div", code.call("torch.full_like", norm, limit), norm.plus(EPSILON))
            .apply("clamp_max", 1.0);
        code.call("torch._foreach_mul_", gradients, factor);
        return norm;
    }
}
