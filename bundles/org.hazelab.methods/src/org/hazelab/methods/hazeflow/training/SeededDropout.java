// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import java.util.stream.IntStream;

import org.hazelab.imaging.random.RandomStream;
import org.hazelab.methods.hazeflow.network.Dropout;
import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Drops values by a hash of their place, the number of their block and a key of their crop, in whole numbers: the same
 * ones on every device, whatever other crops there are. No generator of random numbers is involved.
 *
 * <p>The hash takes the place times an odd number plus the key, and mixes its bits by two shifts and products, as
 * MurmurHash3 ends (A. Appleby).
 */
final class SeededDropout implements Dropout {

    /** Numbers of a key, each below 2^24, which a float holds. */
    static final int KEYS = 2;

    private static final int KEY_BITS = 24;
    private static final int INT32 = 3;
    private static final int PLACE = 0x9E3779B1;
    private static final int FIRST = 0x85EBCA6B;
    private static final int SECOND = 0xC2B2AE35;

    private final Value keys;
    private final double probability;

    /**
     * @param keys of the crops, (batch, {@value #KEYS}, 1, 1)
     * @param probability that a value is dropped, above 0 and below 1
     */
    SeededDropout(Value keys, double probability) {
        this.keys = keys;
        this.probability = probability;
    }

    /** Keys for the crops of a step. */
    static FloatTensor keys(long seed, long step, int first, int count) {
        FloatTensor keys = FloatTensor.zeros(count, KEYS, 1, 1);
        for (int item = 0; item < count; item++) {
            RandomStream random = RandomStream.of(seed, step, first + item);
            for (int i = 0; i < KEYS; i++) {
                keys.values()[item * KEYS + i] = random.nextInt(1 << KEY_BITS);
            }
        }
        return keys;
    }

    @Override
    public Value of(Value x, int block) {
        Code code = x.code();
        Value whole = keys.apply("to", INT32);
        Value key = whole.slice(1, 0, 1).times(FIRST).plus(whole.slice(1, 1, 2).times(SECOND)).plus(block * PLACE);
        Value hash = mixed(mixed(places(code, x).plus(mixed(key, SECOND)), FIRST), SECOND);
        int below = (int)(Integer.MIN_VALUE + Math.round(probability * 0x1p32));
        return x.apply("masked_fill", hash.apply("lt", below), 0.0).times(1 / (1 - probability));
    }

    /** A number for each value of a crop, (1, channels, rows, columns). */
    private static Value places(Code code, Value x) {
        Object[] shape =
            IntStream.range(0, 4).mapToObj(axis -> axis == 0 ? (Object)1 : code.call("torch.size", x, axis))
                .toArray();
        Value count = code.call("torch.floordiv", code.call("torch.numel", x), code.call("torch.size", x, 0));
        Value places = code.call("torch.arange", count, Code.named("dtype", INT32),
            Code.named("device", code.call("ops.prim.device", x)));
        return places.apply("reshape", code.list(shape)).times(PLACE);
    }

    private static Value mixed(Value hash, int factor) {
        return hash.apply("bitwise_xor_", hash.apply("bitwise_right_shift", 15)).apply("mul_", factor);
    }
}
