// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.similarity;

import java.util.Arrays;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * The factor for the images of a table that makes them most similar to their references: it maximises the mean, over
 * all windows of all images, of the structural similarity of {@code g} and {@code a p}, window 7 x 7 uniform.
 *
 * <p>A pass over the table sums up the derivative by {@code a} at some factors. The first looks at every eighth row and
 * at factors over 2^-4 to 2^4 of a first guess; the next at every row and a few factors close together, between which
 * the zero of the derivative follows from a polynomial, to about 1e-10. More passes follow only where that one missed
 * it.
 */
final class ScaleSearch {

    private static final Window WINDOW = Window.UNIFORM_7;
    private static final int SCAN_STEP = 8;
    private static final int SCANNED = 33;
    private static final int CLOSE = 5;
    private static final double FIRST_DISTANCE = 0.01;
    private static final int MOST_PASSES = 12;
    private static final int ROWS = 48;

    private final double c1;
    private final double c2;
    private double[] factors;
    private double[] slopes;
    private double[] values;
    private double distance = FIRST_DISTANCE;
    private int step = SCAN_STEP;
    private int passes;
    private boolean done;
    private double found = Double.NaN;

    /**
     * @param guess the factor to look around, above 0
     * @param dataRange that of the references
     */
    ScaleSearch(double guess, double dataRange) {
        c1 = 0.01 * dataRange * 0.01 * dataRange;
        c2 = 0.03 * dataRange * 0.03 * dataRange;
        factors = new double[SCANNED];
        for (int i = 0; i < SCANNED; i++) {
            factors[i] = guess * StrictMath.pow(2, (i - SCANNED / 2) / 4.0);
        }
        clear();
    }

    private void clear() {
        slopes = new double[factors.length];
        values = new double[factors.length];
    }

    /** Whether no further pass is needed. */
    boolean isDone() {
        return done;
    }

    /** The factor; NaN if none makes the images most similar. */
    double found() {
        return found;
    }

    /** Adds one image of the pass. */
    void add(Normalized reference, Normalized image, int width, int height, Progress progress) {
        int outHeight = height - WINDOW.size() + 1;
        int pieces = (outHeight + ROWS - 1) / ROWS;
        Sums[] sums = new Sums[pieces];
        Parallel.pieces(outHeight, ROWS, progress, (from, to) -> {
            sums[from / ROWS] = new Sums(reference, image, width);
            sums[from / ROWS].run(from, to, step);
        });
        for (Sums part : sums) {
            for (int f = 0; f < factors.length; f++) {
                slopes[f] += part.slopeSums[f];
                values[f] += part.valueSums[f];
            }
        }
    }

    /** Ends a pass: the next one looks closer, or the factor is found, or there is none. */
    void endPass() {
        passes++;
        int best = -1;
        for (int f = 0; f + 1 < factors.length; f++) {
            boolean peak = slopes[f] >= 0 && slopes[f + 1] < 0;
            if (peak && (best < 0 || Math.max(values[f], values[f + 1]) > Math.max(values[best], values[best + 1]))) {
                best = f;
            }
        }
        if (best >= 0) {
            double zero = zero(best);
            done = step == 1;
            found = done ? zero : found;
            look(zero);
        } else if (step == 1 && passes < MOST_PASSES) {
            distance *= 4;
            look(slopes[0] < 0 ? factors[0] : factors[factors.length - 1]);
        } else {
            done = true;
        }
    }

    /** The next pass looks at every row and at factors around one. */
    private void look(double around) {
        step = 1;
        factors = new double[CLOSE];
        for (int i = 0; i < CLOSE; i++) {
            factors[i] = around * StrictMath.pow(1 + distance, i - CLOSE / 2);
        }
        clear();
    }

    /** Where the polynomial through the slopes, of up to five neighbours, changes its sign between two factors. */
    private double zero(int left) {
        int from = Math.max(0, Math.min(left - 1, factors.length - CLOSE));
        double[] x = Arrays.copyOfRange(factors, from, from + CLOSE);
        double[] y = Arrays.copyOfRange(slopes, from, from + CLOSE);
        double low = factors[left];
        double high = factors[left + 1];
        for (double middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
            if (interpolate(x, y, middle) >= 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The value of the polynomial through some points, by Neville's scheme. */
    private static double interpolate(double[] x, double[] y, double at) {
        double[] p = y.clone();
        for (int order = 1; order < x.length; order++) {
            for (int i = 0; i + order < x.length; i++) {
                p[i] = ((at - x[i + order]) * p[i] - (at - x[i]) * p[i + 1]) / (x[i] - x[i + order]);
            }
        }
        return p[0];
    }

    /** A plane less its offset, over the common scale: {@code (raw - offset) / scale}. */
    record Normalized(float[] raw, double offset, double scale) {

        void row(int at, double[] row) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (raw[at + i] - offset) / scale;
            }
        }
    }

    /** Similarities, and their derivatives by the factor, summed up over some rows of windows. */
    private final class Sums extends WindowRows {

        private final Normalized reference;
        private final Normalized image;
        private final int width;
        private final double[] slopeSums = new double[factors.length];
        private final double[] valueSums = new double[factors.length];
        private final double[] slopeRow = new double[outWidth];
        private final double[] valueRow = new double[outWidth];

        Sums(Normalized reference, Normalized image, int width) {
            super(5, width, WINDOW);
            this.reference = reference;
            this.image = image;
            this.width = width;
        }

        @Override
        void quantities(int y, double[][] rows) {
            reference.row(y * width, rows[0]);
            image.row(y * width, rows[1]);
            multiply(rows[0], rows[0], rows[2]);
            multiply(rows[1], rows[1], rows[3]);
            multiply(rows[0], rows[1], rows[4]);
        }

        private static void multiply(double[] a, double[] b, double[] product) {
            for (int i = 0; i < product.length; i++) {
                product[i] = a[i] * b[i];
            }
        }

        @Override
        void emit(int y, double[][] means) {
            covariances(means[0], means[1], means[2], means[3], means[4]);
            for (int f = 0; f < factors.length; f++) {
                similarity(factors[f], means[0], means[1], means[2], means[3], means[4]);
                for (int i = 0; i < outWidth; i++) {
                    slopeSums[f] += slopeRow[i];
                    valueSums[f] += valueRow[i];
                }
            }
        }

        private void covariances(double[] g, double[] p, double[] gg, double[] pp, double[] gp) {
            double factor = WINDOW.covariance;
            for (int i = 0; i < outWidth; i++) {
                gg[i] = factor * (gg[i] - g[i] * g[i]);
                pp[i] = factor * (pp[i] - p[i] * p[i]);
                gp[i] = factor * (gp[i] - g[i] * p[i]);
            }
        }

        private void similarity(double a, double[] g, double[] p, double[] gg, double[] pp, double[] gp) {
            for (int i = 0; i < outWidth; i++) {
                double meanDivisor = g[i] * g[i] + a * a * p[i] * p[i] + c1;
                double mean = (2 * a * g[i] * p[i] + c1) / meanDivisor;
                double meanSlope = 2 * p[i] * (g[i] - a * p[i] * mean) / meanDivisor;
                double contrastDivisor = gg[i] + a * a * pp[i] + c2;
                double contrast = (2 * a * gp[i] + c2) / contrastDivisor;
                double contrastSlope = 2 * (gp[i] - a * pp[i] * contrast) / contrastDivisor;
                valueRow[i] = mean * contrast;
                slopeRow[i] = meanSlope * contrast + mean * contrastSlope;
            }
        }
    }
}
