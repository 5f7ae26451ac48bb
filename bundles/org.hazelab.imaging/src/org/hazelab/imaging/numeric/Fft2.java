// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.numeric;

/**
 * The two-dimensional discrete Fourier transform of planes of one size, row by row; numpy's {@code fft2}.
 *
 * <p>Works on strips of columns and of rows, small enough for the cache. Immutable; the scratch is one thread's own.
 */
public final class Fft2 {

    private static final int STRIP = 16;

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
        private double[] re = {};
        private double[] im = {};

        private void reserve(int samples) {
            if (re.length < samples) {
                re = new double[samples];
                im = new double[samples];
            }
        }
    }

    /** Replaces a plane by its transform, not scaled. */
    public void forward(double[] re, double[] im, Scratch scratch) {
        scratch.reserve(STRIP * Math.max(width, height));
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

    private void columns(double[] re, double[] im, int from, int count, Scratch scratch) {
        for (int y = 0; y < height; y++) {
            System.arraycopy(re, y * width + from, scratch.re, y * count, count);
            System.arraycopy(im, y * width + from, scratch.im, y * count, count);
        }
        columns.transform(scratch.re, scratch.im, count, scratch.fft);
        for (int y = 0; y < height; y++) {
            System.arraycopy(scratch.re, y * count, re, y * width + from, count);
            System.arraycopy(scratch.im, y * count, im, y * width + from, count);
        }
    }

    private void rows(double[] re, double[] im, int from, int count, Scratch scratch) {
        double[] sr = scratch.re;
        double[] si = scratch.im;
        for (int y = 0; y < count; y++) {
            int row = (from + y) * width;
            for (int x = 0; x < width; x++) {
                sr[x * count + y] = re[row + x];
                si[x * count + y] = im[row + x];
            }
        }
        rows.transform(sr, si, count, scratch.fft);
        for (int y = 0; y < count; y++) {
            int row = (from + y) * width;
            for (int x = 0; x < width; x++) {
                re[row + x] = sr[x * count + y];
                im[row + x] = si[x * count + y];
            }
        }
    }
}
