// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.filter;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.task.Progress;

/**
 * The guided filter with a grey guide: smooths an image except where the guide has an edge.
 *
 * <p>With {@code m(.)} the mean over a window, guide {@code g} and input {@code p}:
 * <pre>
 * a = (m(g p) - m(g) m(p)) / (m(g g) - m(g)^2 + eps),   b = m(p) - a m(g),   result = m(a) g + m(b)
 * </pre>
 * K. He, J. Sun, X. Tang: Guided Image Filtering, ECCV 2010, equations 5, 6 and 8. All sums run in doubles. The first
 * four means are made in one walk over the image and the last two in another, so that besides guide and input only
 * {@code a}, {@code b} and half a plane of sums are kept: 2.5 float planes. Time does not depend on the window.
 */
public final class GuidedFilter {

    private GuidedFilter() {
    }

    /**
     * Filters every plane of an image under the same guide.
     *
     * @param guide one channel and slice, of the input's size; its numbers are taken as they are
     * @param window width and height of the window in pixels (a radius r is the window 2 r + 1), 1 or more
     * @param eps above 0, in squared units of the guide: edges whose variance is far below it are smoothed away
     * @return an image of the input's size and value range
     * @throws IllegalArgumentException if a size or number does not fit
     */
    public static FloatImage apply(FloatImage guide, FloatImage input, int window, double eps, Border border,
        Progress progress) {
        if (guide.channels() != 1 || guide.slices() != 1 || guide.width() != input.width()
            || guide.height() != input.height()) {
            throw new IllegalArgumentException("The guide (" + guide + ") is not one plane of the size of " + input);
        }
        float[][] planes = new float[input.slices() * input.channels()][input.pixels()];
        for (int p = 0; p < planes.length; p++) {
            float[] plane = input.plane(p / input.channels(), p % input.channels());
            filter(input.width(), input.height(), guide.plane(0), plane, window, eps, border, planes[p], progress);
        }
        return FloatImage.stack(input.width(), input.height(), input.channels(), input.range(), planes);
    }

    /**
     * Filters a plane.
     *
     * @param guide {@code width * height} finite pixels, row by row
     * @param input as many finite pixels
     * @param target receives the result; may be {@code input}
     * @throws IllegalArgumentException if the window is below 1 or {@code eps} is not above 0
     */
    public static void filter(int width, int height, float[] guide, float[] input, int window, double eps,
        Border border, float[] target, Progress progress) {
        if (!(eps > 0)) {
            throw new IllegalArgumentException("The guided filter's eps must be above 0, not " + eps);
        }
        float[] a = new float[width * height];
        float[] b = new float[width * height];
        new Coefficients(width, height, guide, input, window, border, eps, a, b).run(progress.part(0, 0.65, ""));
        new Blend(width, height, guide, window, border, a, b, target).run(progress.part(0.65, 1, ""));
    }

    /** The first walk: from guide and input to the coefficients a and b of each window. */
    private static final class Coefficients extends WindowSums {

        private final float[] guide;
        private final float[] input;
        private final double eps;
        private final float[] a;
        private final float[] b;

        Coefficients(int width, int height, float[] guide, float[] input, int window, Border border, double eps,
            float[] a, float[] b) {
            super(width, height, window, border, 4);
            this.guide = guide;
            this.input = input;
            this.eps = eps;
            this.a = a;
            this.b = b;
        }

        @Override
        void add(int y, double weight, double[][] sums) {
            double[] sumG = sums[0];
            double[] sumP = sums[1];
            double[] sumGP = sums[2];
            double[] sumGG = sums[3];
            for (int x = 0, i = y * width; x < width; x++, i++) {
                double g = guide[i];
                double p = weight * input[i];
                double weighted = weight * g;
                sumG[x] += weighted;
                sumP[x] += p;
                sumGP[x] += g * p;
                sumGG[x] += g * weighted;
            }
        }

        @Override
        void slide(int entering, int leaving, double[][] sums) {
            double[] sumG = sums[0];
            double[] sumP = sums[1];
            double[] sumGP = sums[2];
            double[] sumGG = sums[3];
            int in = entering * width;
            int out = leaving * width;
            for (int x = 0; x < width; x++) {
                double g = guide[in + x];
                double p = input[in + x];
                double oldG = guide[out + x];
                double oldP = input[out + x];
                sumG[x] += g - oldG;
                sumP[x] += p - oldP;
                sumGP[x] += g * p - oldG * oldP;
                sumGG[x] += g * g - oldG * oldG;
            }
        }

