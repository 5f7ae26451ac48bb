// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.filter;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

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
        return resample(image, new Axis(image.width(), width, (double)image.width() / width, 0, interpolation),
            new Axis(image.height(), height, (double)image.height() / height, 0, interpolation), progress);
    }

    /**
     * An image whose sides are {@link #scaled} by a factor, the step between new pixels being exactly 1 / factor; the
     * same image if the factor is 1.
     *
     * @param factor above 0, such that every side has at least one pixel
     */
    public static FloatImage by(FloatImage image, double factor, Interpolation interpolation, Progress progress) {
        return resample(image, new Axis(image.width(), scaled(image.width(), factor), 1 / factor, 0, interpolation),
            new Axis(image.height(), scaled(image.height(), factor), 1 / factor, 0, interpolation), progress);
    }

    /**
     * Some neighbouring pixels of an axis of an image of another size, and the pixels of the old image that they are
     * made of: without the others, a crop of a resized image has the same bits.
     */
    public static final class Part {

        private final Axis axis;
        private final int[] needed;

        private Part(Axis axis) {
            this.axis = axis;
            needed = axis.compact();
        }

        /**
         * Pixels of an axis of {@link Resize#by}.
         *
         * @param side of the old image, at least 1
         * @param factor above 0
         * @param first the first of the new pixels, at least 0
         * @param count of the new pixels, at least 1
         */
        public static Part by(int side, double factor, int first, int count, Interpolation interpolation) {
            return new Part(new Axis(side, count, 1 / factor, first, interpolation));
        }

        /** All pixels of an axis of {@link Resize#to}. */
        public static Part to(int side, int newSide, Interpolation interpolation) {
            return new Part(new Axis(side, newSide, (double)side / newSide, 0, interpolation));
        }

        /** The indices of the old pixels that are needed, rising. */
        public int[] needed() {
            return needed.clone();
        }
    }

    /**
     * A part of an image of another size.
     *
     * @param image the pixels of the old image that both axes need, in their order, and no others
     */
    public static FloatImage part(FloatImage image, Part x, Part y, Progress progress) {
        if (image.width() != x.needed.length || image.height() != y.needed.length) {
            throw new IllegalArgumentException(image + " has not the " + x.needed.length + " x " + y.needed.length
                + " pixels that are needed");
        }
        return resample(image, x.axis, y.axis, progress);
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
                axis.apply(plane, y * axis.from, result, y * axis.to);
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

        private int from;
        private final int to;
        private final int taps;
        private boolean identity;
        private final int[] sources;
        private final double[] weights;

        /** @param first the first of the new pixels */
        Axis(int from, int to, double step, int first, Interpolation interpolation) {
            this(from, to, step, first, false, interpolation);
        }

        /** @param aligned whether the centers of the first pixels coincide; otherwise their outer edges do */
        private Axis(int from, int to, double step, int first, boolean aligned, Interpolation interpolation) {
            if (to < 1 || first < 0 || !(step > 0)) {
                throw new IllegalArgumentException(from + " pixels cannot become " + to + " from " + first + " on");
            }
            this.from = from;
            this.to = to;
            identity = from == to && step == 1;
            // a pixel that stays in its place is its own, even among those that are infinite
            taps = step == 1 ? 1 : interpolation.taps;
            sources = new int[Math.multiplyExact(to, taps)];
            weights = new double[sources.length];
            for (int i = 0; i < to; i++) {
                double place = aligned ? i * step : ((double)first + i + 0.5) * step - 0.5;
                int before = (int)Math.floor(place);
                if (taps == 1) {
                    weights[i] = 1;
                } else {
                    interpolation.weigh(place - before, weights, i * taps);
                }
                for (int t = 0; t < taps; t++) {
                    sources[i * taps + t] = Math.min(from - 1, Math.max(0, before + 1 - (taps + 1) / 2 + t));
                }
            }
        }

        static Axis cornersAligned(int from, int to) {
            double step = to == 1 || from == 1 ? 1 : (from - 1) / (to - 1.0);
            return new Axis(from, to, step, 0, true, Interpolation.BILINEAR);
        }

        /** Leaves out the old pixels that are not needed; those that are. */
        int[] compact() {
            int[] needed = IntStream.of(sources).sorted().distinct().toArray();
            for (int i = 0; i < sources.length; i++) {
                sources[i] = Arrays.binarySearch(needed, sources[i]);
            }
            from = needed.length;
            identity = taps == 1;
            return needed;
        }

        /** Computes a row. */
        void apply(float[] row, int start, float[] result, int at) {
            if (taps == 4) {
                applyFour(row, start, result, at);
                return;
            }
            for (int x = 0; x < to; x++) {
                double sum = 0;
                for (int t = x * taps; t < (x + 1) * taps; t++) {
                    sum += weights[t] * row[start + sources[t]];
                }
                result[at + x] = (float)sum;
            }
        }

        /** As {@link #apply}, in the same order of sums, twice as fast. */
        private void applyFour(float[] row, int start, float[] result, int at) {
            double[] w = weights;
            int[] s = sources;
            for (int x = 0, t = 0; x < to; x++, t += 4) {
                result[at + x] = (float)(0.0 + w[t] * row[start + s[t]] + w[t + 1] * row[start + s[t + 1]]
                    + w[t + 2] * row[start + s[t + 2]] + w[t + 3] * row[start + s[t + 3]]);
            }
        }

        boolean isIdentity() {
            return identity;
        }
    }
}
