// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import java.util.Arrays;
import java.util.function.Supplier;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.MetricImage;
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

    /** Whether an image has nothing in it but one colour. */
    static boolean isFlat(MetricImage image) {
        double[] row = new double[image.width()];
        for (int c = 0; c < Math.min(3, image.channels()); c++) {
            image.level(c, 0, 1, row);
            double first = row[0];
            for (int y = 0; y < image.height(); y++) {
                image.level(c, y * image.width(), (y + 1) * image.width(), row);
                for (double v : row) {
                    if (Math.abs(v - first) > ROUNDING) {
                        return false;
                    }
                }
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
            return factor == 1 ? plane
                : apply(() -> (y, target) -> System.arraycopy(plane, y * width, target, 0, width), progress);
        }

        /** Red, green and blue levels of an image, made smaller; of a grey one they are the same plane. */
        double[][] levels(MetricImage image, Progress progress) {
            double[][] planes = new double[3][];
            for (int c = 0; c < 3; c++) {
                int channel = c;
                if (factor == 1) {
                    planes[c] = image.level(c, progress);
                } else if (c > 0 && image.channels() == 1) {
                    planes[c] = planes[0];
                } else {
                    planes[c] = apply(
                        () -> (y, target) -> image.level(channel, y * width, (y + 1) * width, target), progress);
                }
            }
            return planes;
        }

        /** A plane that is made row by row, as it is needed. */
        double[] apply(Supplier<Row> rows, Progress progress) {
            double[] means = new double[newWidth() * newHeight()];
            Parallel.pieces(newHeight(), PixelLoop.grain(width * factor), progress, (from, to) -> {
                Row source = rows.get();
                double[] row = new double[width];
                double[] sums = new double[width];
                double[] continued = new double[before + width + after];
                for (int y = from; y < to; y++) {
                    sumRows(source, y * factor - before, row, sums);
                    System.arraycopy(sums, 0, continued, before, width);
                    if (beyond == Beyond.NEAREST) {
                        Arrays.fill(continued, 0, before, sums[0]);
                        Arrays.fill(continued, before + width, continued.length, sums[width - 1]);
                    }
                    sumColumns(continued, means, y * newWidth());
                }
            });
            return means;
        }

        private void sumRows(Row source, int top, double[] row, double[] sums) {
            Arrays.fill(sums, 0);
            int last = -1;
            for (int y = top; y < top + factor; y++) {
                if (beyond == Beyond.NEAREST || y >= 0 && y < height) {
                    int nearest = Math.max(0, Math.min(height - 1, y));
                    if (nearest != last) {
                        source.get(nearest, row);
                    }
                    last = nearest;
                    add(row, sums);
                }
            }
        }

        private static void add(double[] row, double[] sums) {
            for (int x = 0; x < sums.length; x++) {
                sums[x] += row[x];
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

    /** The rows of a plane, for one thread. */
    @FunctionalInterface
    interface Row {

        /** Writes row {@code y} to the start of the target. */
        void get(int y, double[] target);
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
