// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script.layers;

import java.util.Optional;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;

/**
 * A convolution of images with a square kernel and zeros around the image.
 *
 * <p>Weight (out, in / groups, size, size), bias (out). Input (batch, in, rows, columns), output (batch, out, rows',
 * columns') with rows' = (rows + 2 padding - size) / stride + 1, rounded down.
 *
 * @param bias empty for none
 * @param groups into which the channels are cut; each output sees the inputs of its group alone
 */
public record Conv2d(Parameter weight, Optional<Parameter> bias, int stride, int padding, int groups) {

    /** A convolution that keeps the size of the image, for odd kernels, started as PyTorch starts it. */
    public static Conv2d of(Scope at, int in, int out, int size) {
        return grouped(at, in, out, size, 1);
    }

    /** As {@link #of(Scope, int, int, int)}, weight and bias started with zeros. */
    public static Conv2d zero(Scope at, int in, int out, int size) {
        return started(at, in, out, size, Initializer.ZEROS);
    }

    /** As {@link #of(Scope, int, int, int)}, with another start of the weight, and a bias started with zeros. */
    public static Conv2d started(Scope at, int in, int out, int size, Initializer initializer) {
        return new Conv2d(at.parameter("weight", initializer, out, in, size, size),
            Optional.of(at.parameter("bias", Initializer.ZEROS, out)), 1, size / 2, 1);
    }

    /** As {@link #of(Scope, int, int, int)}, without a bias. */
    public static Conv2d withoutBias(Scope at, int in, int out, int size) {
        return new Conv2d(at.parameter("weight", Initializer.fan(in * size * size), out, in, size, size),
            Optional.empty(), 1, size / 2, 1);
    }

    /**
     * As {@link #of(Scope, int, int, int)}, for groups of channels.
     *
     * @throws IllegalArgumentException if in or out are no multiple of the groups
     */
    public static Conv2d grouped(Scope at, int in, int out, int size, int groups) {
        if (in % groups != 0 || out % groups != 0) {
            throw new IllegalArgumentException(in + " and " + out + " channels for " + groups + " groups");
        }
        Initializer initializer = Initializer.fan(in / groups * size * size);
        return new Conv2d(at.parameter("weight", initializer, out, in / groups, size, size),
            Optional.of(at.parameter("bias", initializer, out)), 1, size / 2, groups);
    }

    /** The same convolution at every n-th row and column only. */
    public Conv2d withStride(int n) {
        return new Conv2d(weight, bias, n, padding, groups);
    }

    /** The same convolution with that many rows and columns of zeros at each side. */
    public Conv2d withPadding(int zeros) {
        return new Conv2d(weight, bias, stride, zeros, groups);
    }

    /**
     * In a method without gradients, a 1 x 1 convolution is the linear map that it is: images are channels last there.
     */
    public Value of(Value x) {
        if (weight.shape()[2] == 1 && stride == 1 && padding == 0 && groups == 1 && !x.code().gradients()) {
            Value pixels = x.reduced().apply("permute", new int[] {0, 2, 3, 1});
            Value matrix = x.code().weight(weight.name() + ":matrix", 2,
                code -> code.call("torch.flatten", weight, 1));
            return pixels.apply("linear", matrix, biasOrNone(x)).apply("permute", new int[] {0, 3, 1, 2});
        }
        return convolved(x, x.code().weight(weight));
    }

    /**
     * The same convolution with a weight that was computed, such as one of a {@link SpectralNorm}, in place of the
     * parameter.
     */
    public Value of(Value x, Value computedWeight) {
        return convolved(x, computedWeight.reduced());
    }

    private Value convolved(Value x, Object kernel) {
        int[] strides = {stride, stride};
        int[] paddings = {padding, padding};
        Value image = x.reduced();
        return groups == 1 ? image.apply("conv2d", kernel, biasOrNone(x), strides, paddings)
            : image.apply("conv2d", kernel, biasOrNone(x), strides, paddings, new int[] {1, 1}, groups);
    }

    private Object biasOrNone(Value x) {
        return bias.isPresent() ? x.code().weight(bias.get()) : Code.NONE;
    }

    /**
     * The convolution of an image whose rows and columns are doubled first, each pixel repeated, for a 3 x 3 kernel of
     * stride 1.
     *
     * <p>Two of the three rows of the kernel always fall on the same row of the small image, so their weights can be
     * added beforehand: what is left is the transpose of a 4 x 4 convolution of stride 2, with 4/9 of the products and
     * no doubled image in memory.
     */
    public Value ofDoubled(Value x) {
        if (weight.shape()[2] != 3 || stride != 1 || padding != 1 || groups != 1) {
            throw new IllegalStateException("Only a 3 x 3 convolution of stride 1 can take a doubled image");
        }
        Value kernel = x.code().weight(weight.name() + ":doubled", 4,
            code -> folded(folded(code.expression("{}", weight), 2), 3).transposed(0, 1));
        return x.reduced().apply("conv_transpose2d", kernel, biasOrNone(x), new int[] {2, 2}, new int[] {1, 1});
    }

    /** The weights w0, w1, w2 along an axis become w2, w1 + w2, w0 + w1, w0. */
    private static Value folded(Value weight, int axis) {
        Value first = weight.slice(axis, 0, 1);
        Value second = weight.slice(axis, 1, 2);
        Value third = weight.slice(axis, 2, 3);
        Code code = weight.code();
        return code.call("torch.cat", code.list(third, second.plus(third), first.plus(second), first), axis);
    }
}
