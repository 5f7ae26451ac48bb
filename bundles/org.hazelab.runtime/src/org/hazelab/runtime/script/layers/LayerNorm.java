// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;

/**
 * Layer normalisation (Ba, Kiros and Hinton, "Layer Normalization", 2016): the last axis gets mean 0 and variance 1,
 * then each of its elements its own scale and offset. The variance is biased; epsilon is 1e-5.
 *
 * <p>Weight and bias (width). Input and output (..., width).
 */
public record LayerNorm(Parameter weight, Parameter bias) {

    private static final double EPSILON = 1e-5;

    /** Scales started with 1, offsets with 0. */
    public static LayerNorm of(Scope at, int width) {
        return new LayerNorm(at.parameter("weight", Initializer.ONES, width),
            at.parameter("bias", Initializer.ZEROS, width));
    }

    public Value of(Value x) {
        return x.full().apply("layer_norm", weight.shape(), weight, bias, EPSILON);
    }
}
