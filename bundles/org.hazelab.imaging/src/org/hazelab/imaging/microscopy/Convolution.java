// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.microscopy;

import java.util.function.IntFunction;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.numeric.Fft2;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/** Sums of planes that are each blurred by a kernel of their own, and blurred stacks, by Fourier transforms. */
final class Convolution {

    private Convolution() {
    }

    /** The next length of factors 2, 3 and 5, which transforms quickly. */
    private static int fast(int length) {
        for (int fast = length;; fast++) {
            int rest = fast;
            for (int factor : new int[] {2, 3, 5}) {
                while (rest % factor == 0) {
                    rest /= factor;
                }
            }
            if (rest == 1) {
                return fast;
            }
        }
    }

    /** How a pixel spreads: rows of {@code width} numbers, that at ({@code x}, {@code y}) staying in its place. */
    record Kernel(double[] values, int width, int x, int y) {

        int height() {
            return values.length / width;
        }
    }

    /**
     * The sum over the planes of plane * kernel.
     *
     * @param planes of {@code width * height} pixels
     * @param kernels that of a plane, asked for once
     * @param margin how far the kernels reach, which is what is mirrored; 0 for periodic borders
     */
    static float[] sum(float[][] planes, IntFunction<Kernel> kernels, int width, int height, int margin,
        Progress progress) {
        int w = margin == 0 ? width : fast(width + 2 * margin);
        int h = margin == 0 ? height : fast(height + 2 * margin);
        Fft2 fft = new Fft2(w, h);
        double[] re = new double[w * h];
        double[] im = new double[w * h];
        // Plane and kernel are real, so that one transform does both: as real and imaginary part.
        for (int p = 0; p < planes.length; p++) {
            progress.checkCanceled();
            double[] a = new double[w * h];
            double[] b = new double[w * h];
            place(planes[p], width, height, a, w, h, margin);
            wrap(kernels.apply(p), b, w, h);
            fft.forward(a, b, new Fft2.Scratch());
            addProducts(a, b, re, im, w, h, progress);
        }
        fft.inverse(re, im, new Fft2.Scratch());
        float[] sum = new float[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                sum[y * width + x] = (float)(re[(y + margin) * w + x + margin] / (w * (double)h));
            }
        }
        return sum;
    }

    private static void place(float[] plane, int width, int height, double[] to, int w, int h, int margin) {
        for (int y = 0; y < h; y++) {
            int row = mirrored(y - margin, height) * width;
            for (int x = 0; x < w; x++) {
                to[y * w + x] = plane[row + mirrored(x - margin, width)];
            }
        }
    }

    /** The pixel that lies in the place of one outside. */
    private static int mirrored(int at, int length) {
        int period = Math.floorMod(at, 2 * length);
        return period < length ? period : 2 * length - 1 - period;
    }

    private static void wrap(Kernel kernel, double[] to, int w, int h) {
        for (int y = 0; y < kernel.height(); y++) {
            int row = Math.floorMod(y - kernel.y(), h) * w;
            for (int x = 0; x < kernel.width(); x++) {
                to[row + Math.floorMod(x - kernel.x(), w)] += kernel.values()[y * kernel.width() + x];
            }
        }
    }

    /**
     * The spectra A and B of two real planes out of that of a + i b, and their product: (F(k)^2 - conj(F(-k))^2) / 4i.
     */
    private static void addProducts(double[] fr, double[] fi, double[] re, double[] im, int w, int h,
        Progress progress) {
        Parallel.pieces(h, Math.max(1, (1 << 15) / w), progress, (from, to) -> {
            for (int y = from; y < to; y++) {
                int row = y * w;
                int back = (h - y) % h * w;
                for (int x = 0; x < w; x++) {
                    int i = row + x;
                    int j = back + (w - x) % w;
                    double realDifference = fr[i] * fr[i] - fi[i] * fi[i] - (fr[j] * fr[j] - fi[j] * fi[j]);
                    double imaginarySum = 2 * fr[i] * fi[i] + 2 * fr[j] * fi[j];
                    re[i] += imaginarySum / 4;
                    im[i] -= realDifference / 4;
                }
            }
        });
    }

    /**
     * A stack convolved with a stack of one channel in three dimensions, all borders periodic.
     *
     * @param kernel its number of index length / 2 along each axis is the one that leaves a pixel in its place
     */
    static FloatImage periodic(FloatImage stack, FloatImage kernel, Progress progress) {
        int slices = stack.slices();
        Kernel[] kernels = new Kernel[kernel.slices()];
        for (int k = 0; k < kernels.length; k++) {
            float[] plane = kernel.plane(k, 0);
            double[] values = new double[plane.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = plane[i];
            }
            kernels[k] = new Kernel(values, kernel.width(), kernel.width() / 2, kernel.height() / 2);
        }
        float[][] planes = new float[slices][];
        for (int z = 0; z < slices; z++) {
            float[][] from = new float[kernels.length][];
            for (int k = 0; k < kernels.length; k++) {
                from[k] = stack.plane(Math.floorMod(z - (k - kernels.length / 2), slices), 0);
            }
            planes[z] = sum(from, k -> kernels[k], stack.width(), stack.height(), 0, progress);
        }
        return FloatImage.stack(stack.width(), stack.height(), 1, stack.range(), planes);
    }
}
