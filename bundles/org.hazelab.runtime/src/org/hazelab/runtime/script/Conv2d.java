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

    public Value of(Value x) {
        return x.apply("conv2d", weight, bias, new int[]{stride, stride}, new int[]{padding, padding});
    }
}
