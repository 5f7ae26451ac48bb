// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.PixelLoop;
import org.hazelab.metrics.numeric.Elementary;

/**
 * Contrast energy of a plane: the response to a second derivative of a Gaussian along both axes, gain-controlled and
 * less a noise threshold, with the constants and borders of the release of {@link Fade FADE}.
 */
final class ContrastEnergy {

    /** Rows and columns that the border repeats, and the first sample of the convolution. */
    private static final int BORDER = 10;
    private static final double SIGMA = 3.25;
    private static final double[] KERNEL = kernel();

    private ContrastEnergy() {
    }

    /** Twenty taps at -9.75, -8.75, ..., 9.25: not symmetric, as released. */
    private static double[] kernel() {
        double[] kernel = new double[2 * BORDER];
        double normal = 0;
        for (int k = 0; k < kernel.length; k++) {
            double x = k - 3 * SIGMA;
            kernel[k] = Elementary.exp(-x * x / (2 * SIGMA * SIGMA));
            normal += kernel[k];
        }
        double mean = 0;
        for (int k = 0; k < kernel.length; k++) {
            double x = k - 3 * SIGMA;
            double variance = SIGMA * SIGMA;
            kernel[k] *= (x * x / (variance * variance) - 1 / variance) / normal;
            mean += kernel[k] / kernel.length;
        }
        double scale = 0;
        for (int k = 0; k < kernel.length; k++) {
            double x = k - 3 * SIGMA;
            kernel[k] -= mean;
            scale += 0.5 * x * x * kernel[k];
        }
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] /= scale;
        }
        return kernel;
    }

    /** The mean energy of each block of 8 x 8; overwrites the plane. */
    static double[] blockMeans(double[] plane, int width, int height, double threshold, Progress progress) {
        double[] response = new double[plane.length];
        double[] highest = new double[height];
        Parallel.pieces(height, PixelLoop.grain(4 * width), progress, (from, to) -> {
            double[] line = new double[width + KERNEL.length];
            double[] along = new double[width];
            double[] down = new double[width];
            for (int y = from; y < to; y++) {
                alongRow(plane, y * width, width, line, along);
                downColumns(plane, y, width, height, down);
                for (int x = 0; x < width; x++) {
                    double c = Math.sqrt(along[x] * along[x] + down[x] * down[x]);
                    response[y * width + x] = c;
                    highest[y] = Math.max(highest[y], c);
                }
            }
        });
        double max = 0;
        for (double h : highest) {
            max = Math.max(max, h);
        }
        double most = max;
        return Blocks.means(width, height, progress, i -> {
            double energy = response[i] * most / (response[i] + 0.1 * most) - threshold;
            // A plane without contrast gives 0 / 0, for which the comparison is false.
            return energy > 1e-7 ? energy : 0;
        });
    }

    private static void alongRow(double[] plane, int row, int width, double[] line, double[] sums) {
        System.arraycopy(plane, row, line, BORDER - 1, width);
        System.arraycopy(plane, row + 1, line, 0, BORDER - 1);
        System.arraycopy(plane, row + width - BORDER, line, BORDER - 1 + width, BORDER);
        for (int x = 0; x < width; x++) {
            sums[x] = 0;
        }
        for (int k = 0; k < KERNEL.length; k += 4) {
            double k0 = KERNEL[k];
            double k1 = KERNEL[k + 1];
            double k2 = KERNEL[k + 2];
            double k3 = KERNEL[k + 3];
            int at = KERNEL.length - 1 - k;
            for (int x = 0; x < width; x++) {
                sums[x] += k0 * line[x + at] + k1 * line[x + at - 1] + k2 * line[x + at - 2] + k3 * line[x + at - 3];
            }
        }
    }

    private static void downColumns(double[] plane, int y, int width, int height, double[] sums) {
        for (int x = 0; x < width; x++) {
            sums[x] = 0;
        }
        for (int k = 0; k < KERNEL.length; k += 4) {
            double k0 = KERNEL[k];
            double k1 = KERNEL[k + 1];
            double k2 = KERNEL[k + 2];
            double k3 = KERNEL[k + 3];
            int r0 = repeated(y + BORDER - k, height) * width;
            int r1 = repeated(y + BORDER - k - 1, height) * width;
            int r2 = repeated(y + BORDER - k - 2, height) * width;
            int r3 = repeated(y + BORDER - k - 3, height) * width;
            for (int x = 0; x < width; x++) {
                sums[x] += k0 * plane[r0 + x] + k1 * plane[r1 + x] + k2 * plane[r2 + x] + k3 * plane[r3 + x];
            }
        }
    }

    /** The first ten rows stand once more before the image, the last ten behind it, in the same order. */
    private static int repeated(int i, int length) {
        return i < 0 ? i + BORDER : i < length ? i : i - BORDER;
    }
}
