// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Conv2d;
import org.hazelab.runtime.script.layers.InstanceNorm;
import org.hazelab.runtime.script.layers.Linear;

/**
 * A network that judges every patch of images at a point in time: as the discriminator ("PatchGAN") it sees an image
 * and says how clear its patches look, as the entropy network it sees two pairs of images side by side.
 *
 * <p>The authors' checkpoints of it also hold buffers {@code down.filt}, the constant weights of blurring, which ours
 * has not.
 */
public final class PatchNetwork {

    /** The channels that the discriminator sees. */
    public static final int IMAGE = 3;
    /** The channels that the entropy network sees. */
    public static final int TWO_PAIRS = 12;
    /** The fewest rows and columns of an image. */
    public static final int SMALLEST_SIDE = 32;

    private static final int LEVELS = 4;
    private static final int SIZE = 4;

    private final List<Level> levels = new ArrayList<>();
    private final Conv2d last;
    private final TimeEmbedding time;

    private record Level(Conv2d convolution, Linear time, int number) {

        Value of(Value x, Value times) {
            Value bias = Layers.perChannel(time.of(times), time.bias().shape()[0]);
            Value y = convolution.of(x).addInto(bias);
            Value active = Layers.leakyInto(number == 0 ? y : InstanceNorm.of(y));
            return number == LEVELS - 1 ? active : Layers.blurredDown(active);
        }
    }

    /**
     * Declares the parameters below a scope, under the names of the authors' checkpoints.
     *
     * @param channels that it sees: {@value #IMAGE} or {@value #TWO_PAIRS}
     * @param width channels behind the first convolution
     */
    public PatchNetwork(Scope root, int channels, int width) {
        int embedding = 4 * width;
        int in = channels;
        for (int number = 0; number < LEVELS; number++) {
            Scope at = root.at("model_main").at(number);
            int out = width << number;
            levels.add(new Level(Layers.convolution(at.at("conv1"), in, out, SIZE).withPadding(1),
                Layers.linear(at.at("dense"), embedding, out), number));
            in = out;
        }
        last = Layers.convolution(root.at("final_conv"), in, 1, SIZE).withPadding(1);
        time = new TimeEmbedding(root.at("t_embed.main"), embedding, embedding);
    }

    /**
     * Judges.
     *
     * @param images (batch, channels, rows, columns), from -1 to 1, rows and columns at least {@value #SMALLEST_SIDE}
     * @param index of the point in time, from 0, the same for all: a whole number, or a value that is one
     * @return (batch, 1, rows', columns'), of 256 rows 30
     */
    public Value of(Value images, Object index) {
        Value times = time.of(index, images);
        Value x = images.code().gradients() ? images : images.channelsLast();
        for (Level level : levels) {
            x = level.of(x, times);
        }
        return last.of(x);
    }
}
