// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Conv2d;
import org.hazelab.runtime.script.layers.GroupNorm;
import org.hazelab.runtime.script.layers.Linear;

/**
 * The generator of DehazeSB: a U-Net of four levels with residual blocks at the lowest, which sees an image on the way
 * from hazy to clear, the index of its point in time and a latent vector, and says what the clear image is.
 *
 * <p>Parameters that do not reach the result, in this {@link ResidualMode}, are declared frozen, so that no gradient is
 * asked of them.
 */
public final class Generator {

    private static final int COLORS = 3;
    private static final int LOWEST = 3;
    private static final double LEAST_SQUARE = 1e-8;

    private final GeneratorShape shape;
    private final ResidualMode mode;
    /** Two for each level on the way down, then two for each on the way up. */
    private final List<Stage> stages = new ArrayList<>();
    private final Conv2d out;
    private final List<Linear> latentPath;
    private final TimeEmbedding time;
    private final List<GeneratorBlock> blocks = new ArrayList<>();

    /** A convolution, group normalisation and ReLU. */
    private record Stage(Conv2d convolution, GroupNorm norm) {

        static Stage of(Scope at, int in, int out) {
            return new Stage(Layers.convolution(at.at("conv"), in, out, 3),
                GroupNorm.of(at.at("gn"), GeneratorShape.groups(out), out));
        }

        Value of(Value x) {
            return Layers.reluInto(norm.of(convolution.of(x)));
        }
    }

    /** Declares the parameters below a scope, under the names and in the order of the authors' checkpoint. */
    public Generator(Scope root, GeneratorShape shape, ResidualMode mode) {
        this.shape = shape;
        this.mode = mode;
        stage(root, "00", COLORS, shape.channels(0));
        stage(root, "1", shape.channels(0), shape.channels(0));
        for (int level = 1; level <= LOWEST; level++) {
            stage(root, 2 * level + "0", shape.channels(level - 1), shape.channels(level));
            stage(root, Integer.toString(2 * level + 1), shape.channels(level), shape.channels(level));
        }
        for (int level = LOWEST - 1; level >= 0; level--) {
            int number = 2 * (LOWEST * 2 - level) + 4;
            stage(root, number + "0", shape.channels(level + 1) + shape.channels(level), shape.channels(level));
            stage(root, Integer.toString(number + 1), shape.channels(level), shape.channels(level));
        }
        out = Layers.convolution(root.at("out_conv"), shape.channels(0), COLORS, 1);
        int latent = shape.latent();
        latentPath = Stream.of("layer1", "layer2.0", "layer2.2")
            .map(name -> Layers.linear(root.at("z_transform").at(name), latent, latent)).toList();
        time = new TimeEmbedding(GeneratorBlock.alive(root, mode).at("time_embed.time_embed"), 4 * shape.width(),
            shape.lowest());
        for (int i = 0; i < shape.blocks(); i++) {
            blocks.add(new GeneratorBlock(root.at("model_res").at(i), shape, mode));
        }
    }

    private void stage(Scope root, String number, int in, int channels) {
        stages.add(Stage.of(root.at("conv" + number), in, channels));
    }

    /**
     * The clear image as the generator sees it.
     *
     * @param image (batch, 3, rows, columns), from -1 to 1, rows and columns multiples of
     *     {@value GeneratorShape#MULTIPLE}, at least {@value GeneratorShape#SMALLEST_SIDE}
     * @param index of the point in time, from 0, the same for all: a whole number, or a value that is one
     * @param latent (batch, latent)
     * @return (batch, 3, rows, columns), from -1 to 1
     */
    public Value of(Value image, Object index, Value latent) {
        List<Value> levels = down(image, LOWEST);
        Value x = levels.get(LOWEST);
        Value style = style(latent);
        Optional<Value> times = times(index, image);
        for (GeneratorBlock block : blocks) {
            x = block.of(x, style, times);
        }
        for (int level = LOWEST - 1; level >= 0; level--) {
            int stage = 2 * (2 * LOWEST - level);
            x = stages.get(stage + 1).of(stages.get(stage).of(Layers.doubled(x).concat(levels.get(level))));
        }
        return out.of(x).apply("tanh_");
    }

    /**
     * Maps of the way down for the contrastive loss: those of the four levels before they are halved, then the results
     * of residual block 0 and of the one in the middle. Only what they need is computed.
     *
     * @param last the number of the last map that is needed, from 0 to 5
     * @return last + 1 maps, of the channels that {@link GeneratorShape#mapChannels} says
     */
    public List<Value> maps(Value image, Object index, Value latent, int last) {
        List<Value> maps = new ArrayList<>(down(image, Math.min(last, LOWEST)));
        if (last > LOWEST) {
            Value style = style(latent);
            Optional<Value> times = times(index, image);
            Value x = maps.get(LOWEST);
            int needed = last == LOWEST + 1 ? 0 : shape.lastMapBlock();
            for (int i = 0; i <= needed; i++) {
                x = blocks.get(i).of(x, style, times);
                if (i == 0) {
                    maps.add(x);
                }
            }
            if (last > LOWEST + 1) {
                maps.add(x);
            }
        }
        return maps;
    }

    /** What the time index becomes, (1, channels), which the blocks see in {@link ResidualMode#FIXED}. */
    Value timeEmbedding(Object index, Value image) {
        return time.of(index, image);
    }

    private Optional<Value> times(Object index, Value image) {
        return mode == ResidualMode.FIXED ? Optional.of(time.of(index, image)) : Optional.empty();
    }

    private List<Value> down(Value image, int lowest) {
        Value x = image.code().gradients() ? image : image.channelsLast();
        List<Value> levels = new ArrayList<>();
        for (int level = 0; level <= lowest; level++) {
            Value entry = level == 0 ? x : Layers.blurredDown(levels.get(level - 1));
            levels.add(stages.get(2 * level + 1).of(stages.get(2 * level).of(entry)));
        }
        return levels;
    }

    /** The latent vector at the length of a normal one of its dimension, then three linear maps with a leaky ReLU. */
    private Value style(Value latent) {
        Code code = latent.code();
        Value square = code.call("torch.mean", latent.times(latent), new int[] {1}, true);
        Value x = latent.times(square.plus(LEAST_SQUARE).apply("rsqrt"));
        for (Linear linear : latentPath) {
            x = Layers.leakyInto(linear.of(x));
        }
        return x;
    }
}
