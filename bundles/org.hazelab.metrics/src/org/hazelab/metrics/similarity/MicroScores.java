// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.similarity;

import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.image.MetricImage;
import org.hazelab.metrics.image.MetricInput;

/**
 * {@link MicroMs3im} with what was fitted over a table.
 *
 * @param referenceOffset the background of the references
 * @param imageOffset the background of the images
 * @param scale what both are divided by less their background
 * @param factor what the images are multiplied by then
 * @param reason why there is no fit; null if there is one
 */
record MicroScores(double referenceOffset, double imageOffset, double scale, double factor, @Nullable String reason)
    implements
        ImageMetric {

    private static final double[] WEIGHTS = {0.0448, 0.2856, 0.3001};
    private static final int MARGIN = Window.GAUSSIAN_11.size() / 2;

    MicroScores(double referenceOffset, double imageOffset, double scale, double factor) {
        this(referenceOffset, imageOffset, scale, factor, null);
    }

    static MicroScores missing(String reason) {
        return new MicroScores(0, 0, 1, 1, reason);
    }

    @Override
    public MetricInfo info() {
        return MicroMs3im.INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        if (reason != null) {
            return Score.missing(reason);
        }
        MetricImage size = input.image();
        double sum = 0;
        for (int c = 0; c < size.channels(); c++) {
            double[] g = normalized(input.reference().raw(c), referenceOffset, 1);
            double[] p = normalized(size.raw(c), imageOffset, factor);
            double range = range(g);
            if (range == 0) {
                return Score.missing("The reference is flat" + (size.channels() > 1 ? " in channel " + (c + 1) : ""));
            }
            sum += similarity(new Pool(p, size.width(), size.height()), new Pool(g, size.width(), size.height()), range,
                progress);
        }
        return Score.of(sum / size.channels());
    }

    private double[] normalized(float[] raw, double offset, double times) {
        double[] plane = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            plane[i] = times * ((raw[i] - offset) / scale);
        }
        return plane;
    }

    private static double range(double[] plane) {
        double min = plane[0];
        double max = plane[0];
        for (double v : plane) {
            min = Math.min(min, v);
            max = Math.max(max, v);
        }
        return max - min;
    }

    private static double similarity(Pool image, Pool reference, double range, Progress progress) {
        Similarity.Rule rule = Similarity.Rule.of(Window.GAUSSIAN_11, range, false);
        Pool a = image;
        Pool b = reference;
        double product = 1;
        for (int s = 0; s < WEIGHTS.length - 1; s++) {
            double contrast = Similarity.of(a.plane(), b.plane(), a.width(), a.height(), rule, progress).contrast();
            product *= StrictMath.pow(Math.max(0, contrast), WEIGHTS[s]);
            a = a.half(Pool.Odd.DROP, progress);
            b = b.half(Pool.Odd.DROP, progress);
        }
        a = a.mirrored(MARGIN);
        b = b.mirrored(MARGIN);
        double whole = Similarity.of(a.plane(), b.plane(), a.width(), a.height(), rule, progress).whole();
        return product * StrictMath.pow(Math.max(0, whole), WEIGHTS[WEIGHTS.length - 1]);
    }
}
