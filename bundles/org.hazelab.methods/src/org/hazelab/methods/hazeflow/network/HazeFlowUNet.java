// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.hazelab.methods.hazeflow.network.ResidualBlock.Result;
import org.hazelab.methods.hazeflow.network.ResidualBlock.Way;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Conv2d;
import org.hazelab.runtime.script.layers.Functions;
import org.hazelab.runtime.script.layers.GroupNorm;

/**
 * The U-Net of HazeFlow with its T-Net: levels of residual blocks down to the middle and up again, where each block
 * also gets what a block of the same level gave on the way down, and the features of the transmission there.
 *
 * <p>Its head starts almost with zeros: an untrained network yields the hazy image as velocity, and the transmission 0.
 */
public final class HazeFlowUNet {

    /** The names of all parameters begin with this: those of the authors' checkpoint. */
    public static final String PREFIX = "module.all_modules.";

    /** What the network takes the transmission times. */
    private static final double TIME_SCALE = 999;
    private static final int COLORS = 3;

    private final Conv2d time0;
    private final Conv2d time1;
    private final Conv2d stem;
    private final List<Step> down = new ArrayList<>();
    private final ResidualBlock before;
    private final AttentionBlock middle;
    private final ResidualBlock after;
    private final List<Step> up = new ArrayList<>();
    private final GroupNorm norm;
    private final Conv2d head;
    private int modules;

    /** A residual block and what follows it. */
    private record Step(ResidualBlock block, Optional<AttentionBlock> attention, Way way) {

        Result down(Result given, Dropout dropout) {
            Result result = block.withFeatures(given.x(), given.tau(), dropout);
            return new Result(attended(result.x()), result.tau());
        }

        Value up(Value x, Value tau, Dropout dropout) {
            return attended(block.of(x, tau, dropout));
        }

        private Value attended(Value x) {
            return attention.isPresent() ? attention.get().of(x) : x;
        }
    }

    /** Channels of an image and of the features of the transmission, on the way through the network. */
    private record Channels(int x, int tau) {

        Channels behind(int out, Way way) {
            return new Channels(out, ResidualBlock.passes(x, out, way) ? tau : out);
        }
    }

    /** Declares the network's parameters below a scope, under the names of the authors' checkpoint. */
    public HazeFlowUNet(Scope root, HazeFlowShape shape) {
        Scope at = root.at("module").at("all_modules");
        int width = shape.width();
        time0 = Conv2d.of(at.at(modules++), 1, width, 1);
        time1 = Conv2d.of(at.at(modules++), width, width, 1);
        stem = ResidualBlock.convolution(at.at(modules++), COLORS + 1, width, 3, 1);
        Deque<Channels> given = new ArrayDeque<>();
        Channels reached = declareDown(at, shape, given);
        before = new ResidualBlock(at, modules++, reached.x(), reached.x(), reached.tau(), Way.SAME);
        middle = new AttentionBlock(at.at(modules++), reached.x());
        after = new ResidualBlock(at, modules++, reached.x(), reached.x(), reached.tau(), Way.SAME);
        int channels = declareUp(at, shape, reached.x(), given);
        norm = ResidualBlock.norm(at.at(modules++), channels);
        head = ResidualBlock.convolution(at.at(modules++), channels, COLORS + 1, 3, ResidualBlock.ALMOST_ZERO);
    }

    /** @return the channels at the lowest level; {@code given} gets those of each block, the last one on top */
    private Channels declareDown(Scope at, HazeFlowShape shape, Deque<Channels> given) {
        Channels now = new Channels(shape.width(), shape.width());
        given.push(now);
        for (int level = 0; level < shape.levels(); level++) {
            for (int block = 0; block < shape.blocks(); block++) {
                now = declare(down, at, now.x(), shape.channels(level), now.tau(), Way.SAME,
                    level == shape.attention());
                given.push(now);
            }
            if (level < shape.levels() - 1) {
                now = declare(down, at, now.x(), now.x(), now.tau(), Way.HALVE, false);
                given.push(now);
            }
        }
        return now;
    }

    /** @return the channels at the full resolution */
    private int declareUp(Scope at, HazeFlowShape shape, int lowest, Deque<Channels> given) {
        int channels = lowest;
        for (int level = shape.levels() - 1; level >= 0; level--) {
            for (int block = 0; block <= shape.blocks(); block++) {
                Channels skipped = given.pop();
                boolean attends = level == shape.attention() && block == shape.blocks();
                declare(up, at, channels + skipped.x(), shape.channels(level), skipped.tau(), Way.SAME, attends);
                channels = shape.channels(level);
            }
            if (level > 0) {
                declare(up, at, channels, channels, given.element().tau(), Way.DOUBLE, false);
            }
        }
        return channels;
    }

    private Channels declare(List<Step> steps, Scope at, int in, int out, int tau, Way way, boolean attends) {
        ResidualBlock block = new ResidualBlock(at, modules++, in, out, tau, way);
        steps.add(new Step(block, attends ? Optional.of(new AttentionBlock(at.at(modules++), out)) : Optional.empty(),
            way));
        return new Channels(in, tau).behind(out, way);
    }

    /** What the network says of hazy images. */
    public record Estimate(Value velocity, Value transmission) {
    }

    /**
     * Computes the network.
     *
     * @param hazy (batch, 3, rows, columns), rows and columns multiples of {@link HazeFlowShape#multiple()}; of the
     *     velocity, no gradient goes to it by its being added at the end
     * @param t a first transmission, (batch, 1, rows, columns)
     * @return the velocity, (batch, 3, rows, columns), and the refined transmission, (batch, 1, rows, columns), neither
     *     of which is bounded
     */
    public Estimate of(Value hazy, Value t, Dropout dropout) {
        Value time = t.times(TIME_SCALE);
        Value tau = time1.of(time0.of(time).siluInto()).siluInto();
        Value seen = hazy.concat(time);
        Deque<Result> given = new ArrayDeque<>();
        given.push(new Result(stem.of(seen.code().gradients() ? seen : seen.channelsLast()), tau));
        for (Step step : down) {
            given.push(step.down(given.element(), dropout));
        }
        Value features = given.element().tau();
        Value h = before.of(given.element().x(), features, dropout);
        h = after.of(middle.of(h), features, dropout);
        for (Step step : up) {
            if (step.way() == Way.DOUBLE) {
                h = step.up(h, given.element().tau(), dropout);
            } else {
                Result skipped = given.pop();
                h = step.up(h.concat(skipped.x()), skipped.tau(), dropout);
            }
        }
        Value both = head.of(norm.of(h).siluInto());
        return new Estimate(both.slice(1, 0, COLORS).plus(Functions.detached(hazy)),
            both.slice(1, COLORS, COLORS + 1));
    }
}
