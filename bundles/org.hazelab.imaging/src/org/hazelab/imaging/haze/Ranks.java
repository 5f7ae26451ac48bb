// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * Order statistics of the numbers from 0 to 1 in a plane; whatever is negative, above 1 or NaN does not take part.
 *
 * <p>Positive floats have the order of their bits, so counting the upper 15 bits and then, within one bin, the lower 15
 * finds any rank in two passes, without sorting.
 */
final class Ranks {

    private static final int PIECE = 1 << 19;
    private static final int LARGEST = Float.floatToIntBits(1);
    /** The bits of 1 are below 2^30: two halves of this many bits. */
    private static final int HALF = 15;

    private final float[] plane;
    private final Progress progress;
    private final int[] upper;
    private final int count;

    Ranks(float[] plane, Progress progress) {
        this.plane = plane;
        this.progress = progress;
        upper = histogram((LARGEST >>> HALF) + 1, 0, LARGEST, HALF);
        int sum = 0;
        for (int bin : upper) {
            sum += bin;
        }
        count = sum;
    }

    /** How many numbers take part. */
    int count() {
        return count;
    }

    /** The number at some place of the descending order, and how many are larger. */
    record Place(float number, int above) {
    }

    /** What is at a place of the descending order, from 1 (the largest) to {@link #count()}. */
    Place largest(int rank) {
        int rest = rank;
        int bin = upper.length - 1;
        while (rest > upper[bin]) {
            rest -= upper[bin--];
        }
        int from = bin << HALF;
        int[] lower = histogram(1 << HALF, from, Math.min(LARGEST, from + (1 << HALF) - 1), 0);
        int low = lower.length - 1;
        while (rest > lower[low]) {
            rest -= lower[low--];
        }
        return new Place(Float.intBitsToFloat(from + low), rank - rest);
    }

    /** Counts the numbers whose bits lie from {@code from} to {@code to}, inclusive. */
    private int[] histogram(int bins, int from, int to, int shift) {
        int[] sum = new int[bins];
        Parallel.pieces(plane.length, PIECE, progress, (start, end) -> {
            int[] own = new int[bins];
            for (int i = start; i < end; i++) {
                int bits = Float.floatToRawIntBits(plane[i]);
                if (bits >= from && bits <= to) {
                    own[bits - from >>> shift]++;
                }
            }
            synchronized (sum) {
                for (int b = 0; b < bins; b++) {
                    sum[b] += own[b];
                }
            }
        });
        return sum;
    }
}
