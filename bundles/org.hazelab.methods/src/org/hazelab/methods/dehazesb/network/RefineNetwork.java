// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Conv2d;
import org.hazelab.runtime.script.layers.ConvTranspose2d;
import org.hazelab.runtime.script.layers.Functions;
import org.hazelab.runtime.script.layers.InstanceNorm;

/**
 * A U-Net that refines the transmission of the dark channel prior, and the guided filter behind it. Instance
 * normalisation without scale and offset, biases everywhere.
 */
public final class RefineNetwork {

    private static final double DEVIATION = 0.02;
    private static final double SLOPE = 0.2;
    private static final int SIZE = 4;
    private static final int CHANNELS = 4;

    private final List<Conv2d> down = new ArrayList<>();
    private final List<ConvTranspose2d> up = new ArrayList<>();

    /** Declares the parameters below a scope, under the names of the authors' checkpoint. */
    public RefineNetwork(Scope root, RefineShape shape) {
        declare(root.at("model"), shape, 0);
    }

    /** Each level holds the next one, between its way down and its way up. */
    private void declare(Scope outer, RefineShape shape, int level) {
        Scope at = outer.at("model");
        int channels = shape.channels(level);
        boolean outermost = level == 0;
        boolean innermost = level == shape.downs() - 1;
        int above = outermost ? CHANNELS : shape.channels(level - 1);
        down.add(new Conv2d(weight(at.at(outermost ? 0 : 1), channels, above), bias(at.at(outermost ? 0 : 1), channels),
            2, 1, 1));
        if (!innermost) {
            declare(at.at(outermost ? 1 : 3), shape, level + 1);
        }
        int in = innermost ? channels : 2 * channels;
        int out = outermost ? 1 : above;
        Scope back = at.at(outermost || innermost ? 3 : 5);
        up.add(new ConvTranspose2d(weight(back, in, out), bias(back, out).orElseThrow(), 1, 0));
    }

    private static Parameter weight(Scope at, int first, int second) {
        return at.parameter("weight", Initializer.normal(DEVIATION), first, second, SIZE, SIZE);
    }

    private static Optional<Parameter> bias(Scope at, int channels) {
        return Optional.of(at.parameter("bias", Initializer.ZEROS, channels));
    }

    /**
     * The refined transmission.
     *
     * @param image (batch, 3, rows, columns), from -1 to 1, rows and columns at least
     *     {@link RefineShape#smallestSide}
     * @param transmission by the dark channel prior, (batch, 1, rows, columns), from 0 to 1
     * @return (batch, 1, rows, columns)
     */
    public Value of(Value image, Value transmission) {
        return GuidedFilter.of(GuidedFilter.guide(image), unfiltered(image, transmission));
    }

    /** The transmission before the guided filter, from 0 to 1. */
    Value unfiltered(Value image, Value transmission) {
        Value input = image.concat(transmission);
        List<Value> levels = new ArrayList<>();
        Value x = input;
        for (int level = 0; level < down.size(); level++) {
            x = down.get(level).of(level == 0 ? x : Functions.leakyRelu(x, SLOPE));
            x = level == 0 || level == down.size() - 1 ? x : InstanceNorm.of(x);
            levels.add(x);
        }
        for (int i = 0; i < up.size() - 1; i++) {
            Value skipped = levels.get(up.size() - 2 - i);
            Value grown = InstanceNorm.of(up.get(i).of(Functions.relu(x)));
            x = skipped.concat(ofSize(grown, skipped));
        }
        Value last = up.get(up.size() - 1).of(Functions.relu(x)).apply("tanh");
        return ofSize(last.plus(1.0).times(0.5), input);
    }

    /** With the rows and columns of another image, the nearest pixel each, where it has not got them. */
    private static Value ofSize(Value x, Value other) {
        Code code = x.code();
        Value differs = code.expression("torch.ne(torch.size({}, 2), torch.size({}, 2)) or "
            + "torch.ne(torch.size({}, 3), torch.size({}, 3))", x, other, x, other);
        return code.choose(differs, () -> {
            Value rows = code.expression("torch.size({}, 2)", other);
            Value columns = code.expression("torch.size({}, 3)", other);
            return x.apply("upsample_nearest2d", code.list(rows, columns));
        }, () -> x);
    }
}
