// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.network;

import java.util.Optional;

import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Conv2d;
import org.hazelab.runtime.script.layers.Functions;
import org.hazelab.runtime.script.layers.GroupNorm;

/**
 * A residual block of BigGAN's kind with a T-Block: two convolutions, each after group normalisation and SiLU, features
 * of the transmission added to the result of the first one, the input added to that of the second, the sum over the
 * square root of 2.
 */
final class ResidualBlock {

    /** What a block does with rows and columns. */
    enum Way {
        SAME,
        HALVE,
        DOUBLE
    }

    /** What the initial weights of a branch's last convolution are scaled by, in place of 0. */
    static final double ALMOST_ZERO = 1e-10;
    static final double EPSILON = 1e-6;
    private static final double SHARE = Math.sqrt(0.5);

    private final int number;
    private final Way way;
    private final GroupNorm norm0;
    private final Conv2d conv0;
    private final Conv2d dense0;
    private final Conv2d dense1;
    private final Optional<Conv2d> down;
    private final GroupNorm norm1;
    private final Conv2d conv1;
    private final Optional<Conv2d> conv2;

    /**
     * What a block yields.
     *
     * @param x the image
     * @param tau features of the transmission after SiLU
     */
    record Result(Value x, Value tau) {
    }

    /**
     * Declares the block's parameters.
     *
     * @param in channels of the input
     * @param out channels of the output
     * @param tau channels of the features of the transmission
     */
    ResidualBlock(Scope modules, int number, int in, int out, int tau, Way way) {
        Scope at = modules.at(number);
        this.number = number;
        this.way = way;
        norm0 = norm(at.at("GroupNorm_0"), in);
        conv0 = convolution(at.at("Conv_0"), in, out, 3, 1);
        dense0 = convolution(at.at("Dense_0"), tau, out, 3, 1);
        dense1 = convolution(at.at("Dense_1"), out, out, 1, 1);
        down = way == Way.HALVE ? Optional.of(convolution(at.at("down"), out, out, 3, 1).withStride(2))
            : Optional.empty();
        norm1 = norm(at.at("GroupNorm_1"), out);
        conv1 = convolution(at.at("Conv_1"), out, out, 3, ALMOST_ZERO);
        conv2 = passes(in, out, way) ? Optional.empty()
            : Optional.of(convolution(at.at("Conv_2"), in, out, 1, 1));
    }

    /** Whether a block hands the features of the transmission on as they came, and its input unchanged to the sum. */
    static boolean passes(int in, int out, Way way) {
        return in == out && way == Way.SAME;
    }

    static GroupNorm norm(Scope at, int channels) {
        return GroupNorm.of(at, HazeFlowShape.groups(channels), channels).withEpsilon(EPSILON);
    }

    static Conv2d convolution(Scope at, int in, int out, int size, double scale) {
        return Conv2d.started(at, in, out, size, Initializer.fanAverage(scale, in * size * size, out * size * size));
    }

    /**
     * Computes the block.
     *
     * @param tau features of the transmission after SiLU: of the input's rows and columns to halve, otherwise of the
     *     output's
     */
    Value of(Value x, Value tau, Dropout dropout) {
        return computed(x, tau, dropout).x();
    }

    /** As {@link #of}, with the features of the transmission for the blocks that follow. */
    Result withFeatures(Value x, Value tau, Dropout dropout) {
        Result result = computed(x, tau, dropout);
        return conv2.isPresent() ? new Result(result.x(), result.tau().siluInto()) : new Result(result.x(), tau);
    }

    /** @return the block's own features, before SiLU */
    private Result computed(Value x, Value tau, Dropout dropout) {
        Value activated = norm0.of(x).siluInto();
        Value h = switch (way) {
            case SAME -> conv0.of(activated);
            case HALVE -> conv0.of(Functions.averagePool(activated, 2));
            case DOUBLE -> conv0.ofDoubled(activated);
        };
        Value features = dense1.of(dense0.of(tau).siluInto());
        Value u = down.isPresent() ? down.get().of(features) : features;
        h = norm1.of(h.addInto(u)).siluInto();
        h = conv1.of(dropout.of(h, number)).addInto(shortcut(x));
        return new Result(shared(h), u);
    }

    private Value shortcut(Value x) {
        return switch (way) {
            case SAME -> conv2.isPresent() ? conv2.get().of(x) : x;
            case HALVE -> conv2.orElseThrow().of(Functions.averagePool(x, 2));
            case DOUBLE -> conv2.orElseThrow().of(x).doubled();
        };
    }

    /** Over the square root of 2, in a method without gradients written over the sum. */
    static Value shared(Value sum) {
        return sum.apply(sum.code().gradients() ? "mul" : "mul_", SHARE);
    }
}
