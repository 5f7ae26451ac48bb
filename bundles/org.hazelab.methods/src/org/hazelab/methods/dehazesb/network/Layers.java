// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

import java.util.Optional;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Conv2d;
import org.hazelab.runtime.script.layers.Linear;

/**
 * Layers with the authors' start, normal numbers by Xavier's rule with gain 0.02 and biases of 0, and functions that
 * several of the networks have. What writes over its input does not need it for a gradient.
 */
final class Layers {

    private static final double GAIN = 0.02;
    private static final double SLOPE = 0.2;
    private static final int[] ONE_AROUND = {1, 1, 1, 1};

    private Layers() {
    }

    static Initializer xavier(int in, int out) {
        return Initializer.xavierNormal(GAIN, in, out);
    }

    static Linear linear(Scope at, int in, int out) {
        return new Linear(at.parameter("weight", xavier(in, out), out, in),
            at.parameter("bias", Initializer.ZEROS, out));
    }

    /** With a bias, and zeros around the image that keep the size of odd kernels. */
    static Conv2d convolution(Scope at, int in, int out, int size) {
        return Conv2d.started(at, in, out, size, xavier(in * size * size, out * size * size));
    }

    /** A 3 x 3 convolution without bias of images that have been continued already. */
    static Conv2d unpadded(Scope at, int in, int out) {
        return new Conv2d(at.parameter("weight", xavier(in * 9, out * 9), out, in, 3, 3), Optional.empty(), 1, 0, 1);
    }

    /** The image continued by one row and column of its mirror image at each side. */
    static Value mirrored(Value x) {
        return x.apply("reflection_pad2d", ONE_AROUND);
    }

    /** Half the rows and columns, rounded up: every second pixel of the image under the weights 1, 2, 1 over 4. */
    static Value blurredDown(Value x) {
        int[] pair = {2, 2};
        return mirrored(x).apply("avg_pool2d", pair, new int[] {1, 1}).apply("avg_pool2d", pair, pair);
    }

    /** Twice the rows and columns, bilinear. */
    static Value doubled(Value x) {
        return x.apply("upsample_bilinear2d", Code.NONE, false, new double[] {2, 2});
    }

    /** x where it is positive, 0.2 x elsewhere, written over x. */
    static Value leakyInto(Value x) {
        return x.apply("leaky_relu_", SLOPE);
    }

    /** x where it is positive, 0 elsewhere, written over x. */
    static Value reluInto(Value x) {
        return x.apply("relu_");
    }

    /** One number a channel, (1 or batch, channels), as it is added to images. */
    static Value perChannel(Value x, int channels) {
        return x.reshaped(-1, channels, 1, 1);
    }
}
