// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.numeric;

/**
 * The two-dimensional discrete Fourier transform of planes of one size; numpy's {@code fft2}.
 *
 * <p>Of planes that are one array, row by row, it takes strips of columns and of rows, small enough for the cache. Of
 * planes that are an array a row it makes a transform whose arrays are its columns, which spares copies. Immutable;
 * the scratch is one thread's own.
 */
public final class Fft2 {

    private static final int STRIP = 64;
    /** Columns of a transposition at once. */
    private static final int BLOCK = 8;

    private final int width;
    private final int height;
    private final Fft rows;
    private final Fft columns;

    public Fft2(int width, int height) {
        this.width = width;
        this.height = height;
        rows = new Fft(width);
        columns = width == height ? rows : new Fft(height);
    }

    /** What a transform works in: one a thread, for any number of transforms. */
    public static final class Scratch {
        private final Fft.Scratch fft = new Fft.Scratch();
        private double[][] re = {};
        private double[][] im = {};

        private void reserve(int samples, int signals) {
            re = Fft.Scratch.reserve(re, samples, signals);
            im = Fft.Scratch.reserve(im, samples, signals);
        }
    }

    /** Replaces a plane by its transform, not scaled. */
    public void forward(double[] re, double[] im, Scratch scratch) {
        for (int from = 0; from < width; from += STRIP) {
            columns(re, im, from, Math.min(STRIP, width - from), scratch);
        }
        for (int from = 0; from < height; from += STRIP) {
            rows(re, im, from, Math.min(STRIP, height - from), scratch);
        }
    }

    /** Replaces a transform by {@code width * height} times its plane: the caller scales. */
    public void inverse(double[] re, double[] im, Scratch scratch) {
        forward(im, re, scratch);
    }

    /**
     * Transforms a plane of {@code height} rows into {@code width} columns of its transform, not scaled. Uses up the
     * rows; may exchange arrays of all four for others that are as long.
     *
     * @param re real parts, row by row
     * @param im imaginary parts, row by row
     * @param toRe gets the real parts, column by column
     * @param toIm gets the imaginary parts, column by column
     */
    public void toColumns(double[][] re, double[][] im, double[][] toRe, double[][] toIm, Scratch scratch) {
        across(re, im, columns, toRe, toIm, rows, scratch);
    }

    /**
     * The way back from {@link #toColumns}: gives {@code width * height} times the plane, row by row. Uses up the
     * columns, as that does the rows.
     */
    public void toRows(double[][] re, double[][] im, double[][] toRe, double[][] toIm, Scratch scratch) {
        across(im, re, rows, toIm, toRe, columns, scratch);
    }

    private static void across(double[][] re, double[][] im, Fft first, double[][] toRe, double[][] toIm, Fft second,
        Scratch scratch) {
        first.transform(re, im, second.length(), scratch.fft);
        transpose(re, first.length(), toRe, second.length());
        transpose(im, first.length(), toIm, second.length());
        second.transform(toRe, toIm, first.length(), scratch.fft);
    }

    private void columns(double[] re, double[] im, int from, int count, Scratch scratch) {
        scratch.reserve(height, count);
        for (int y = 0; y < height; y++) {
            System.arraycopy(re, y * width + from, scratch.re[y], 0, count);
            System.arraycopy(im, y * width + from, scratch.im[y], 0, count);
        }
        columns.transform(scratch.re, scratch.im, count, scratch.fft);
        for (int y = 0; y < height; y++) {
            System.arraycopy(scratch.re[y], 0, re, y * width + from, count);
            System.arraycopy(scratch.im[y], 0, im, y * width + from, count);
        }
    }

    private void rows(double[] re, double[] im, int from, int count, Scratch scratch) {
        scratch.reserve(width, count);
        for (int y = 0; y < count; y++) {
            int row = (from + y) * width;
            for (int x = 0; x < width; x++) {
                scratch.re[x][y] = re[row + x];
                scratch.im[x][y] = im[row + x];
            }
        }
        rows.transform(scratch.re, scratch.im, count, scratch.fft);
        for (int y = 0; y < count; y++) {
            int row = (from + y) * width;
            for (int x = 0; x < width; x++) {
                re[row + x] = scratch.re[x][y];
                im[row + x] = scratch.im[x][y];
            }
        }
    }

    /** Element x of array y becomes element y of array x, in blocks that a cache holds. */
    private static void transpose(double[][] from, int height, double[][] to, int width) {
        for (int x = 0; x < width; x += BLOCK) {
            int end = Math.min(width, x + BLOCK);
            for (int y = 0; y < height; y++) {
                double[] row = from[y];
                for (int c = x; c < end; c++) {
                    to[c][y] = row[c];
                }
            }
        }
    }
}
