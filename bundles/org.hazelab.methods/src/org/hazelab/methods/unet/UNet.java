// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.unet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Conv2d;
import org.hazelab.runtime.script.layers.GroupNorm;

/**
 * The U-Net of guided diffusion: levels of residual blocks down to the middle and up again, where each block also gets
 * what the block opposite it gave. Every convolution that ends a branch, and the last one of all, starts with zeros: an
 * untrained U-Net yields exactly 0.
 */
public final class UNet {

    /** The groups of every normalisation. */
    static final int GROUPS = 32;

    private final UNetShape shape;
    private final TimeEmbedding time;
    private final List<Step> down = new ArrayList<>();
    private final Step middle;
    private final List<Step> up = new ArrayList<>();
    private final GroupNorm norm;
    private final Conv2d last;

    /**
     * Declares the network's parameters.
     *
     * @throws IllegalArgumentException if a level's channels are no multiple of the 32 groups or of the heads
     */
    public UNet(Scope at, UNetShape shape) {
        this.shape = shape;
        time = new TimeEmbedding(at.at("time_embed"), shape.width(), shape.embedding());
        Deque<Integer> given = new ArrayDeque<>();
        int channels = declareDown(at.at("input_blocks"), given);
        Scope between = at.at("middle_block");
        middle = Step.sequence(List.of(new ResidualBlock(between.at(0), channels, channels, shape.embedding()),
            new AttentionBlock(between.at(1), channels, shape.heads()),
            new ResidualBlock(between.at(2), channels, channels, shape.embedding())));
        channels = declareUp(at.at("output_blocks"), channels, given);
        norm = GroupNorm.of(at.at("out.0"), GROUPS, channels);
        last = Conv2d.zero(at.at("out.2"), channels, shape.out(), 3);
    }

    /** @return the channels at the lowest level; {@code given} gets those of each block, the last one on top */
    private int declareDown(Scope at, Deque<Integer> given) {
        int channels = shape.channels(0);
        Conv2d first = Conv2d.of(at.at("0.0"), shape.in(), channels, 3);
        add(down, List.of((x, embedded) -> first.of(x)));
        given.push(channels);
        for (int level = 0; level < shape.levels(); level++) {
            for (int block = 0; block < shape.residualBlocks(); block++) {
                add(down, residual(at.at(down.size()), channels, level));
                channels = shape.channels(level);
                given.push(channels);
            }
            if (level < shape.levels() - 1) {
                Conv2d halving = Conv2d.of(at.at(down.size()).at("0.op"), channels, channels, 3).withStride(2);
                add(down, List.of((x, embedded) -> halving.of(x)));
                given.push(channels);
            }
        }
        return channels;
    }

    /** @return the channels at the full resolution */
    private int declareUp(Scope at, int lowest, Deque<Integer> given) {
        int channels = lowest;
        for (int level = shape.levels() - 1; level >= 0; level--) {
            for (int block = 0; block <= shape.residualBlocks(); block++) {
                Scope here = at.at(up.size());
                List<Step> steps = new ArrayList<>(residual(here, channels + given.pop(), level));
                channels = shape.channels(level);
                if (level > 0 && block == shape.residualBlocks()) {
                    Conv2d doubling = Conv2d.of(here.at(steps.size()).at("conv"), channels, channels, 3);
                    steps.add((x, embedded) -> doubling.ofDoubled(x));
                }
                add(up, steps);
            }
        }
        return channels;
    }

    private List<Step> residual(Scope at, int in, int level) {
        int channels = shape.channels(level);
        Step block = new ResidualBlock(at.at(0), in, channels, shape.embedding());
        return shape.attention().contains(1 << level)
            ? List.of(block, new AttentionBlock(at.at(1), channels, shape.heads())) : List.of(block);
    }

    private static void add(List<Step> blocks, List<Step> steps) {
        blocks.add(Step.sequence(steps));
    }

    /**
     * Computes the network.
     *
     * @param t the times, (batch)
     * @param x (batch, in, rows, columns), rows and columns multiples of {@link UNetShape#multiple()}
     * @return (batch, out, rows, columns)
     */
    public Value of(Value t, Value x) {
        Value embedded = time.of(t).siluInto();
        Deque<Value> given = new ArrayDeque<>();
        Value h = x.code().gradients() ? x : x.channelsLast();
        for (Step block : down) {
            h = block.of(h, embedded);
            given.push(h);
        }
        h = middle.of(h, embedded);
        for (Step block : up) {
            h = block.of(h.concat(given.pop()), embedded);
        }
        return last.of(norm.of(h).siluInto()).full();
    }
}
