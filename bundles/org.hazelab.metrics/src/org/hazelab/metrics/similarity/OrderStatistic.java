// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.similarity;

import java.util.Arrays;

/**
 * An exact percentile of any number of floats that are seen twice, in a memory that does not grow: the first pass
 * counts the upper halves of their bits, the second the lower halves of those that fall where the percentile lies.
 */
final class OrderStatistic {

    private static final int BINS = 1 << 16;

    private final double percent;
    private final long[] upper = new long[BINS];
    /** The bins of the two values between which the percentile lies, their counts, and the ranks inside of them. */
    private final int[] bin = new int[2];
    private final long[][] lower = new long[2][];
    private final long[] rank = new long[2];
    private double fraction;
    private boolean second;

    /** @param percent from 0 to 100 */
    OrderStatistic(double percent) {
        this.percent = percent;
    }

    /** Counts values, none of them NaN. */
    void add(float[] values) {
        for (float value : values) {
            int key = key(value);
            int high = key >>> 16;
            if (!second) {
                upper[high]++;
            } else {
                for (int i = 0; i < 2; i++) {
                    if (high == bin[i]) {
                        lower[i][key & BINS - 1]++;
                    }
                }
            }
        }
    }

    /** Ends the first pass; there has been a value. */
    void endFirstPass() {
        long count = Arrays.stream(upper).sum();
        double place = percent / 100 * (count - 1);
        fraction = place - (long)place;
        for (int i = 0; i < 2; i++) {
            long wanted = Math.min((long)place + i, count - 1);
            bin[i] = find(upper, wanted);
            rank[i] = wanted - Arrays.stream(upper, 0, bin[i]).sum();
            lower[i] = new long[BINS];
        }
        second = true;
    }

    /** The percentile, between the two nearest values linearly, after the second pass. */
    double value() {
        double below = value(bin[0] << 16 | find(lower[0], rank[0]));
        double above = value(bin[1] << 16 | find(lower[1], rank[1]));
        return below + fraction * (above - below);
    }

    /** The bin that holds a rank. */
    private static int find(long[] counts, long rank) {
        int b = 0;
        for (long seen = counts[0]; seen <= rank; seen += counts[b]) {
            b++;
        }
        return b;
    }

    /** Bits that are ordered, as an unsigned number, like the floats. */
    private static int key(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits ^ (bits >> 31 | Integer.MIN_VALUE);
    }

    private static float value(int key) {
        return Float.intBitsToFloat(key < 0 ? key ^ Integer.MIN_VALUE : ~key);
    }
}
