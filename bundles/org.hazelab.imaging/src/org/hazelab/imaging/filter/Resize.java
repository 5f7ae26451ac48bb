// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.filter;

import java.util.Arrays;
import java.util.Objects;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * Resampling to another size, one axis after the other, as OpenCV's {@code resize} does it for float images.
 *
 * <p>Pixels are squares: pixel i covers i to i + 1, and the new pixel i lies at (i + 0.5) * step - 0.5 of the old grid
 * (corners are not aligned, but by {@link #cornersAligned}). Beyond the border the edge pixel is repeated. There is no
 * smoothing before shrinking.
 */
public final class Resize {

    /** How a value between pixels is found. */
    public enum Interpolation {

        /** From the two nearest pixels of an axis; never leaves the range of the old values. */
        BILINEAR(2),
        /**
         * From the four nearest pixels of an axis, by cubic convolution with a = -0.75 (Keys 1981); overshoots at
         * edges, and nothing clips it.
         */
        BICUBIC(4);

        private static final double A = -0.75;
        private final int taps;

        Interpolation(int taps) {
            this.taps = taps;
        }

        /** The weights of the pixels around a place that lies by {@code fraction} behind the nearest one before it. */
        private void weigh(double fraction, double[] weights, int at) {
            if (this == BILINEAR) {
                weights[at] = 1 - fraction;
                weights[at + 1] = fraction;
            } else {
                weights[at] = outer(1 + fraction);
                weights[at + 1] = inner(fraction);
                weights[at + 2] = inner(1 - fraction);
                weights[at + 3] = 1 - weights[at] - weights[at + 1] - weights[at + 2];
            }
        }

        private static double inner(double distance) {
            return ((A + 2) * distance - (A + 3)) * distance * distance + 1;
        }

        private static double outer(double distance) {
            return ((A * distance - 5 * A) * distance + 8 * A) * distance - 4 * A;
        }
    }

    private Resize() {
    }

    /**
     * An image of another size; the same image if it has that size.
     *
     * @param width pixels in a row, at least 1
     * @param height rows, at least 1
     */
    public static FloatImage to(FloatImage image, int width, int height, Interpolation interpolation,
        Progress progress) {
        return resample(image, new Axis(image.width(), width, (double)image.width() / width, interpolation),
            new Axis(image.height(), height, (double)image.height() / height, interpolation), progress);
    }

    /**
     * An image whose sides are {@link #scaled} by a factor, the step between new pixels being exactly 1 / factor; the
     * same image if the factor is 1.
     *
     * @param factor above 0, such that every side has at least one pixel
     */
    public static FloatImage by(FloatImage image, double factor, Interpolation interpolation, Progress progress) {
        return resample(image, new Axis(image.width(), scaled(image.width(), factor), 1 / factor, interpolation),
            new Axis(image.height(), scaled(image.height(), factor), 1 / factor, interpolation), progress);
    }

    /**
     * An image of another size by bilinear interpolation with the corners aligned: the outer pixels of both images
     * coincide, and pixel i lies at i (from - 1) / (to - 1) of the old grid, as PyTorch's {@code align_corners = true}
     * has it; the same image if it has that size.
     *
     * @param width pixels in a row, at least 1
     * @param height rows, at least 1
     */
    public static FloatImage cornersAligned(FloatImage image, int width, int height, Progress progress) {
        return resample(image, Axis.cornersAligned(image.width(), width), Axis.cornersAligned(image.height(), height),
            progress);
    }

    /** The length of a side times a factor, rounded to the nearest integer, halves to the even one. */
    public static int scaled(int side, double factor) {
        return (int)Math.rint(side * factor);
    }

    private static FloatImage resample(FloatImage image, Axis x, Axis y, Progress progress) {
        Objects.requireNonNull(progress);
        if (x.isIdentity() && y.isIdentity()) {
            return image;
        }
        float[][] planes = new float[image.slices() * image.channels()][];
        for (int p = 0; p < planes.length; p++) {
            float[] plane = image.plane(p / image.channels(), p % image.channels());
            planes[p] = vertically(horizontally(plane, x, progress), x.to, y, progress);
        }
        return FloatImage.stack(x.to, y.to, image.channels(), image.range(), planes);
    }

    private static float[] horizontally(float[] plane, Axis axis, Progress progress) {
        int height = plane.length / axis.from;
        float[] result = new float[Math.multiplyExact(height, axis.to)];
        Parallel.pieces(height, grain(axis.to), progress, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < axis.to; x++) {
                    double sum = 0;
                    for (int t = x * axis.taps; t < (x + 1) * axis.taps; t++) {
                        sum += axis.weights[t] * plane[y * axis.from + axis.sources[t]];
                    }
                    result[y * axis.to + x] = (float)sum;
                }
            }
        });
        return result;
    }

    private static float[] vertically(float[] plane, int width, Axis axis, Progress progress) {
        float[] result = new float[Math.multiplyExact(width, axis.to)];
        Parallel.pieces(axis.to, grain(width), progress, (from, to) -> {
            double[] sums = new double[width];
            for (int y = from; y < to; y++) {
                Arrays.fill(sums, 0);
                for (int t = y * axis.taps; t < (y + 1) * axis.taps; t++) {
                    double weight = axis.weights[t];
                    int source = axis.sources[t] * width;
                    for (int x = 0; x < width; x++) {
                        sums[x] += weight * plane[source + x];
                    }
                }
                for (int x = 0; x < width; x++) {
                    result[y * width + x] = (float)sums[x];
                }
            }
        });
        return result;
    }

    /** Rows of about 64 thousand pixels: well below a millisecond. */
    private static int grain(int width) {
        return Math.max(1, (1 << 16) / width);
    }

    /** Which old pixels a new pixel is made of, along one axis. */
    private static final class Axis {

        private final int from;
        private final int to;
        private final int taps;
        private final double step;
        private final int[] sources;
        private final double[] weights;

        Axis(int from, int to, double step, Interpolation interpolation) {
            this(from, to, step, false, interpolation);
        }

        /** @param aligned whether the centers of the first pixels coincide; otherwise their outer edges do */
        private Axis(int from, int to, double step, boolean aligned, Interpolation interpolation) {
            if (to < 1 || !(step > 0)) {
                throw new IllegalArgumentException(from + " pixels cannot become " + to);
            }
            this.from = from;
            this.to = to;
            this.taps = interpolation.taps;
            this.step = step;
            sources = new int[Math.multiplyExact(to, taps)];
            weights = new double[sources.length];
            for (int i = 0; i < to; i++) {
                double place = aligned ? i * step : (i + 0.5) * step - 0.5;
                int before = (int)Math.floor(place);
                interpolation.weigh(place - before, weights, i * taps);
                for (int t = 0; t < taps; t++) {
                    sources[i * taps + t] = Math.min(from - 1, Math.max(0, before + 1 - taps / 2 + t));
                }
            }
        }

        static Axis cornersAligned(int from, int to) {
            double step = to == 1 || from == 1 ? 1 : (from - 1) / (to - 1.0);
            return new Axis(from, to, step, true, Interpolation.BILINEAR);
        }

        boolean isIdentity() {
            return from == to && step == 1;
        }
    }
}
