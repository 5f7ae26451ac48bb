// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import java.util.Optional;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;

/**
 * Attention of every element of a sequence to the others, in several heads (Vaswani et al., "Attention is all you
 * need", 2017), with the parameters of PyTorch's {@code MultiheadAttention}.
 *
 * <p>in_proj_weight (3 width, width): queries, then keys, then values; in_proj_bias (3 width); out_proj.weight (width,
 * width), out_proj.bias (width). Input and output (batch, length, width).
 */
public record MultiHeadAttention(Parameter weight, Parameter bias, Linear projection, int heads) {

    /**
     * Started as PyTorch starts it: Xavier's uniform rule for queries, keys and values, biases with zeros.
     *
     * @throws IllegalArgumentException if the width is no multiple of the heads
     */
    public static MultiHeadAttention of(Scope at, int width, int heads) {
        if (width % heads != 0) {
            throw new IllegalArgumentException("a width of " + width + " for " + heads + " heads");
        }
        Parameter weight = at.parameter("in_proj_weight", Initializer.fanAverage(1, width, 3 * width), 3 * width,
            width);
        Parameter bias = at.parameter("in_proj_bias", Initializer.ZEROS, 3 * width);
        Scope out = at.at("out_proj");
        return new MultiHeadAttention(weight, bias, new Linear(
            out.parameter("weight", Initializer.fan(width), width, width),
            out.parameter("bias", Initializer.ZEROS, width)), heads);
    }

    /**
     * Attends.
     *
     * @param mask (length, length), added to the products of queries (rows) and keys (columns) before the softmax: 0
     *     where a query sees a key, negative infinity where it does not; empty if all see all
     */
    public Value of(Value x, Optional<Value> mask) {
        int width = weight.shape()[1];
        Code code = x.code();
        Value parts = x.reduced().apply("linear", code.weight(weight), code.weight(bias))
            .apply("unflatten", 2, new int[] {3, heads, width / heads})
            .apply("permute", new int[] {2, 0, 3, 1, 4});
        Value seen = code.call("torch.scaled_dot_product_attention", parts.apply("select", 0, 0),
            parts.apply("select", 0, 1), parts.apply("select", 0, 2),
            mask.<Object>map(Value::reduced).orElse(Code.NONE));
        return projection.of(seen.transposed(1, 2).apply("flatten", 2));
    }
}
