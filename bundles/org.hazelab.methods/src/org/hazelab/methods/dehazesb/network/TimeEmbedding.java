// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

import java.util.List;
import java.util.stream.DoubleStream;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Linear;

/**
 * What a network sees of the time index: its sines, then cosines, of frequencies from 1 down to 1/10000, then twice a
 * linear map with a leaky ReLU. The index is the same for the whole batch.
 */
final class TimeEmbedding {

    private static final double LONGEST = 10000;
    private static final int FLOAT32 = 6;

    private final int waves;
    private final Linear first;
    private final Linear second;

    /**
     * Declares the parameters, {@code 0} and {@code 2} below the scope.
     *
     * @param waves sines and cosines together, at least 4
     * @param width numbers of the result
     */
    TimeEmbedding(Scope at, int waves, int width) {
        this.waves = waves;
        first = Layers.linear(at.at(0), waves, width);
        second = Layers.linear(at.at(2), width, width);
    }

    /**
     * Computes it.
     *
     * @param index a whole number, or a value that is one
     * @param image any tensor of the device
     * @return (1, width)
     */
    Value of(Object index, Value image) {
        int half = waves / 2;
        List<Double> frequencies = DoubleStream.iterate(0, i -> i + 1).limit(half)
            .mapToObj(i -> StrictMath.exp(-StrictMath.log(LONGEST) * i / (half - 1))).toList();
        Code code = image.code();
        Value frequency = code.call("torch.tensor", frequencies, Code.named("dtype", FLOAT32),
            Code.named("device", code.call("ops.prim.device", image)));
        Value angle = frequency.times(index);
        Value wave = code.call("torch.cat", code.list(angle.apply("sin"), angle.apply("cos")), 0).reshaped(1, waves);
        return Layers.leakyInto(second.of(Layers.leakyInto(first.of(wave))));
    }
}
