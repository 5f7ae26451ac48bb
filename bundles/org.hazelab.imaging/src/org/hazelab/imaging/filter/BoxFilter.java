// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.filter;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.task.Progress;

/**
 * The mean over a square window around each pixel.
 *
 * <p>Sums run in doubles; time and memory do not depend on the window. Every pixel must be finite: a sum that slides
 * would carry a NaN or an infinity to all later pixels.
 */
public final class BoxFilter {

    private BoxFilter() {
    }

    /**
     * The mean over a window around each pixel, for every plane of an image on its own.
     *
     * @param window width and height of the window in pixels, 1 or more, even or odd; may exceed the image
     * @return an image of the same size and value range
     * @throws IllegalArgumentException if the window is below 1
     */
    public static FloatImage apply(FloatImage image, int window, Border border, Progress progress) {
        float[][] means = new float[image.slices() * image.channels()][image.pixels()];
        for (int p = 0; p < means.length; p++) {
            float[] plane = image.plane(p / image.channels(), p % image.channels());
            filter(image.width(), image.height(), plane, window, border, means[p], progress);
        }
        return FloatImage.stack(image.width(), image.height(), image.channels(), image.range(), means);
    }

    /**
     * The mean over a window around each pixel of a plane.
     *
     * @param input {@code width * height} finite pixels, row by row
     * @param target receives the means; another array than {@code input}
     * @throws IllegalArgumentException if the window is below 1
     */
    public static void filter(int width, int height, float[] input, int window, Border border, float[] target,
        Progress progress) {
        new Means(width, height, input, window, border, target).run(progress);
    }

    private static final class Means extends WindowSums {

        private final float[] input;
        private final float[] target;

        Means(int width, int height, float[] input, int window, Border border, float[] target) {
            super(width, height, window, border, 1);
            this.input = input;
            this.target = target;
        }

        @Override
        void add(int y, double weight, double[][] sums) {
            double[] sum = sums[0];
            for (int x = 0, i = y * width; x < sum.length; x++, i++) {
                sum[x] += weight * input[i];
            }
        }

        @Override
        void slide(int entering, int leaving, double[][] sums) {
            double[] sum = sums[0];
            for (int x = 0, in = entering * width, out = leaving * width; x < sum.length; x++) {
                sum[x] += (double)input[in + x] - input[out + x];
            }
        }

        @Override
        void emit(int y, double[][] sums, int count, double[][] prefixes) {
            double[] prefix = prefixes[0];
            double sum = 0;
            for (int x = 0; x < width; x++) {
                sum += sums[0][x];
                prefix[x + 1] = sum;
            }
            for (int x = 0, i = y * width; x < width; x++, i++) {
                target[i] = (float)(columns.sum(prefix, x) / ((double)count * columns.count(x)));
            }
        }
    }
}
