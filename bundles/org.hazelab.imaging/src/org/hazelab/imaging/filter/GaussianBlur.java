// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.filter;

import java.util.stream.IntStream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * Smoothing by a sampled Gaussian of finite support, one axis after the other.
 *
 * <p>The weights are exp(-k^2 / (2 sigma^2)) for |k| up to floor(support * sigma + 0.5), divided by their sum. Beyond
 * the border the image is mirrored with its edge repeated (half-sample symmetric: c b a | a b c), again and again if
 * the window is wider than the image. These are the definitions of {@code scipy.ndimage.gaussian_filter}. Sums are
 * double precision, always in the same order. NaN and infinite pixels spread over the window.
 */
public final class GaussianBlur {

    /** Columns worked on together, so that the rows of a window stay in the processor's cache. */
    private static final int STRIP = 256;
    private static final int ROWS_PER_PIECE = 8;

    /** The weights at distance 0, 1, 2, ... */
    private final double[] weights;

    /**
     * @param sigma standard deviation in pixels, above 0
     * @param support how many standard deviations the window reaches to each side, above 0
     */
    public GaussianBlur(double sigma, double support) {
        if (!(sigma > 0 && support > 0 && sigma * support < 1e6)) {
            throw new IllegalArgumentException("No Gaussian has a standard deviation of " + sigma + " and a support of "
                + support);
        }
        int radius = (int)(support * sigma + 0.5);
        weights = new double[radius + 1];
        double sum = 0;
        for (int k = radius; k >= 0; k--) {
            weights[k] = StrictMath.exp(-0.5 * k * k / (sigma * sigma));
            sum += k == 0 ? weights[k] : 2 * weights[k];
        }
        for (int k = 0; k <= radius; k++) {
            weights[k] /= sum;
        }
    }

    /** A smoothed copy of an image, every plane by itself. */
    public FloatImage apply(FloatImage image, Progress progress) {
        float[][] smoothed = new float[image.slices() * image.channels()][image.pixels()];
        for (int p = 0; p < smoothed.length; p++) {
            float[] from = image.plane(p / image.channels(), p % image.channels());
            double[][] rows = new double[image.height()][image.width()];
            for (int y = 0; y < rows.length; y++) {
                for (int x = 0; x < rows[y].length; x++) {
                    rows[y][x] = from[y * rows[y].length + x];
                }
            }
            rows = apply(rows, progress);
            for (int y = 0; y < rows.length; y++) {
                for (int x = 0; x < rows[y].length; x++) {
                    smoothed[p][y * rows[y].length + x] = (float)rows[y][x];
                }
            }
        }
        return FloatImage.stack(image.width(), image.height(), image.channels(), image.range(), smoothed);
    }

    /**
     * A smoothed copy of a plane in double precision.
     *
     * @param rows at least one row, all of the same length, at least 1
     */
    public double[][] apply(double[][] rows, Progress progress) {
        return transposed(vertically(transposed(vertically(rows, progress)), progress));
    }

    private double[][] vertically(double[][] rows, Progress progress) {
        int height = rows.length;
        double[][] smoothed = new double[height][rows[0].length];
        int[] mirrored = IntStream.range(1 - weights.length, height + weights.length - 1)
            .map(y -> mirror(y, height)).toArray();
        Parallel.pieces(height, ROWS_PER_PIECE, progress, (from, to) -> {
            for (int x = 0; x < rows[0].length; x += STRIP) {
                int end = Math.min(rows[0].length, x + STRIP);
                for (int y = from; y < to; y++) {
                    smoothStrip(rows, mirrored, y, x, end, smoothed[y]);
                }
            }
        });
        return smoothed;
    }

    private void smoothStrip(double[][] rows, int[] mirrored, int y, int from, int to, double[] sum) {
        int radius = weights.length - 1;
        double[] centre = rows[y];
        for (int x = from; x < to; x++) {
            sum[x] = weights[0] * centre[x];
        }
        for (int k = 1; k <= radius; k++) {
            add(weights[k], rows[mirrored[y + radius - k]], rows[mirrored[y + radius + k]], sum, from, to);
        }
    }

    /** Kept apart because the compiler vectorises a loop as plain as this one. */
    private static void add(double weight, double[] above, double[] below, double[] sum, int from, int to) {
        for (int x = from; x < to; x++) {
            sum[x] += weight * (above[x] + below[x]);
        }
    }

    /** The index within 0 to {@code size} that an index beyond the border shows. */
    private static int mirror(int index, int size) {
        int folded = Math.floorMod(index, 2 * size);
        return folded < size ? folded : 2 * size - 1 - folded;
    }

    private static double[][] transposed(double[][] rows) {
        double[][] columns = new double[rows[0].length][rows.length];
        for (int y = 0; y < rows.length; y++) {
            double[] row = rows[y];
            for (int x = 0; x < row.length; x++) {
                columns[x][y] = row[x];
            }
        }
        return columns;
    }
}
