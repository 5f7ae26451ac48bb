// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;

/** The range of an image whose file does not say it: found in its pixels, of which NaN and infinities do not count. */
final class PixelRange {

    /** Wide enough apart for nothing, close enough for a finite span. */
    private static final float LARGEST = Float.MAX_VALUE / 4;

    private PixelRange() {
    }

    /**
     * The range of floating-point pixels: {@link ValueRange#UNIT} when all lie within [0, 1] (or there are none), else
     * from the smallest to the largest.
     */
    static ValueRange ofFloats(float[][] planes, Progress progress) {
        float[] ends = ends(planes, progress);
        return ends[0] >= 0 && ends[1] <= 1 ? ValueRange.UNIT : between(ends[0], ends[1]);
    }

    /** The range of wide integer pixels: from 0, or the smallest if that is negative, to the largest. */
    static ValueRange ofIntegers(float[][] planes, Progress progress) {
        float[] ends = ends(planes, progress);
        return between(Math.min(0, ends[0]), Math.max(0, ends[1]));
    }

    /** A constant c gives [0, c], or [c, 0]; a constant 0 gives [0, 1]. */
    private static ValueRange between(float smallest, float largest) {
        float min = Math.max(-LARGEST, smallest);
        float max = Math.min(LARGEST, largest);
        if (min >= max) {
            float c = Math.max(-LARGEST, Math.min(LARGEST, smallest));
            return c == 0 ? ValueRange.UNIT : new ValueRange(Math.min(0, c), Math.max(0, c));
        }
        return new ValueRange(min, max);
    }

    /** The smallest and the largest finite pixel, both 0 where there is none. */
    static float[] ends(float[][] planes, Progress progress) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float[] plane : planes) {
            progress.checkCanceled();
            for (float v : plane) {
                if (Float.isFinite(v)) {
                    min = Math.min(min, v);
                    max = Math.max(max, v);
                }
            }
        }
        return min <= max ? new float[] {min, max} : new float[] {0, 0};
    }
}
