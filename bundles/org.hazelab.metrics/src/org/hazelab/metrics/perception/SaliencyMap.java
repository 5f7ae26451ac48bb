// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import java.util.Arrays;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.MetricImage;

/**
 * The saliency at an image's own size, from 0 to 1: the grid of {@link Saliency} by bilinear interpolation, whose
 * corners are the corners of the image. Made row by row while it is made smaller again, never as a plane.
 */
final class SaliencyMap {

    private static final int SIDE = Saliency.SIDE;

    private final double[][] grid;
    private final int width;
    private final int height;
    private final int[] left;
    private final double[] part;
    /** Least and largest number of a row; NaN before it was made. */
    private final double[] lows;
    private final double[] highs;

    private SaliencyMap(double[][] grid, int width, int height) {
        this.grid = grid;
        this.width = width;
        this.height = height;
        left = new int[width];
        part = new double[width];
        double step = width == 1 ? 0 : (SIDE - 1.0) / (width - 1);
        for (int x = 0; x < width; x++) {
            left[x] = Math.min(SIDE - 1, (int)(x * step));
            part[x] = x * step - left[x];
        }
        lows = new double[height];
        highs = new double[height];
        Arrays.fill(lows, Double.NaN);
    }

    /** The map of an image at the shrunk size, scaled by the least and the largest number at the image's size. */
    static double[] of(MetricImage image, Planes.Shrink shrink, Progress progress) {
        SaliencyMap map = new SaliencyMap(Saliency.of(image, progress), image.width(), image.height());
        double[] means = shrink.apply(map::rows, progress);
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        Planes.Row rows = map.rows();
        double[] row = new double[map.width];
        for (int y = 0; y < map.height; y++) {
            if (Double.isNaN(map.lows[y])) {
                rows.get(y, row);
            }
            min = Math.min(min, map.lows[y]);
            max = Math.max(max, map.highs[y]);
        }
        double scale = max - min + Saliency.EPS;
        for (int i = 0; i < means.length; i++) {
            means[i] = (means[i] - min) / scale;
        }
        return means;
    }

    private Planes.Row rows() {
        double[] line = new double[SIDE + 1];
        return (y, target) -> interpolate(y, line, target);
    }

    private void interpolate(int y, double[] line, double[] target) {
        double at = height == 1 ? 0 : y * (SIDE - 1.0) / (height - 1);
        int top = Math.min(SIDE - 1, (int)at);
        between(grid[top], grid[Math.min(SIDE - 1, top + 1)], at - top, line);
        line[SIDE] = line[SIDE - 1];
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int x = 0; x < width; x++) {
            double v = (1 - part[x]) * line[left[x]] + part[x] * line[left[x] + 1];
            target[x] = v;
            if (v < low) {
                low = v;
            }
            if (v > high) {
                high = v;
            }
        }
        lows[y] = low;
        highs[y] = high;
    }

    private static void between(double[] top, double[] below, double part, double[] line) {
        for (int x = 0; x < SIDE; x++) {
            line[x] = (1 - part) * top[x] + part * below[x];
        }
    }
}
