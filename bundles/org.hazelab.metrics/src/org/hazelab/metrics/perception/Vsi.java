// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import java.util.stream.IntStream;

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
import org.hazelab.metrics.numeric.Elementary;

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
            for (int y = from; y < to; y++) {
                for (int i = y * a.width(); i < (y + 1) * a.width(); i++) {
                    double weight = Math.max(a.saliency[i], b.saliency[i]);
                    weighted[y] += weight * similarity(a, b, i);
                    weights[y] += weight;
                }
            }
        });
        return Score.of((sum(weighted) + Saliency.EPS) / (sum(weights) + Saliency.EPS));
    }

    private static double similarity(Features a, Features b, int i) {
        double colour = ratio(a.m[i], b.m[i], C3) * ratio(a.n[i], b.n[i], C3);
        double chroma = Elementary.pow(Math.abs(colour), BETA);
        return ratio(a.saliency[i], b.saliency[i], C1) * Elementary.pow(ratio(a.gradient[i], b.gradient[i], C2), ALPHA)
            * (colour < 0 ? chroma * COS_PI_BETA : chroma);
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
        int width = image.width();
        int height = image.height();
        int factor = Planes.factor(width, height);
        Planes.Shrink shrink =
            new Planes.Shrink(width, height, factor, factor / 2, (factor - 1) / 2, Planes.Beyond.NEAREST);
        double[] r = shrink.apply(image.level(0, progress), progress);
        double[] g = shrink.apply(image.level(1, progress), progress);
        double[] b = shrink.apply(image.level(2, progress), progress);
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
        double[] saliency = shrink.apply(saliency(image, progress), progress);
        return new Features(shrink.newWidth(), shrink.newHeight(), saliency,
            Planes.scharr(l, shrink.newWidth(), shrink.newHeight(), progress), m, n,
            IntStream.range(0, 3).allMatch(c -> Planes.isFlat(image.level(c, progress))));
    }

    /** The saliency at the image's own size, from 0 to 1. */
    static double[] saliency(MetricImage image, Progress progress) {
        double[] grid = Saliency.of(image, progress);
        int width = image.width();
        int height = image.height();
        double[] map = new double[image.pixels()];
        double[] lows = new double[height];
        double[] highs = new double[height];
        Parallel.pieces(height, PixelLoop.grain(width), progress, (from, to) -> {
            double[] column = new double[Saliency.SIDE + 1];
            for (int y = from; y < to; y++) {
                interpolate(grid, y, width, height, column, map);
                lows[y] = Saliency.min(map, y * width, width);
                highs[y] = Saliency.max(map, y * width, width);
            }
        });
        double min = Saliency.min(lows, 0, height);
        double scale = Saliency.max(highs, 0, height) - min + Saliency.EPS;
        PixelLoop.run(width, height, progress, (from, to) -> {
            for (int i = from; i < to; i++) {
                map[i] = (map[i] - min) / scale;
            }
        });
        return map;
    }

    /** A row of the grid's bilinear interpolation, whose corners are the corners of the image. */
    private static void interpolate(double[] grid, int y, int width, int height, double[] line, double[] map) {
        int side = Saliency.SIDE;
        double atY = height == 1 ? 0 : y * (side - 1.0) / (height - 1);
        int top = Math.min(side - 1, (int)atY);
        int below = Math.min(side - 1, top + 1);
        double v = atY - top;
        for (int x = 0; x < side; x++) {
            line[x] = (1 - v) * grid[top * side + x] + v * grid[below * side + x];
        }
        line[side] = line[side - 1];
        double step = width == 1 ? 0 : (side - 1.0) / (width - 1);
        for (int x = 0; x < width; x++) {
            double at = x * step;
            int left = Math.min(side - 1, (int)at);
            double u = at - left;
            map[y * width + x] = (1 - u) * line[left] + u * line[left + 1];
        }
    }
}