        @Override
        void emit(int y, double[][] sums, int count, double[][] prefixes) {
            accumulate(sums, prefixes);
            double[] prefixG = prefixes[0];
            double[] prefixP = prefixes[1];
            double[] prefixGP = prefixes[2];
            double[] prefixGG = prefixes[3];
            int row = y * width;
            for (int x = 0; x < columns.innerFrom; x++) {
                border(row, x, count, prefixes);
            }
            int window = columns.before + columns.behind;
            double share = 1 / ((double)count * window);
            for (int x = columns.innerFrom, from = x - columns.before; x < columns.innerTo; x++, from++) {
                int to = from + window;
                solve(row + x, (prefixG[to] - prefixG[from]) * share, (prefixP[to] - prefixP[from]) * share,
                    (prefixGP[to] - prefixGP[from]) * share, (prefixGG[to] - prefixGG[from]) * share);
            }
            for (int x = columns.innerTo; x < width; x++) {
                border(row, x, count, prefixes);
            }
        }

        /** One loop for all four, because each addition waits for the one before it. */
        private void accumulate(double[][] sums, double[][] prefixes) {
            double[] sumG = sums[0];
            double[] sumP = sums[1];
            double[] sumGP = sums[2];
            double[] sumGG = sums[3];
            double[] prefixG = prefixes[0];
            double[] prefixP = prefixes[1];
            double[] prefixGP = prefixes[2];
            double[] prefixGG = prefixes[3];
            double g = 0;
            double p = 0;
            double gp = 0;
            double gg = 0;
            for (int x = 0; x < width; x++) {
                prefixG[x + 1] = g += sumG[x];
                prefixP[x + 1] = p += sumP[x];
                prefixGP[x + 1] = gp += sumGP[x];
                prefixGG[x + 1] = gg += sumGG[x];
            }
        }

        private void border(int row, int x, int count, double[][] prefixes) {
            double share = 1 / ((double)count * columns.count(x));
            solve(row + x, columns.sum(prefixes[0], x) * share, columns.sum(prefixes[1], x) * share,
                columns.sum(prefixes[2], x) * share, columns.sum(prefixes[3], x) * share);
        }

        private void solve(int i, double meanG, double meanP, double meanGP, double meanGG) {
            // Rounding can leave the variance of a flat window a little below 0.
            double variance = meanGG - meanG * meanG;
            double slope = (meanGP - meanG * meanP) / (variance > 0 ? variance + eps : eps);
            a[i] = (float)slope;
            b[i] = (float)(meanP - slope * meanG);
        }
    }

    /** The second walk: from the coefficients to the result. */
    private static final class Blend extends WindowSums {

        private final float[] guide;
        private final float[] a;
        private final float[] b;
        private final float[] target;

        Blend(int width, int height, float[] guide, int window, Border border, float[] a, float[] b, float[] target) {
            super(width, height, window, border, 2);
            this.guide = guide;
            this.a = a;
            this.b = b;
            this.target = target;
        }

        @Override
        void add(int y, double weight, double[][] sums) {
            double[] sumA = sums[0];
            double[] sumB = sums[1];
            for (int x = 0, i = y * width; x < width; x++, i++) {
                sumA[x] += weight * a[i];
                sumB[x] += weight * b[i];
            }
        }

        @Override
        void slide(int entering, int leaving, double[][] sums) {
            double[] sumA = sums[0];
            double[] sumB = sums[1];
            int in = entering * width;
            int out = leaving * width;
            for (int x = 0; x < width; x++) {
                sumA[x] += (double)a[in + x] - a[out + x];
                sumB[x] += (double)b[in + x] - b[out + x];
            }
        }

        @Override
        void emit(int y, double[][] sums, int count, double[][] prefixes) {
            double[] prefixA = prefixes[0];
            double[] prefixB = prefixes[1];
            double sumA = 0;
            double sumB = 0;
            for (int x = 0; x < width; x++) {
                prefixA[x + 1] = sumA += sums[0][x];
                prefixB[x + 1] = sumB += sums[1][x];
            }
            int row = y * width;
            for (int x = 0; x < columns.innerFrom; x++) {
                border(row, x, count, prefixA, prefixB);
            }
            int window = columns.before + columns.behind;
            double share = 1 / ((double)count * window);
            for (int x = columns.innerFrom, from = x - columns.before; x < columns.innerTo; x++, from++) {
                int to = from + window;
                target[row + x] = (float)((prefixA[to] - prefixA[from]) * share * guide[row + x]
                    + (prefixB[to] - prefixB[from]) * share);
            }
            for (int x = columns.innerTo; x < width; x++) {
                border(row, x, count, prefixA, prefixB);
            }
        }

        private void border(int row, int x, int count, double[] prefixA, double[] prefixB) {
            double share = 1 / ((double)count * columns.count(x));
            target[row + x] = (float)(columns.sum(prefixA, x) * share * guide[row + x]
                + columns.sum(prefixB, x) * share);
        }
    }
}
