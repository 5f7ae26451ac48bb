// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.unet;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Scope;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Linear;

/**
 * The time as a vector: cosines, then sines of t times 10000^(-i/n), i = 0..n-1, then two linear maps with SiLU
 * between.
 * Input (batch), output (batch, 4 width).
 */
final class TimeEmbedding {

    private static final double LONGEST = 10000;
    private static final int FLOAT32 = 6;

    private final int width;
    private final Linear first;
    private final Linear second;

    TimeEmbedding(Scope at, int width, int embedding) {
        this.width = width;
        first = Linear.of(at.at(0), width, embedding);
        second = Linear.of(at.at(2), embedding, embedding);
    }

    Value of(Value time) {
        return second.of(first.of(waves(time)).siluInto());
    }

    /** Shape (batch, width). */
    Value waves(Value time) {
        int half = width / 2;
        List<Double> frequencies = new ArrayList<>();
        for (int i = 0; i < half; i++) {
            frequencies.add(StrictMath.exp(-StrictMath.log(LONGEST) * i / half));
        }
        Code code = time.code();
        Value frequency = code.call("torch.tensor", frequencies, Code.named("dtype", FLOAT32),
            Code.named("device", code.call("ops.prim.device", time)));
        Value angle = time.reshaped(-1, 1).times(frequency);
        return code.call("torch.cat", code.list(angle.apply("cos"), angle.apply("sin")), 1);
    }
}
