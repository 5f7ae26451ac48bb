// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import java.util.Arrays;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.image.Derived;
import org.hazelab.metrics.image.MetricImage;
import org.hazelab.metrics.image.MetricInput;
import org.hazelab.metrics.image.PixelLoop;
import org.hazelab.metrics.numeric.Powers;

/**
 * What FSIM and FSIMc have in common: Zhang, Zhang, Mou, Zhang, FSIM: A Feature Similarity Index for Image Quality
 * Assessment, TIP 2011.
 */
final class FeatureSimilarity {

    static final String CITATION = "Zhang, Zhang, Mou, Zhang: FSIM: A Feature Similarity Index for Image Quality "
        + "Assessment. IEEE Transactions on Image Processing 20(8), 2011";
    static final String VARIANT =
        "phase congruency of 4 scales and 4 orientations; T1 0.85, T2 160; shrunk to a shorter "
            + "side of about 256";
    static final String BORDER = "periodic for phase congruency, zeros for gradients";

    private static final double T1 = .85;
    private static final double T2 = 160;
    private static final double T3 = 200;
    /** Ratios are at most 1, but for rounding. */
    private static final Powers POWER_LAMBDA = new Powers(.03, .002, 1.01);

    private static final Derived<Features> FEATURES = FeatureSimilarity::features;

    private FeatureSimilarity() {
    }

    /** Flat is an image whose luma is one number: its phase congruency is rounding. */
    private record Features(int width, int height, double[] congruency, double[] gradient, double[] i, double[] q,
        boolean flat) {
    }

    /** The similarity of image and reference, with or without that of their colours. */
    static Score of(MetricInput input, boolean colour, Progress progress) {
        Features a = input.image().get(FEATURES, progress);
        Features b = input.reference().get(FEATURES, progress);
        if (a.flat() && b.flat()) {
            return Score
                .missing("Image and reference are flat: FSIM weighs pixels by their structure, and none has any");
        }
        int width = a.width();
        double[] weighted = new double[a.height()];
        double[] weights = new double[a.height()];
        Parallel.pieces(a.height(), PixelLoop.grain(4 * width), progress, (from, to) -> {
            double[] chroma = new double[width];
            double[] power = new double[width];
            double[] work = new double[width];
            Arrays.fill(power, 1);
            for (int y = from; y < to; y++) {
                int row = y * width;
                if (colour) {
                    chroma(a, b, row, chroma);
                    POWER_LAMBDA.of(chroma, power, work, width);
                }
                for (int x = 0; x < width; x++) {
                    int i = row + x;
                    double weight = Math.max(a.congruency[i], b.congruency[i]);
                    double similarity = Vsi.ratio(a.congruency[i], b.congruency[i], T1)
                        * Vsi.ratio(a.gradient[i], b.gradient[i], T2);
                    weighted[y] += weight * similarity * power[x];
                    weights[y] += weight;
                }
            }
        });
        double sum = 0;
        double total = 0;
        for (int y = 0; y < weights.length; y++) {
            sum += weighted[y];
            total += weights[y];
        }
        return Score.of(sum / total);
    }

    private static void chroma(Features a, Features b, int row, double[] chroma) {
        for (int x = 0; x < chroma.length; x++) {
            int i = row + x;
            chroma[x] = Math.abs(Vsi.ratio(a.i[i], b.i[i], T3) * Vsi.ratio(a.q[i], b.q[i], T3));
        }
    }

    private static Features features(MetricImage image, Progress progress) {
        int factor = Planes.factor(image.width(), image.height());
        Planes.Shrink shrink = new Planes.Shrink(image.width(), image.height(), factor, 0, 0, Planes.Beyond.ZERO);
        double[][] levels = shrink.levels(image, progress);
        double[] r = levels[0];
        double[] g = levels[1];
        double[] b = levels[2];
        double[] y = new double[r.length];
        double[] i = new double[r.length];
        double[] q = new double[r.length];
        PixelLoop.run(shrink.newWidth(), shrink.newHeight(), progress, (from, to) -> {
            for (int p = from; p < to; p++) {
                y[p] = .299 * r[p] + .587 * g[p] + .114 * b[p];
                i[p] = .5959 * r[p] - .2746 * g[p] - .3213 * b[p];
                q[p] = .2115 * r[p] - .5227 * g[p] + .3112 * b[p];
            }
        });
        return new Features(shrink.newWidth(), shrink.newHeight(),
            PhaseCongruency.of(y, shrink.newWidth(), shrink.newHeight(), progress),
            Planes.scharr(y, shrink.newWidth(), shrink.newHeight(), progress), i, q, Planes.isFlat(y));
    }
}
