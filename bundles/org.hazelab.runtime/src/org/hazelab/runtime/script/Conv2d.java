// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

/**
 * A convolution of images with a square kernel, zeros around the image, and a bias.
 *
 * <p>Weight (out, in, size, size), bias (out). Input (batch, in, rows, columns), output (batch, out, rows', columns')
 * with rows' = (rows + 2 padding - size) / stride + 1, rounded down.
 */
public record Conv2d(Parameter weight, Parameter bias, int stride, int padding) {

    /** A convolution that keeps the size of the image, for odd kernels, started as PyTorch starts it. */
    public static Conv2d of(Scope at, int in, int out, int size) {
        return of(at, in, out, size, Initializer.fan(in * size * size));
    }

    /** As {@link #of(Scope, int, int, int)}, weight and bias started with zeros. */
    public static Conv2d zero(Scope at, int in, int out, int size) {
        return of(at, in, out, size, Initializer.ZEROS);
    }

    private static Conv2d of(Scope at, int in, int out, int size, Initializer initializer) {
        return new Conv2d(at.parameter("weight", initializer, out, in, size, size),
            at.parameter("bias", initializer, out), 1, size / 2);
    }

    /** The same convolution at every n-th row and column only. */
    public Conv2d every(int n) {
        return new Conv2d(weight, bias, n, padding);
    }

    /**
     * In a method without gradients, a 1 x 1 convolution is the linear map that it is: images are channels last there.
     */
    public Value of(Value x) {
        if (weight.shape()[2] == 1 && stride == 1 && !x.code().gradients()) {
            Value pixels = x.apply("permute", new int[]{0, 2, 3, 1});
            Value matrix = x.code().call("torch.flatten", weight, 1);
            return pixels.apply("linear", matrix, bias).apply("permute", new int[]{0, 3, 1, 2});
        }
        return x.apply("conv2d", weight, bias, new int[]{stride, stride}, new int[]{padding, padding});
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
        if (weight.shape()[2] != 3 || stride != 1 || padding != 1) {
            throw new IllegalStateException("Only a 3 x 3 convolution of stride 1 can take a doubled image");
        }
        Value rows = folded(x.code().expression("{}", weight), 2);
        Value kernel = folded(rows, 3).transposed(0, 1);
        return x.apply("conv_transpose2d", kernel, bias, new int[]{2, 2}, new int[]{1, 1});
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
