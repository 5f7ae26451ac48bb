// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

import java.util.Arrays;
import java.util.Objects;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.Luma;
import org.hazelab.metrics.image.MetricImage;
import org.hazelab.metrics.numeric.Elementary;

/** The twelve fog-aware features of each block of 8 x 8 pixels, in the order of the release of {@link Fade FADE}. */
final class FogFeatures {

    static final int COUNT = 12;

    private static final double GREY_NOISE = 9.225496406318721e-4 * 255;
    private static final double YELLOW_BLUE_NOISE = 8.969246659629488e-4 * 255;
    private static final double RED_GREEN_NOISE = 2.069284034165411e-4 * 255;
    /** -p log2 p for p = k / 64. */
    private static final double[] SURPRISE = new double[Blocks.PIXELS + 1];

    static {
        for (int k = 1; k < SURPRISE.length; k++) {
            double p = k / (double)Blocks.PIXELS;
            SURPRISE[k] = -p * (Elementary.log(p) / Elementary.log(2));
        }
    }

    private final int width;
    private final int height;
    private final double[] r;
    private final double[] g;
    private final double[] b;
    /** A row of features a block, logarithms of one plus the feature. */
    private final double[][] rows;

    private FogFeatures(MetricImage image, Progress progress) {
        width = image.width() / Blocks.SIDE * Blocks.SIDE;
        height = image.height() / Blocks.SIDE * Blocks.SIDE;
        r = crop(image.level(0, progress), image.width());
        g = crop(image.level(1, progress), image.width());
        b = crop(image.level(2, progress), image.width());
        rows = new double[width / Blocks.SIDE * (height / Blocks.SIDE)][COUNT];
        texture(crop(image.get(Luma.MATLAB_GREY, progress), image.width()), progress);
        contrast(progress);
        colour(progress);
        Blocks.forEach(width, height, progress, (block, first) -> {
            for (int k = 0; k < COUNT; k++) {
                rows[block][k] = Elementary.log(1 + rows[block][k]);
            }
        });
    }

    static double[][] of(MetricImage image, Progress progress) {
        return new FogFeatures(image, progress).rows;
    }

    private double[] crop(double[] plane, int planeWidth) {
        if (width == planeWidth && plane.length == width * height) {
            return plane;
        }
        double[] part = new double[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(plane, y * planeWidth, part, y * width, width);
        }
        return part;
    }

    private void texture(double[] grey, Progress progress) {
        Mscn mscn = Mscn.withMoments(grey, width, height, Mscn.Beyond.NEAREST, progress);
        double[] m = mscn.coefficients();
        double[] means = Objects.requireNonNull(mscn.mean());
        double[] deviations = Objects.requireNonNull(mscn.deviation());
        Blocks.forEach(width, height, progress, (block, first) -> {
            double[] coefficients = new double[Blocks.PIXELS];
            double[] positive = new double[Blocks.PIXELS];
            double[] negative = new double[Blocks.PIXELS];
            int positives = 0;
            int negatives = 0;
            double sigma = 0;
            double variation = 0;
            for (int i = 0; i < Blocks.PIXELS; i++) {
                int at = first + i / Blocks.SIDE * width + i % Blocks.SIDE;
                coefficients[i] = m[at];
                double product = m[at] * m[at < width ? at + m.length - width : at - width];
                if (product >= 0) {
                    positive[positives++] = product;
                }
                if (product <= 0) {
                    negative[negatives++] = product;
                }
                sigma += deviations[at];
                variation += deviations[at] / means[at];
            }
            double[] row = rows[block];
            row[0] = Blocks.variance(coefficients, Blocks.PIXELS);
            row[1] = Blocks.variance(positive, positives);
            row[2] = Blocks.variance(negative, negatives);
            row[3] = sigma / Blocks.PIXELS;
            row[4] = variation / Blocks.PIXELS;
            row[8] = entropy(grey, first);
        });
    }

    private double entropy(double[] grey, int first) {
        int[] levels = new int[Blocks.PIXELS];
        for (int i = 0; i < Blocks.PIXELS; i++) {
            levels[i] = (int)Math.max(0, Math.min(255, grey[first + i / Blocks.SIDE * width + i % Blocks.SIDE]));
        }
        Arrays.sort(levels);
        double entropy = 0;
        for (int from = 0, i = 1; i <= Blocks.PIXELS; i++) {
            if (i == Blocks.PIXELS || levels[i] != levels[from]) {
                entropy += SURPRISE[i - from];
                from = i;
            }
        }
        return entropy;
    }

    /** One plane after the other, so that no more than one is in memory. */
    private void contrast(Progress progress) {
        double[] plane = new double[width * height];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = 0.299 * r[i] + 0.587 * g[i] + 0.114 * b[i];
        }
        contrast(plane, 5, GREY_NOISE, progress);
        for (int i = 0; i < plane.length; i++) {
            plane[i] = 0.5 * (r[i] + g[i]) - b[i];
        }
        contrast(plane, 6, YELLOW_BLUE_NOISE, progress);
        for (int i = 0; i < plane.length; i++) {
            plane[i] = r[i] - g[i];
        }
        contrast(plane, 7, RED_GREEN_NOISE, progress);
    }

    private void contrast(double[] plane, int feature, double threshold, Progress progress) {
        double[] means = ContrastEnergy.blockMeans(plane, width, height, threshold, progress);
        for (int block = 0; block < rows.length; block++) {
            rows[block][feature] = means[block];
        }
    }

    private void colour(Progress progress) {
        Blocks.forEach(width, height, progress, (block, first) -> {
            double[] redGreen = new double[Blocks.PIXELS];
            double[] yellowBlue = new double[Blocks.PIXELS];
            double dark = 0;
            double saturation = 0;
            for (int i = 0; i < Blocks.PIXELS; i++) {
                int at = first + i / Blocks.SIDE * width + i % Blocks.SIDE;
                double min = Math.min(Math.min(r[at], g[at]), b[at]);
                double max = Math.max(Math.max(r[at], g[at]), b[at]);
                dark += min / 255;
                saturation += max == 0 ? 0 : (max - min) / max;
                redGreen[i] = r[at] - g[at];
                yellowBlue[i] = 0.5 * (r[at] + g[at]) - b[at];
            }
            rows[block][9] = dark / Blocks.PIXELS;
            rows[block][10] = saturation / Blocks.PIXELS;
            rows[block][11] = colourfulness(redGreen, yellowBlue);
        });
    }

    private static double colourfulness(double[] redGreen, double[] yellowBlue) {
        int n = Blocks.PIXELS;
        double meanRg = Blocks.mean(redGreen, n);
        double meanYb = Blocks.mean(yellowBlue, n);
        return Math.sqrt(Blocks.variance(redGreen, n) + Blocks.variance(yellowBlue, n))
            + 0.3 * Math.sqrt(meanRg * meanRg + meanYb * meanYb);
    }
}
