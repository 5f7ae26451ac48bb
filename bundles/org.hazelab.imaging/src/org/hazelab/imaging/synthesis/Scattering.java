// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/** The atmospheric scattering model. */
final class Scattering {

    private Scattering() {
    }

    /**
     * The share of light that reaches the camera, t = exp(-scale d (beta + mixing m)) (HazeFlow, equation (22), with
     * RIDCP's depth scale).
     *
     * @param depth d, one channel; with values from 0 to 1, t is above 0 and at most 1
     * @param density m, one channel from 0 to 1, of the same size
     */
    static FloatImage transmission(FloatImage depth, FloatImage density, double scale, double beta, double mixing,
        Progress progress) {
        float[] d = depth.plane(0);
        float[] m = density.plane(0);
        float[] t = new float[d.length];
        Parallel.pieces(t.length, Spans.PIXELS_PER_PIECE, progress, (from, to) -> {
            for (int i = from; i < to; i++) {
                t[i] = (float)StrictMath.exp(-scale * d[i] * (beta + mixing * m[i]));
            }
        });
        return FloatImage.of(depth.width(), depth.height(), ValueRange.UNIT, t);
    }

    /** I = J t + A (1 - t) (equation (1)), not clipped. */
    static FloatImage hazy(FloatImage image, FloatImage transmission, double[] airlight, Progress progress) {
        float[] t = transmission.plane(0);
        float[][] planes = new float[image.channels()][t.length];
        Parallel.pieces(t.length, Spans.PIXELS_PER_PIECE, progress, (from, to) -> {
            for (int c = 0; c < planes.length; c++) {
                float[] j = image.plane(c);
                for (int i = from; i < to; i++) {
                    planes[c][i] = (float)(j[i] * (double)t[i] + airlight[c] * (1.0 - t[i]));
                }
            }
        });
        return FloatImage.of(image.width(), image.height(), image.range(), planes);
    }
}
