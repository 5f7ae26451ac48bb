// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.calibration;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * What turns a deviation into a calibrated one: max(0, scalar * deviation + offset).
 *
 * @param scalar finite
 * @param offset finite, in the units of the deviations that were fitted
 */
public record CalibrationFactors(double scalar, double offset) {

    /** Leaves deviations as they are. */
    public static final CalibrationFactors NONE = new CalibrationFactors(1, 0);

    private static final int PIXELS_PER_PIECE = 1 << 14;

    public CalibrationFactors {
        if (!Double.isFinite(scalar) || !Double.isFinite(offset)) {
            throw new IllegalArgumentException("no factors are " + scalar + " and " + offset);
        }
    }

    /** The calibrated deviation of one pixel; NaN stays NaN. */
    public double apply(double deviation) {
        return Math.max(0, scalar * deviation + offset);
    }

    /** The calibrated deviations of an image, in the same units. */
    public FloatImage apply(FloatImage deviation, Progress progress) {
        float[][] planes = new float[deviation.slices() * deviation.channels()][deviation.pixels()];
        Parallel.pieces(deviation.pixels(), PIXELS_PER_PIECE, progress, (from, to) -> {
            for (int p = 0; p < planes.length; p++) {
                float[] plane = deviation.plane(p / deviation.channels(), p % deviation.channels());
                for (int i = from; i < to; i++) {
                    planes[p][i] = (float)apply(plane[i]);
                }
            }
        });
        double max = apply(deviation.range().max());
        ValueRange range = max > 0 && max <= Float.MAX_VALUE ? new ValueRange(0, (float)max) : deviation.range();
        return FloatImage.stack(deviation.width(), deviation.height(), deviation.channels(), range, planes);
    }
}
