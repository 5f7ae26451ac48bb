// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Channels;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.image.Derived;
import org.hazelab.metrics.image.MetricImage;
import org.hazelab.metrics.image.MetricInput;
import org.hazelab.metrics.image.PixelLoop;
import org.hazelab.metrics.numeric.Powers;

/**
 * Visual saliency-induced index: Zhang, Shen, Li, VSI: A Visual Saliency-Induced Index for Perceptual Image Quality
 * Assessment, TIP 2014.
 */
public final class Vsi implements ImageMetric {

    private static final MetricInfo INFO = MetricInfo.of("vsi", "VSI")
        .variant("SDSP saliency; C1 1.27, C2 386, C3 130, alpha 0.40, beta 0.02; shrunk to a shorter side of about 256")
        .range(-1, 1).perfect(1).symmetric().needs(Need.REFERENCE)
        .colour("LMN opponent colours and CIE L*a*b*; grey three times", Channels.GREY_OR_RGB)
        .border("nearest pixel when shrunk, zeros for gradients")
        .smallestSide(2)
        .citation("Zhang, Shen, Li: VSI: A Visual Saliency-Induced Index for Perceptual Image Quality Assessment. "
            + "IEEE Transactions on Image Processing 23(10), 2014")
        .version(2)
        .build();

    private static final double C1 = 1.27;
    private static final double C2 = 386;
    private static final double C3 = 130;
    private static final double ALPHA = 0.40;
    private static final double BETA = 0.02;
    /** A negative base to the power beta is complex; its real part is what counts. */
    private static final double COS_PI_BETA = StrictMath.cos(Math.PI * BETA);

    /** Ratios are at most 1, but for rounding. */
    private static final Powers POWER_ALPHA = new Powers(ALPHA, .002, 1.01);
    private static final Powers POWER_BETA = new Powers(BETA, .002, 1.01);

    private static final Derived<Features> FEATURES = Vsi::features;

    /** What is compared, at the shrunk size; flat is an image of one colour, whose saliency is rounding. */
    private record Features(int width, int height, double[] saliency, double[] gradient, double[] m, double[] n,
        boolean flat) {
    }

    @Override
    public MetricInfo info() {
        return INFO;
    }

    @Override
    public Score score(MetricInput input, Progress progress) {
        Features a = input.image().get(FEATURES, progress);
        Features b = input.reference().get(FEATURES, progress);
        if (a.flat() && b.flat()) {
            return Score
                .missing("Image and reference are flat: VSI weighs pixels by how they stand out, and none does");
        }
        double[] weighted = new double[a.height()];
        double[] weights = new double[a.height()];
        Parallel.pieces(a.height(), Math.max(1, 4096 / a.width()), progress, (from, to) -> {
            Comparison row = new Comparison(a.width());
            for (int y = from; y < to; y++) {
                row.compare(a, b, y, weighted, weights);
            }
        });
        return Score.of((sum(weighted) + Saliency.EPS) / (sum(weights) + Saliency.EPS));
    }

    /** Compares rows; confined to one thread. */
    private static final class Comparison {

        private final int width;
        private final double[] weight;
        private final double[] similarity;
        private final double[] gradient;
        private final double[] colour;
        private final double[] power;
        private final double[] work;

        Comparison(int width) {
            this.width = width;
            weight = new double[width];
            similarity = new double[width];
            gradient = new double[width];
            colour = new double[width];
            power = new double[width];
            work = new double[width];
        }

        void compare(Features a, Features b, int y, double[] weighted, double[] weights) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                weight[x] = Math.max(a.saliency[i], b.saliency[i]);
                similarity[x] = ratio(a.saliency[i], b.saliency[i], C1);
                gradient[x] = ratio(a.gradient[i], b.gradient[i], C2);
                colour[x] = ratio(a.m[i], b.m[i], C3) * ratio(a.n[i], b.n[i], C3);
            }
            POWER_ALPHA.of(gradient, power, work, width);
            for (int x = 0; x < width; x++) {
                similarity[x] *= power[x] * (colour[x] < 0 ? COS_PI_BETA : 1);
                colour[x] = Math.abs(colour[x]);
            }
            POWER_BETA.of(colour, power, work, width);
            for (int x = 0; x < width; x++) {
                weighted[y] += weight[x] * similarity[x] * power[x];
                weights[y] += weight[x];
            }
        }
    }

    static double ratio(double a, double b, double c) {
        return (2 * a * b + c) / (a * a + b * b + c);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum;
    }

    private static Features features(MetricImage image, Progress progress) {
        Planes.Shrink shrink = shrink(image);
        double[][] levels = shrink.levels(image, progress);
        double[] r = levels[0];
        double[] g = levels[1];
        double[] b = levels[2];
        double[] l = new double[r.length];
        double[] m = new double[r.length];
        double[] n = new double[r.length];
        PixelLoop.run(shrink.newWidth(), shrink.newHeight(), progress, (from, to) -> {
            for (int i = from; i < to; i++) {
                l[i] = .06 * r[i] + .63 * g[i] + .27 * b[i];
                m[i] = .30 * r[i] + .04 * g[i] - .35 * b[i];
                n[i] = .34 * r[i] - .60 * g[i] + .17 * b[i];
            }
        });
        return new Features(shrink.newWidth(), shrink.newHeight(), saliency(image, progress),
            Planes.scharr(l, shrink.newWidth(), shrink.newHeight(), progress), m, n, Planes.isFlat(image));
    }

    private static Planes.Shrink shrink(MetricImage image) {
        int factor = Planes.factor(image.width(), image.height());
        return new Planes.Shrink(image.width(), image.height(), factor, factor / 2, (factor - 1) / 2,
            Planes.Beyond.NEAREST);
    }

    /** The saliency at the shrunk size, from 0 to 1. */
    static double[] saliency(MetricImage image, Progress progress) {
        return SaliencyMap.of(image, shrink(image), progress);
    }
}
