// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import java.util.Arrays;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.PixelLoop;

/** What the metrics of this package do to a plane before they compare: smaller by averaging, and gradients. */
final class Planes {

    private Planes() {
    }

    /** Levels of 0..255 that differ by less differ by rounding. */
    private static final double ROUNDING = 1e-9;

    /** Whether a plane of levels has nothing in it but one number. */
    static boolean isFlat(double[] plane) {
        for (double v : plane) {
            if (Math.abs(v - plane[0]) > ROUNDING) {
                return false;
            }
        }
        return true;
    }

    /** The factor by which FSIM and VSI shrink an image: its shorter side in units of 256, halves to the even one. */
    static int factor(int width, int height) {
        return Math.max(1, (int)Math.rint(Math.min(width, height) / 256.0));
    }

    /** What the border of a plane is continued with. */
    enum Beyond {
        NEAREST,
        ZERO
    }

    /**
     * How a plane becomes smaller: the means of {@code factor * factor} pixels, the first window starting
     * {@code before} pixels before the first pixel, the last one ending at most {@code after} pixels behind the last
     * one.
     */
    record Shrink(int width, int height, int factor, int before, int after, Beyond beyond) {

        int newWidth() {
            return (width + before + after) / factor;
        }

        int newHeight() {
            return (height + before + after) / factor;
        }

        double[] apply(double[] plane, Progress progress) {
            if (factor == 1) {
                return plane;
            }
            double[] means = new double[newWidth() * newHeight()];
            Parallel.pieces(newHeight(), PixelLoop.grain(width * factor), progress, (from, to) -> {
                double[] sums = new double[width + before + after];
                for (int y = from; y < to; y++) {
                    sumRows(plane, y * factor - before, sums);
                    sumColumns(sums, means, y * newWidth());
                }
            });
            return means;
        }

        private void sumRows(double[] plane, int top, double[] sums) {
            Arrays.fill(sums, 0);
            for (int y = top; y < top + factor; y++) {
                if (beyond == Beyond.NEAREST || y >= 0 && y < height) {
                    int row = Math.max(0, Math.min(height - 1, y)) * width;
                    for (int x = 0; x < width; x++) {
                        sums[before + x] += plane[row + x];
                    }
                }
            }
            if (beyond == Beyond.NEAREST) {
                Arrays.fill(sums, 0, before, sums[before]);
                Arrays.fill(sums, before + width, sums.length, sums[before + width - 1]);
            }
        }

        private void sumColumns(double[] sums, double[] means, int to) {
            double weight = 1.0 / (factor * factor);
            for (int x = 0; x < newWidth(); x++) {
                double sum = 0;
                for (int i = x * factor; i < (x + 1) * factor; i++) {
                    sum += sums[i];
                }
                means[to + x] = sum * weight;
            }
        }
    }

    /** The magnitude of Scharr's gradient, divided by 16, with zeros beyond the border. */
    static double[] scharr(double[] plane, int width, int height, Progress progress) {
        return gradient(plane, width, height, 3 / 16.0, 10 / 16.0, progress);
    }

    /** The magnitude of Prewitt's gradient, divided by 3, with zeros beyond the border. */
    static double[] prewitt(double[] plane, int width, int height, Progress progress) {
        return gradient(plane, width, height, 1 / 3.0, 1 / 3.0, progress);
    }

    private static double[] gradient(double[] plane, int width, int height, double side, double middle,
        Progress progress) {
        double[] magnitude = new double[plane.length];
        Parallel.pieces(height, PixelLoop.grain(width), progress, (from, to) -> {
            double[] zeros = new double[width];
            double[] smooth = new double[width + 2];
            double[] difference = new double[width + 2];
            for (int y = from; y < to; y++) {
                double[] above = y > 0 ? plane : zeros;
                double[] below = y < height - 1 ? plane : zeros;
                int row = y * width;
                int up = y > 0 ? row - width : 0;
                int down = y < height - 1 ? row + width : 0;
                for (int x = 0; x < width; x++) {
                    smooth[x + 1] = side * (above[up + x] + below[down + x]) + middle * plane[row + x];
                    difference[x + 1] = below[down + x] - above[up + x];
                }
                for (int x = 0; x < width; x++) {
                    double gx = smooth[x + 2] - smooth[x];
                    double gy = side * (difference[x] + difference[x + 2]) + middle * difference[x + 1];
                    magnitude[row + x] = Math.sqrt(gx * gx + gy * gy);
                }
            }
        });
        return magnitude;
    }
}
