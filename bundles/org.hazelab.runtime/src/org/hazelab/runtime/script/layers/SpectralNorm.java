// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import java.util.stream.IntStream;

import org.hazelab.imaging.random.RandomStream;
import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;

/**
 * A weight divided by its largest singular value, which a step of power iteration follows (Miyato et al., "Spectral
 * Normalization for Generative Adversarial Networks", 2018), with the names of PyTorch's {@code spectral_norm}.
 *
 * <p>weight_orig (out, ...), seen as a matrix of out rows; buffers weight_u (out) and weight_v (the other axes), unit
 * vectors close to the singular ones. epsilon is 1e-12.
 */
public record SpectralNorm(Parameter original, Parameter left, Parameter right) {

    private static final double EPSILON = 1e-12;

    /** Vectors started with normal numbers, scaled to length 1. */
    public static SpectralNorm of(Scope at, Initializer initializer, int... shape) {
        int columns = IntStream.of(shape).skip(1).reduce(1, Math::multiplyExact);
        return new SpectralNorm(at.parameter("weight_orig", initializer, shape),
            at.buffer("weight_u", SpectralNorm::unit, shape[0]), at.buffer("weight_v", SpectralNorm::unit, columns));
    }

    private static void unit(float[] values, RandomStream random) {
        Initializer.normal(1).fill(values, random);
        double square = 0;
        for (float value : values) {
            square += (double)value * value;
        }
        double length = Math.max(Math.sqrt(square), EPSILON);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)(values[i] / length);
        }
    }

    /**
     * The weight for this evaluation, (out, ...).
     *
     * @param iterate whether the vectors move on by one step, as in training; otherwise they stay
     */
    public Value weight(Code code, boolean iterate) {
        Value matrix = code.call("torch.flatten", original, 1);
        if (iterate) {
            Value fixed = matrix.apply("detach");
            Value v = normalized(fixed.transposed(0, 1).apply("mv", left));
            code.assign(right, v);
            code.assign(left, normalized(fixed.apply("mv", v)));
        }
        // Copies: the next step may write over the buffers before the gradient of this one is asked for.
        Value u = code.call("torch.clone", left);
        Value v = code.call("torch.clone", right);
        Value sigma = code.call("torch.dot", u, matrix.apply("mv", v));
        return code.call("torch.div", original, sigma);
    }

    private static Value normalized(Value vector) {
        return vector.apply("div", vector.apply("norm").apply("clamp_min", EPSILON));
    }
}
