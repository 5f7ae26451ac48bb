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

    /** The saliency on the grid of 256 x 256, not yet scaled. */
    static double[] of(MetricImage image, Progress progress) {
        double[][] levels = {image.level(0, progress), image.level(1, progress), image.level(2, progress)};
        double[][] lab = new double[3][];
        Parallel.pieces(3, 1, progress, (from, to) -> {
            for (int c = from; c < to; c++) {
                lab[c] = sample(levels[c], image.width(), image.height());
            }
        });
        Parallel.pieces(SIDE, ROWS, progress, (from, to) -> {
            for (int i = from * SIDE; i < to * SIDE; i++) {
                toLab(lab, i);
            }
        });
        double[] energy = energy(lab, progress);
        int n = SIDE * SIDE;
        double[] range = {min(lab[1], 0, n), max(lab[1], 0, n), min(lab[2], 0, n), max(lab[2], 0, n)};
        Parallel.pieces(SIDE, ROWS, progress, (from, to) -> {
            for (int i = from * SIDE; i < to * SIDE; i++) {
                double a = (lab[1][i] - range[0]) / (range[1] - range[0] + EPS);
                double b = (lab[2][i] - range[2]) / (range[3] - range[2] + EPS);
                double warmth = 1 - Elementary.exp(-(a * a + b * b) / (SIGMA_C * SIGMA_C));
                energy[i] *= Filters.CENTRE[i / SIDE] * Filters.CENTRE[i % SIDE] * warmth;
            }
        });
        return energy;
    }

    /** Bilinear samples at the centres of a grid of 256 x 256 cells. */
    private static double[] sample(double[] plane, int width, int height) {
        double[] samples = new double[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            double atY = Math.max(0, (y + 0.5) * height / SIDE - 0.5);
            int top = Math.min(height - 1, (int)atY);
            int row = top * width;
            int below = Math.min(height - 1, top + 1) * width;
            double v = atY - top;
            for (int x = 0; x < SIDE; x++) {
                double atX = Math.max(0, (x + 0.5) * width / SIDE - 0.5);
                int left = Math.min(width - 1, (int)atX);
                int right = Math.min(width - 1, left + 1);
                double u = atX - left;
                samples[y * SIDE + x] = (1 - v) * ((1 - u) * plane[row + left] + u * plane[row + right])
                    + v * ((1 - u) * plane[below + left] + u * plane[below + right]);
            }
        }
        return samples;
    }

    /** Levels to CIE L*a*b*. The white is that of D50 though the matrix is for D65: so do the authors and all ports. */
    static void toLab(double[][] planes, int i) {
        double r = linear(planes[0][i] / 255);
        double g = linear(planes[1][i] / 255);
        double b = linear(planes[2][i] / 255);
        double x = root((.4124564 * r + .3575761 * g + .1804375 * b) / 0.9642119944211994);
        double y = root(.2126729 * r + .7151522 * g + .0721750 * b);
        double z = root((.0193339 * r + .1191920 * g + .9503041 * b) / 0.8251882845188288);
        planes[0][i] = 116 * y - 16;
        planes[1][i] = 500 * (x - y);
        planes[2][i] = 200 * (y - z);
    }

    private static double linear(double v) {
        return v <= .04045 ? v / 12.92 : Elementary.pow((v + .055) / 1.055, 2.4);
    }

    private static double root(double t) {
        return t > .008856 ? Elementary.pow(t, 1 / 3.) : (903.3 * t + 16) / 116;
    }

    /** The root of the three band-passed planes' squares. L and a travel as one complex plane, b alone. */
    private static double[] energy(double[][] lab, Progress progress) {
        double[][] re = {lab[0].clone(), lab[2].clone()};
        double[][] im = {lab[1].clone(), new double[SIDE * SIDE]};
        Parallel.pieces(2, 1, progress, (from, to) -> {
            Fft2.Scratch scratch = new Fft2.Scratch();
            for (int p = from; p < to; p++) {
                bandPass(re[p], im[p], scratch);
            }
        });
        double[] energy = new double[SIDE * SIDE];
        for (int i = 0; i < energy.length; i++) {
            energy[i] = Math.sqrt(re[0][i] * re[0][i] + im[0][i] * im[0][i] + re[1][i] * re[1][i]);
        }
        return energy;
    }

    private static void bandPass(double[] re, double[] im, Fft2.Scratch scratch) {
        Filters.FFT.forward(re, im, scratch);
        for (int i = 0; i < re.length; i++) {
            re[i] *= Filters.BAND[i];
            im[i] *= Filters.BAND[i];
        }
        Filters.FFT.inverse(re, im, scratch);
    }

    static double min(double[] values, int from, int count) {
        double min = values[from];
        for (int i = from + 1; i < from + count; i++) {
            min = Math.min(min, values[i]);
        }
        return min;
    }

    static double max(double[] values, int from, int count) {
        double max = values[from];
        for (int i = from + 1; i < from + count; i++) {
            max = Math.max(max, values[i]);
        }
        return max;
    }

    /** What depends on no image; made once. */
    private static final class Filters {

        static final Fft2 FFT = new Fft2(SIDE, SIDE);
        /** Closeness to the centre along an axis, at coordinates from -127 to 128. */
        static final double[] CENTRE = new double[SIDE];
        /** The log-Gabor band pass over frequencies in the order of the transform, divided by its gain. */
        static final double[] BAND = new double[SIDE * SIDE];

        static {
            for (int k = 0; k < SIDE; k++) {
                double c = k - SIDE / 2 + 1;
                CENTRE[k] = Elementary.exp(-c * c / (SIGMA_D * SIGMA_D));
            }
            for (int i = 1; i < BAND.length; i++) {
                double v = frequency(i / SIDE);
                double u = frequency(i % SIDE);
                double radius = Math.sqrt(u * u + v * v);
                if (radius <= 0.5) {
                    double octaves = Elementary.log(radius / OMEGA);
                    BAND[i] = Elementary.exp(-octaves * octaves / (2 * SIGMA_F * SIGMA_F)) / BAND.length;
                }
            }
        }

        private static double frequency(int k) {
            return (k < SIDE / 2 ? k : k - SIDE) / (double)SIDE;
        }
    }
}
