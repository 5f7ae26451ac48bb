// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

import java.util.Arrays;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.PixelLoop;

/**
 * Mean-subtracted contrast-normalised coefficients of a grey image: {@code (I - mu) / (sigma + 1)} with mean and deviation
 * in a Gaussian window of 7 x 7, sigma 7/6; no-reference specification section 0.
 *
 * <p>In flat areas coefficients are 0 in theory and some 1e-14 in practice, positive, negative or 0 with the grey level,
 * and their signs decide the fits. So the mean is summed in one way everywhere: the 49 products of the two-dimensional
 * window, row by row from its upper left, product and sum rounded together. Of the orders that were tried it is the one that
 * reaches the published scores of images with flat areas, see docs/metrics-notes.md.
 */
record Mscn(int width, int height, double[] coefficients, double[] mean, double[] deviation) {

    private static final int REACH = 3;
    private static final int SIDE = 2 * REACH + 1;
    /** exp(-k^2 / (2 (7/6)^2)) for k = 0..3, divided by their sum over -3..3. */
    private static final double[] WEIGHTS = weights();
    /** The window, row by row. */
    private static final double[] WINDOW = window();

    /** What the window finds outside of the image. */
    enum Beyond { NEAREST, ZERO }

    private static double[] weights() {
        double[] weights = new double[REACH + 1];
        double sum = 0;
        for (int k = 0; k <= REACH; k++) {
            weights[k] = StrictMath.exp(-k * k / (2 * (7 / 6.) * (7 / 6.)));
            sum += k == 0 ? weights[k] : 2 * weights[k];
        }
        for (int k = 0; k <= REACH; k++) {
            weights[k] /= sum;
        }
        return weights;
    }

    private static double[] window() {
        double[] window = new double[SIDE * SIDE];
        double sum = 0;
        for (int i = 0; i < window.length; i++) {
            int y = i / SIDE - REACH;
            int x = i % SIDE - REACH;
            window[i] = StrictMath.exp(-(x * x + y * y) / (2 * (7 / 6.) * (7 / 6.)));
            sum += window[i];
        }
        for (int i = 0; i < window.length; i++) {
            window[i] /= sum;
        }
        return window;
    }

    /** The coefficients alone: mean and deviation are null. */
    static Mscn coefficients(double[] grey, int width, int height, Beyond beyond, Progress progress) {
        return make(new Mscn(width, height, new double[grey.length], null, null), grey, beyond, progress);
    }

    /** Coefficients with the mean and the deviation that went into them. */
    static Mscn withMoments(double[] grey, int width, int height, Beyond beyond, Progress progress) {
        return make(new Mscn(width, height, new double[grey.length], new double[grey.length], new double[grey.length]),
            grey, beyond, progress);
    }

    private static Mscn make(Mscn result, double[] grey, Beyond beyond, Progress progress) {
        Parallel.pieces(result.height, PixelLoop.grain(result.width), progress, (from, to) -> {
            Rows rows = new Rows(grey, result.width, result.height, beyond);
            for (int y = from; y < to; y++) {
                rows.moveTo(y);
                result.finish(y, rows);
            }
        });
        return result;
    }

    private void finish(int y, Rows rows) {
        for (int x = 0; x < width; x++) {
            double mu = rows.means[x];
            double sigma = Math.sqrt(Math.abs(rows.meanSquare(x) - mu * mu));
            coefficients[y * width + x] = (rows.grey[y * width + x] - mu) / (sigma + 1);
            if (mean != null) {
                mean[y * width + x] = mu;
                deviation[y * width + x] = sigma;
            }
        }
    }

    /** The seven rows of the window around a row. One thread's own. */
    private static final class Rows {

        private final double[] grey;
        private final int width;
        private final int height;
        private final Beyond beyond;
        /** Row y of the image, with what lies beyond its ends, at y modulo 7. */
        private final double[][] rows;
        private final double[] squares;
        private final double[] means;
        private int loaded = Integer.MIN_VALUE;

        Rows(double[] grey, int width, int height, Beyond beyond) {
            this.grey = grey;
            this.width = width;
            this.height = height;
            this.beyond = beyond;
            rows = new double[SIDE][width + 2 * REACH];
            squares = new double[width + 2 * REACH];
            means = new double[width];
        }

        void moveTo(int y) {
            for (int row = Math.max(y - REACH, loaded + 1); row <= y + REACH; row++) {
                load(row, row(row));
            }
            loaded = y + REACH;
            Arrays.fill(means, 0);
            for (int k = 0; k < SIDE; k++) {
                addProducts(row(y - REACH + k), k * SIDE);
            }
            Arrays.fill(squares, 0);
            addSquares(row(y), row(y), WEIGHTS[0] / 2);
            addSquares(row(y - 1), row(y + 1), WEIGHTS[1]);
            addSquares(row(y - 2), row(y + 2), WEIGHTS[2]);
            addSquares(row(y - 3), row(y + 3), WEIGHTS[3]);
        }

        private double[] row(int y) {
            return rows[Math.floorMod(y, SIDE)];
        }

        private void load(int y, double[] row) {
            if (beyond == Beyond.ZERO && (y < 0 || y >= height)) {
                Arrays.fill(row, 0);
                return;
            }
            System.arraycopy(grey, Math.max(0, Math.min(height - 1, y)) * width, row, REACH, width);
            if (beyond == Beyond.NEAREST) {
                Arrays.fill(row, 0, REACH, row[REACH]);
                Arrays.fill(row, REACH + width, row.length, row[REACH + width - 1]);
            }
        }

        /** The order of these additions is part of the metric. */
        private void addProducts(double[] row, int at) {
            double w0 = WINDOW[at];
            double w1 = WINDOW[at + 1];
            double w2 = WINDOW[at + 2];
            double w3 = WINDOW[at + 3];
            double w4 = WINDOW[at + 4];
            double w5 = WINDOW[at + 5];
            double w6 = WINDOW[at + 6];
            for (int x = 0; x < width; x++) {
                double mean = Math.fma(w0, row[x], means[x]);
                mean = Math.fma(w1, row[x + 1], mean);
                mean = Math.fma(w2, row[x + 2], mean);
                mean = Math.fma(w3, row[x + 3], mean);
                mean = Math.fma(w4, row[x + 4], mean);
                mean = Math.fma(w5, row[x + 5], mean);
                means[x] = Math.fma(w6, row[x + 6], mean);
            }
        }

        private void addSquares(double[] a, double[] b, double weight) {
            for (int x = 0; x < squares.length; x++) {
                squares[x] += weight * (a[x] * a[x] + b[x] * b[x]);
            }
        }

        private double meanSquare(int x) {
            return WEIGHTS[0] * squares[x + 3] + WEIGHTS[1] * (squares[x + 2] + squares[x + 4])
                + WEIGHTS[2] * (squares[x + 1] + squares[x + 5]) + WEIGHTS[3] * (squares[x] + squares[x + 6]);
        }
    }
}
