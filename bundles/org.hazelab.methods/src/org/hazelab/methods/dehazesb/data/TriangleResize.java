// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.data;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.crops.RowPixels;

/**
 * Resizes a whole image of a row to a square, whatever its shape, as Pillow's and torchvision's bilinear filter does
 * with antialiasing: each new pixel is a mean with the weights of a triangle that is as wide as two new pixels, or two
 * old ones where the image grows. The image is read in bands of rows, so that memory does not grow with it.
 */
final class TriangleResize {

    private static final int CHANNELS = 3;
    private static final int PIXELS_A_BAND = 1 << 18;

    private TriangleResize() {
    }

    /** The weights of the old pixels that each new pixel of an axis is made of. */
    private static final class Axis {

        private final int[] first;
        private final double[][] weights;

        Axis(int from, int to) {
            first = new int[to];
            weights = new double[to][];
            double scale = (double)from / to;
            double width = Math.max(scale, 1);
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) * scale;
                // as Pillow: halves upwards, then cut
                first[i] = Math.max((int)(centre - width + 0.5), 0);
                int end = Math.min((int)(centre + width + 0.5), from);
                weights[i] = new double[end - first[i]];
                double sum = 0;
                for (int k = 0; k < weights[i].length; k++) {
                    weights[i][k] = Math.max(0, 1 - Math.abs((first[i] + k - centre + 0.5) / width));
                    sum += weights[i][k];
                }
                for (int k = 0; k < weights[i].length; k++) {
                    weights[i][k] /= sum;
                }
            }
        }

        /** The weight that an old pixel has for a new one. */
        double weight(int to, int from) {
            int k = from - first[to];
            return k < 0 || k >= weights[to].length ? 0 : weights[to][k];
        }
    }

    /** @param image which of the row's images, of colours in [0, 1] or gray, which gives equal channels */
    static FloatImage square(ImageSet images, int row, int image, int side) throws HazeLabException {
        int width = images.width(row);
        int height = images.height(row);
        Axis x = new Axis(width, side);
        Axis y = new Axis(height, side);
        double[][] sums = new double[CHANNELS][side * side];
        int band = Math.max(1, PIXELS_A_BAND / width);
        for (int top = 0; top < height; top += band) {
            int count = Math.min(band, height - top);
            FloatImage part = RowPixels.read(images, row, image, CHANNELS, RowPixels.span(0, width),
                RowPixels.span(top, count));
            for (int c = 0; c < CHANNELS; c++) {
                for (int r = 0; r < count; r++) {
                    add(part.plane(c), r * width, x, y, top + r, sums[c]);
                }
            }
        }
        float[][] planes = new float[CHANNELS][side * side];
        for (int c = 0; c < CHANNELS; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = (float)sums[c][i];
            }
        }
        return FloatImage.of(side, side, ValueRange.UNIT, planes);
    }

    /** Adds an old row to the new ones that it is part of. */
    private static void add(float[] plane, int at, Axis x, Axis y, int row, double[] sums) {
        int side = x.first.length;
        double[] line = new double[side];
        for (int i = 0; i < side; i++) {
            for (int k = 0; k < x.weights[i].length; k++) {
                line[i] += x.weights[i][k] * plane[at + x.first[i] + k];
            }
        }
        for (int to = 0; to < side; to++) {
            double weight = y.weight(to, row);
            for (int i = 0; i < side && weight > 0; i++) {
                sums[to * side + i] += weight * line[i];
            }
        }
    }
}
