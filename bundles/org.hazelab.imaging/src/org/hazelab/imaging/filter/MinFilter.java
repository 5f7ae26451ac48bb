// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.filter;

import java.util.Arrays;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * The smallest number in a square window around each pixel (a flat erosion).
 *
 * <p>Pixels outside of the image and NaN are ignored; where a window holds no number the result is positive infinity.
 * The algorithm is that of van Herk (1992) and Gil and Werman (1993): the axis is cut into blocks as long as the
 * window, so that every window is the end of one block and the start of the next. Three comparisons a pixel and axis,
 * whatever the window.
 */
public final class MinFilter {

    private static final int STRIP = 128;
    private static final int PIXELS_A_PIECE = 1 << 16;

    private MinFilter() {
    }

    /**
     * The smallest number in a window around each pixel, for every plane of an image on its own.
     *
     * @param window width and height of the window in pixels, 1 or more, even or odd; may exceed the image
     * @return an image of the same size and value range
     * @throws IllegalArgumentException if the window is below 1
     */
    public static FloatImage apply(FloatImage image, int window, Progress progress) {
        float[][] minima = new float[image.slices() * image.channels()][];
        for (int p = 0; p < minima.length; p++) {
            minima[p] = image.plane(p / image.channels(), p % image.channels()).clone();
            filter(image.width(), image.height(), minima[p], window, progress);
        }
        return FloatImage.stack(image.width(), image.height(), image.channels(), image.range(), minima);
    }

    /**
     * Puts the smallest number in a window around each pixel in that pixel's place.
     *
     * @param plane {@code width * height} pixels, row by row
     * @throws IllegalArgumentException if the window is below 1
     */
    public static void filter(int width, int height, float[] plane, int window, Progress progress) {
        if (window < 1) {
            throw new IllegalArgumentException("A window has 1 pixel or more, not " + window);
        }
        Parallel.pieces(height, Math.max(1, PIXELS_A_PIECE / width), progress, (from, to) -> {
            Line line = new Line(width, window);
            for (int y = from; y < to; y++) {
                line.filter(plane, y * width);
            }
        });
        Parallel.pieces(width, STRIP, progress,
            (from, to) -> new Strip(plane, width, height, window, from, to).filter());
    }

    /** How far a window reaches before its pixel, not counting what lies outside of the image. */
    private static int before(int window, int length) {
        return Math.min(window / 2, length - 1);
    }

    private static int after(int window, int length) {
        return Math.min(window - 1 - window / 2, length - 1);
    }

    /** Along a row. Floats are compared as integers of the same order, in which NaN comes last. */
    private static final class Line {

        /** What outside and NaN come to. */
        private static final int NOTHING = order(Float.POSITIVE_INFINITY);

        private final int width;
        private final int before;
        private final int window;
        private final int[] values;
        private final int[] toEnd;

        Line(int width, int window) {
            this.width = width;
            before = before(window, width);
            this.window = before + 1 + after(window, width);
            int blocks = (width + this.window - 2) / this.window + 1;
            values = new int[blocks * this.window];
            toEnd = new int[blocks * this.window];
        }

        void filter(float[] plane, int at) {
            Arrays.fill(values, 0, before, NOTHING);
            for (int x = 0; x < width; x++) {
                values[before + x] = order(plane[at + x]);
            }
            Arrays.fill(values, before + width, values.length, NOTHING);
            for (int from = 0; from < values.length; from += window) {
                block(from);
            }
            int last = window - 1;
            for (int x = 0; x < width; x++) {
                plane[at + x] = number(Math.min(toEnd[x], values[x + last]));
            }
        }

        /** Leaves in {@code toEnd} the minima up to the block's end and in {@code values} those since its start. */
        private void block(int from) {
            int smallest = NOTHING;
            for (int i = from + window - 1; i >= from; i--) {
                toEnd[i] = smallest = Math.min(smallest, values[i]);
            }
            smallest = NOTHING;
            for (int i = from; i < from + window; i++) {
                values[i] = smallest = Math.min(smallest, values[i]);
            }
        }

        /** Shifted so that negative NaN, below negative infinity by its bits, wraps around to the end. */
        private static int order(float value) {
            int bits = Float.floatToRawIntBits(value);
            return (bits ^ (bits >> 31 & Integer.MAX_VALUE)) - 0x7fffff;
        }

        private static float number(int order) {
            int bits = order + 0x7fffff;
            return Float.intBitsToFloat(bits ^ (bits >> 31 & Integer.MAX_VALUE));
        }
    }

    /** Down some columns, in place: a row of the strip is one step of all its columns. No NaN is left here. */
    private static final class Strip {

        private final float[] plane;
        private final int width;
        private final int height;
        private final int from;
        private final int columns;
        private final int before;
        private final int window;

        Strip(float[] plane, int width, int height, int window, int from, int to) {
            this.plane = plane;
            this.width = width;
            this.height = height;
            this.from = from;
            columns = to - from;
            before = before(window, height);
            this.window = before + 1 + after(window, height);
        }

        void filter() {
            float[][] toEnd = new float[window][columns];
            float[][] next = new float[window][columns];
            float[] fromStart = new float[columns];
            for (int r = 0; r < window; r++) {
                load(r - before, toEnd[r]);
            }
            for (int start = 0; start < height; start += window) {
                accumulateUp(toEnd);
                Arrays.fill(fromStart, Float.POSITIVE_INFINITY);
                for (int r = 0; r < window; r++) {
                    // Rows are kept in next as they enter the window, before results take their places.
                    if (r > 0) {
                        minInto(fromStart, next[r - 1]);
                    }
                    if (start + r < height) {
                        store(start + r, toEnd[r], fromStart);
                    }
                    load(start + window + r - before, next[r]);
                }
                float[][] swap = toEnd;
                toEnd = next;
                next = swap;
            }
        }

        private void load(int y, float[] row) {
            if (y >= 0 && y < height) {
                System.arraycopy(plane, y * width + from, row, 0, columns);
            } else {
                Arrays.fill(row, Float.POSITIVE_INFINITY);
            }
        }

        private void store(int y, float[] one, float[] other) {
            int at = y * width + from;
            for (int x = 0; x < columns; x++) {
                plane[at + x] = Math.min(one[x], other[x]);
            }
        }

        private static void accumulateUp(float[][] rows) {
            for (int r = rows.length - 2; r >= 0; r--) {
                minInto(rows[r], rows[r + 1]);
            }
        }

        private static void minInto(float[] row, float[] other) {
            for (int x = 0; x < row.length; x++) {
                row[x] = Math.min(row[x], other[x]);
            }
        }
    }
}
