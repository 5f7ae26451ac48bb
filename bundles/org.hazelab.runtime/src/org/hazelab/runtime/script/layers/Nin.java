// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;

/**
 * A linear map of the channels of each pixel ("network in network", Lin et al., 2014), with its matrix as score-based
 * generative models (Song et al., 2021) keep it: the transpose of a 1 x 1 convolution's kernel.
 *
 * <p>W (in, out), b (out). Input (batch, in, rows, columns), output (batch, out, rows, columns).
 */
public record Nin(Parameter weight, Parameter bias) {

    /** Matrix started with a uniform distribution of variance scale / mean of in and out, bias with zeros. */
    public static Nin of(Scope at, int in, int out, double scale) {
        return new Nin(at.parameter("W", Initializer.fanAverage(scale, in, out), in, out),
            at.parameter("b", Initializer.ZEROS, out));
    }

    public Value of(Value x) {
        Value pixels = x.reduced().apply("permute", new int[] {0, 2, 3, 1});
        return pixels.apply("matmul", x.code().weight(weight)).plus(x.code().weight(bias)).apply("permute",
            new int[] {0, 3, 1, 2});
    }
}
