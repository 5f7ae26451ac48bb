// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.image;

import java.util.Arrays;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.ValueRange;

/** Which numbers of an image stand for black and white: the L of PSNR and SSIM, what is 0 and 255 to the others. */
public sealed interface DataRange {

    /** What each image declares itself: an 8-bit image and a 16-bit reference are compared level by level. */
    record Declared() implements DataRange {
        @Override
        public String toString() {
            return "declared by each image";
        }
    }

    /** The same numbers for every image and every reference. */
    record Fixed(ValueRange range) implements DataRange {

        /** @throws HazeLabException if the limits are not finite or {@code from} is not below {@code to} */
        public static Fixed of(double from, double to) throws HazeLabException {
            if (!(Double.isFinite(from) && Double.isFinite(to) && (float)from < (float)to)
                || !Float.isFinite((float)to - (float)from)) {
                throw new HazeLabException("No data range reaches from " + from + " to " + to,
                    "Give the number that stands for black and a larger one that stands for white");
            }
            return new Fixed(new ValueRange((float)from, (float)to));
        }

        @Override
        public String toString() {
            return "fixed, " + range.min() + " to " + range.max();
        }
    }

    /**
     * Two percentiles of all pixels of the reference, which then hold for the image too.
     *
     * @param low from 0 to 100, below {@code high}
     * @param high from 0 to 100
     */
    record ReferencePercentiles(double low, double high) implements DataRange {

        private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

        public ReferencePercentiles {
            if (!(low >= 0 && low < high && high <= 100)) {
                throw new IllegalArgumentException("No percentiles: " + low + " and " + high);
            }
        }

        @Override
        public String toString() {
            return "percentiles " + low + " and " + high + " of the reference";
        }

        /** Whether an image has so few numbers that one array sorts them. */
        static boolean sorts(FloatImage reference) {
            return (long)reference.channels() * reference.pixels() <= LONGEST_ARRAY;
        }

        /**
         * The percentiles of the finite pixels of an image that {@link #sorts}, as a range; null where they do not
         * differ.
         */
        @Nullable
        ValueRange of(FloatImage reference) {
            float[] sorted = new float[Math.multiplyExact(reference.channels(), reference.pixels())];
            int n = 0;
            for (int c = 0; c < reference.channels(); c++) {
                for (float v : reference.plane(c)) {
                    if (Float.isFinite(v)) {
                        sorted[n++] = v;
                    }
                }
            }
            Arrays.sort(sorted, 0, n);
            float from = n == 0 ? 0 : (float)percentile(sorted, n, low);
            float to = n == 0 ? 0 : (float)percentile(sorted, n, high);
            return from < to && Float.isFinite(to - from) ? new ValueRange(from, to) : null;
        }

        private static double percentile(float[] sorted, int n, double percent) {
            double place = percent / 100 * (n - 1);
            int below = (int)place;
            double next = sorted[Math.min(n - 1, below + 1)];
            return sorted[below] + (place - below) * (next - sorted[below]);
        }
    }
}
