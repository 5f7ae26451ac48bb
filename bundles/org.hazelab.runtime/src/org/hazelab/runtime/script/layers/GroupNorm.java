// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.Precision;

/**
 * Group normalisation (Wu and He, "Group Normalization", 2018): the channels of each group get mean 0 and variance 1
 * over group, rows and columns, then each channel its own scale and offset. The variance is biased.
 *
 * <p>Weight and bias (channels). Input and output (batch, channels, ...).
 *
 * @param epsilon what is added to the variance; PyTorch's is 1e-5
 */
public record GroupNorm(Parameter weight, Parameter bias, int groups, double epsilon) {

    private static final double EPSILON = 1e-5;
    /** Pixels up to which PyTorch's kernel for bfloat16 is slower on the processor than converting twice. */
    private static final int SMALL_MAP = 1025;

    /** Scales started with 1, offsets with 0; epsilon is 1e-5. */
    public static GroupNorm of(Scope at, int groups, int channels) {
        if (channels % groups != 0) {
            throw new IllegalArgumentException(channels + " channels are no multiple of " + groups + " groups");
        }
        return new GroupNorm(at.parameter("weight", Initializer.ONES, channels),
            at.parameter("bias", Initializer.ZEROS, channels), groups, EPSILON);
    }

    /** The same with another epsilon. */
    public GroupNorm withEpsilon(double other) {
        return new GroupNorm(weight, bias, groups, other);
    }

    /**
     * Normalises. In {@link Precision#FAST}, input and output are bfloat16 and sums 32-bit floats: by PyTorch's kernel
     * for that where it is the faster one, on the processor for large maps (docs/measurements.md), else on
     * 32-bit floats.
     */
    public Value of(Value x) {
        if (x.code().precision() == Precision.EXACT) {
            return x.apply("group_norm", groups, weight, bias, epsilon);
        }
        Value image = x.reduced();
        Value small = x.code().expression("torch.lt(torch.numel({}), torch.mul(torch.size({}, 0), {})) or "
            + "ops.prim.is_cuda({})", image, image, SMALL_MAP * weight.shape()[0], image);
        return x.code().choose(small,
            () -> image.full().apply("group_norm", groups, weight, bias, epsilon).reduced(),
            () -> image.apply("group_norm", groups, weight, bias, epsilon));
    }
}
