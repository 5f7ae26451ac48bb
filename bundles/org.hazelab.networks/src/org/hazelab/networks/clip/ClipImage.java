// SPDX-License-Identifier: Apache-2.0
package org.hazelab.networks.clip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.hazelab.networks.weights.ForeignWeights;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Conv2d;
import org.hazelab.runtime.script.layers.Functions;
import org.hazelab.runtime.script.layers.LayerNorm;

/**
 * The tower of CLIP that sees images, a vision transformer, as a frozen part of a network: gradients flow to the image.
 *
 * <p>Images are (batch, 3, rows, columns), red, green and blue from 0 to 1, of any size; they are resized to
 * {@link ClipShape#side} rows and columns whatever their aspect.
 */
public final class ClipImage {

    /** The modules of a {@link Scope} at which {@link ClipWeights} finds what stands in no file. */
    static final String INPUT = "input";

    private static final int CHANNELS = 3;
    private static final float[] MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
    private static final float[] DEVIATION = {0.26862954f, 0.26130258f, 0.27577711f};

    private final ClipShape shape;
    private final Parameter mean;
    private final Parameter deviation;
    private final Conv2d patches;
    private final Parameter token;
    private final Parameter positions;
    private final LayerNorm before;
    private final ClipBlocks blocks;
    private final LayerNorm after;
    private final Parameter projection;

    /**
     * What the tower says of images.
     *
     * @param maps behind the blocks that were asked for: (batch, width, rows of patches, columns of patches)
     * @param features (batch, features), not of length 1
     */
    public record Seen(List<Value> maps, Value features) {
    }

    private ClipImage(Scope at, ClipShape shape) {
        this.shape = shape;
        ClipShape.Tower tower = shape.image();
        Scope input = at.frozen().at(INPUT);
        mean = input.parameter("mean", constant(MEAN), 1, CHANNELS, 1, 1);
        deviation = input.parameter("std", constant(DEVIATION), 1, CHANNELS, 1, 1);
        Scope visual = at.frozen().at("visual");
        int width = tower.width();
        token = visual.parameter("class_embedding", ForeignWeights.ABSENT, width);
        positions = visual.parameter("positional_embedding", ForeignWeights.ABSENT,
            tower.length() * tower.length() + 1, width);
        projection = visual.parameter("proj", ForeignWeights.ABSENT, width, tower.features());
        patches = new Conv2d(visual.at("conv1").parameter("weight", ForeignWeights.ABSENT, width, CHANNELS,
            tower.units(), tower.units()), Optional.empty(), tower.units(), 0, 1);
        before = ClipBlocks.norm(visual.at("ln_pre"), width);
        blocks = new ClipBlocks(visual, tower);
        after = ClipBlocks.norm(visual.at("ln_post"), width);
    }

    /** Declares it, under the names of OpenAI's file behind the scope's path. */
    public static ClipImage of(Scope at, ClipShape shape) {
        return new ClipImage(at, shape);
    }

    private static Initializer constant(float[] numbers) {
        return (values, random) -> System.arraycopy(numbers, 0, values, 0, numbers.length);
    }

    /** Images from -1 to 1 as images from 0 to 1. */
    public static Value unit(Value signed) {
        return signed.times(0.5).plus(0.5);
    }

    /** What the tower takes, of images resized by the means of areas. */
    public Value area(Value image) {
        return normalized(Functions.areaTo(image, shape.side(), shape.side()));
    }

    /** What the tower takes, of images resized linearly, without a low-pass filter. */
    public Value bilinear(Value image) {
        return normalized(Functions.bilinearTo(image, shape.side(), shape.side(), false));
    }

    private Value normalized(Value image) {
        return image.minus(mean).apply("div", deviation);
    }

    /** The features of images alone, (batch, features), not of length 1. */
    public Value features(Value input) {
        return of(input, List.of()).features();
    }

    /**
     * Runs the tower.
     *
     * @param input made by {@link #area} or {@link #bilinear}
     * @param taps after how many blocks maps are wanted, ascending, such as 4 and 8
     */
    public Seen of(Value input, List<Integer> taps) {
        int width = shape.image().width();
        Value tokens = patches.of(input).full().apply("flatten", 2).transposed(1, 2);
        Value first = tokens.code().expression("torch.expand({}, [torch.size({}, 0), 1, {}])", token, tokens, width);
        Value x = before.of(first.concat(tokens).plus(positions));
        List<Value> maps = new ArrayList<>();
        for (int i = 0; i < blocks.count(); i++) {
            x = blocks.of(i, x, Optional.empty());
            if (taps.contains(i + 1)) {
                maps.add(map(x));
            }
        }
        if (maps.size() != taps.size()) {
            throw new IllegalArgumentException("Maps after the blocks " + taps + " of " + blocks.count());
        }
        return new Seen(maps, after.of(x.apply("select", 1, 0)).apply("matmul", projection));
    }

    private Value map(Value x) {
        int side = shape.image().length();
        return x.slice(1, 1, side * side + 1).transposed(1, 2).apply("unflatten", 2, new int[] {side, side});
    }
}
