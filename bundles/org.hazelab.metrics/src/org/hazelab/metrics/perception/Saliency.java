// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import org.hazelab.imaging.numeric.Fft2;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.MetricImage;
import org.hazelab.metrics.numeric.Elementary;

/**
 * Where an eye would look: SDSP (Zhang, Gu, Li, A Novel Saliency Detection Method by Combining Simple Priors, ICIP
 * 2013), the product of band-pass energy, closeness to the centre and warmth of colour, in an image of 256 x 256.
 * Constants as in VSI.
 */
final class Saliency {

    static final int SIDE = 256;

    private static final double OMEGA = 0.021;
    private static final double SIGMA_F = 1.34;
    private static final double SIGMA_D = 145;
    private static final double SIGMA_C = 0.001;
    static final double EPS = 2.22e-16;
    private static final int ROWS = 16;

    private Saliency() {
    }

    /** The saliency on the grid of 256 x 256, row by row, not yet scaled. */
    static double[][] of(MetricImage image, Progress progress) {
        double[][][] lab = new double[3][SIDE][SIDE];
        Samples samples = new Samples(image);
        Parallel.pieces(SIDE, ROWS, progress, (from, to) -> {
            double[][] lines = new double[2][image.width()];
            Lab colours = new Lab(SIDE);
            for (int y = from; y < to; y++) {
                for (int c = 0; c < 3; c++) {
                    samples.row(c, y, lines, lab[c][y]);
                }
                colours.convert(lab[0][y], lab[1][y], lab[2][y]);
            }
        });
        double[][] energy = energy(lab, progress);
        double[] a = range(lab[1]);
        double[] b = range(lab[2]);
        Parallel.pieces(SIDE, ROWS, progress, (from, to) -> {
            for (int y = from; y < to; y++) {
                weigh(energy[y], lab[1][y], a, lab[2][y], b, Filters.CENTRE[y]);
            }
        });
        return energy;
    }

    private static void weigh(double[] energy, double[] a, double[] rangeA, double[] b, double[] rangeB,
        double centre) {
        for (int x = 0; x < SIDE; x++) {
            double warmA = (a[x] - rangeA[0]) / (rangeA[1] - rangeA[0] + EPS);
            double warmB = (b[x] - rangeB[0]) / (rangeB[1] - rangeB[0] + EPS);
            double warmth = 1 - Elementary.exp(-(warmA * warmA + warmB * warmB) / (SIGMA_C * SIGMA_C));
            energy[x] *= centre * Filters.CENTRE[x] * warmth;
        }
    }

    /** Least and largest number. */
    private static double[] range(double[][] rows) {
        double min = rows[0][0];
        double max = min;
        for (double[] row : rows) {
            for (double v : row) {
                if (v < min) {
                    min = v;
                }
                if (v > max) {
                    max = v;
                }
            }
        }
        return new double[] {min, max};
    }

    /** Bilinear samples at the centres of a grid of 256 x 256 cells. */
    private static final class Samples {

        private final MetricImage image;
        private final int[] left = new int[SIDE];
        private final int[] right = new int[SIDE];
        private final double[] part = new double[SIDE];

        Samples(MetricImage image) {
            this.image = image;
            for (int x = 0; x < SIDE; x++) {
                double at = place(x, image.width());
                left[x] = Math.min(image.width() - 1, (int)at);
                right[x] = Math.min(image.width() - 1, left[x] + 1);
                part[x] = at - left[x];
            }
        }

        private static double place(int k, int length) {
            return Math.max(0, (k + 0.5) * length / SIDE - 0.5);
        }

        /** Of a grey image, channels 1 and 2 are channel 0. */
        void row(int channel, int y, double[][] lines, double[] samples) {
            int c = image.channels() == 1 ? 0 : channel;
            double at = place(y, image.height());
            int top = Math.min(image.height() - 1, (int)at);
            int below = Math.min(image.height() - 1, top + 1);
            double v = at - top;
            double[] a = lines[0];
            double[] b = lines[1];
            image.level(c, top * image.width(), (top + 1) * image.width(), a);
            image.level(c, below * image.width(), (below + 1) * image.width(), b);
            for (int x = 0; x < SIDE; x++) {
                double u = part[x];
                samples[x] = (1 - v) * ((1 - u) * a[left[x]] + u * a[right[x]])
                    + v * ((1 - u) * b[left[x]] + u * b[right[x]]);
            }
        }
    }

    /** The root of the three band-passed planes' squares. L and a travel as one complex plane, b alone. */
    private static double[][] energy(double[][][] lab, Progress progress) {
        double[][][] re = {copy(lab[0]), copy(lab[2])};
        double[][][] im = {copy(lab[1]), new double[SIDE][SIDE]};
        Parallel.pieces(2, 1, progress, (from, to) -> {
            Fft2.Scratch scratch = new Fft2.Scratch();
            for (int p = from; p < to; p++) {
                bandPass(re[p], im[p], scratch);
            }
        });
        for (int y = 0; y < SIDE; y++) {
            norm(re[0][y], im[0][y], re[1][y]);
        }
        return re[0];
    }

    private static double[][] copy(double[][] rows) {
        double[][] copy = new double[rows.length][];
        for (int y = 0; y < rows.length; y++) {
            copy[y] = rows[y].clone();
        }
        return copy;
    }

    private static void norm(double[] a, double[] b, double[] c) {
        for (int x = 0; x < SIDE; x++) {
            a[x] = Math.sqrt(a[x] * a[x] + b[x] * b[x] + c[x] * c[x]);
        }
    }

    private static void bandPass(double[][] re, double[][] im, Fft2.Scratch scratch) {
        double[][] columnsRe = new double[SIDE][SIDE];
        double[][] columnsIm = new double[SIDE][SIDE];
        Filters.FFT.toColumns(re, im, columnsRe, columnsIm, scratch);
        for (int x = 0; x < SIDE; x++) {
            multiply(columnsRe[x], Filters.BAND[x]);
            multiply(columnsIm[x], Filters.BAND[x]);
        }
        Filters.FFT.toRows(columnsRe, columnsIm, re, im, scratch);
    }

    private static void multiply(double[] numbers, double[] factors) {
        for (int i = 0; i < SIDE; i++) {
            numbers[i] *= factors[i];
        }
    }

    /** What depends on no image; made once. */
    private static final class Filters {

        static final Fft2 FFT = new Fft2(SIDE, SIDE);
        /** Closeness to the centre along an axis, at coordinates from -127 to 128. */
        static final double[] CENTRE = new double[SIDE];
        /** The log-Gabor band pass by column over frequencies in the order of the transform, divided by its gain. */
        static final double[][] BAND = new double[SIDE][SIDE];

        static {
            for (int k = 0; k < SIDE; k++) {
                double c = k - SIDE / 2 + 1;
                CENTRE[k] = Elementary.exp(-c * c / (SIGMA_D * SIGMA_D));
            }
            for (int i = 1; i < SIDE * SIDE; i++) {
                double u = frequency(i / SIDE);
                double v = frequency(i % SIDE);
                double radius = Math.sqrt(u * u + v * v);
                if (radius <= 0.5) {
                    double octaves = Elementary.log(radius / OMEGA);
                    BAND[i / SIDE][i % SIDE] =
                        Elementary.exp(-octaves * octaves / (2 * SIGMA_F * SIGMA_F)) / (SIDE * SIDE);
                }
            }
        }

        private static double frequency(int k) {
            return (k < SIDE / 2 ? k : k - SIDE) / (double)SIDE;
        }
    }
}
