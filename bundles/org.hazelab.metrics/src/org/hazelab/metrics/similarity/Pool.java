// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.similarity;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.PixelLoop;

/**
 * A plane made smaller by the means of squares of pixels side by side.
 *
 * @param plane the means, row by row
 */
record Pool(double[] plane, int width, int height) {

    /** What becomes of a side that cannot be halved. */
    enum Odd {
        /** The last row or column is dropped: torchmetrics. */
        DROP,
        /** A zero is put in front of an odd side, and counts: pyiqa. */
        ZERO,
        /** The first pixel is put in front of both sides if either is odd; an even side then loses its last: piq. */
        REPEAT
    }

    /** Means of {@code factor} x {@code factor} pixels; what is left at the right and at the bottom is dropped. */
    static Pool by(int factor, double[] plane, int width, int height, Progress progress) {
        return factor == 1 ? new Pool(plane, width, height)
            : mean(plane, width, factor, width / factor, height / factor, progress);
    }

    /** The factor by which MATLAB's ssim makes images smaller first: the shorter side by 256, rounded, at least 1. */
    static int factor(int width, int height) {
        return (int)Math.max(1, Math.rint(Math.min(width, height) / 256.0));
    }

    private static Pool mean(double[] plane, int width, int factor, int outWidth, int outHeight,
        Progress progress) {
        double[] out = new double[outWidth * outHeight];
        Parallel.pieces(outHeight, PixelLoop.grain(outWidth), progress, (from, to) -> {
            for (int y = from; y < to; y++) {
                for (int x = 0; x < outWidth; x++) {
                    out[y * outWidth + x] = sum(plane, (y * width + x) * factor, width, factor) / (factor * factor);
                }
            }
        });
        return new Pool(out, outWidth, outHeight);
    }

    private static double sum(double[] plane, int at, int width, int factor) {
        double sum = 0;
        for (int row = at; row < at + factor * width; row += width) {
            for (int x = 0; x < factor; x++) {
                sum += plane[row + x];
            }
        }
        return sum;
    }

    /** Half the size: means of 2 x 2 pixels. */
    Pool half(Odd odd, Progress progress) {
        boolean either = width % 2 == 1 || height % 2 == 1;
        int left = odd == Odd.DROP ? 0 : odd == Odd.ZERO ? width % 2 : either ? 1 : 0;
        int top = odd == Odd.DROP ? 0 : odd == Odd.ZERO ? height % 2 : either ? 1 : 0;
        int outWidth = (width + left) / 2;
        int outHeight = (height + top) / 2;
        double beyond = odd == Odd.ZERO ? 0 : 1;
        double[] out = new double[outWidth * outHeight];
        Parallel.pieces(outHeight, PixelLoop.grain(outWidth), progress, (from, to) -> {
            for (int y = from; y < to; y++) {
                int upper = 2 * y - top;
                double weight = upper < 0 ? beyond : 1;
                halveRow(Math.max(upper, 0) * width, (upper + 1) * width, weight, left, beyond, out, y * outWidth,
                    outWidth);
            }
        });
        return new Pool(out, outWidth, outHeight);
    }

    private void halveRow(int upper, int lower, double weight, int left, double beyond, double[] out, int at, int n) {
        if (left == 1) {
            out[at] = 0.25 * (1 + beyond) * (weight * plane[upper] + plane[lower]);
        }
        for (int x = left; x < n; x++) {
            int i = 2 * x - left;
            double above = weight * (plane[upper + i] + plane[upper + i + 1]);
            out[at + x] = 0.25 * (above + plane[lower + i] + plane[lower + i + 1]);
        }
    }

    /** With a margin that mirrors the plane at its outermost pixels, which are not repeated. */
    Pool mirrored(int margin) {
        int outWidth = width + 2 * margin;
        int outHeight = height + 2 * margin;
        double[] out = new double[outWidth * outHeight];
        for (int y = 0; y < outHeight; y++) {
            int row = mirror(y - margin, height) * width;
            for (int x = 0; x < outWidth; x++) {
                out[y * outWidth + x] = plane[row + mirror(x - margin, width)];
            }
        }
        return new Pool(out, outWidth, outHeight);
    }

    private static int mirror(int i, int length) {
        int inside = Math.abs(i);
        return inside < length ? inside : 2 * (length - 1) - inside;
    }
}
