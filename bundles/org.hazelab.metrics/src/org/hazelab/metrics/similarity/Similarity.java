// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.similarity;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * The mean structural similarity of two planes, over all places where the window lies inside of them (Wang, Bovik,
 * Sheikh, Simoncelli 2004, equations 6, 9, 10, 12 to 15).
 *
 * <p>With s = x + y and d = x - y, the five windowed moments of x and y are four of s and d:
 * {@code 4 E[xy] = E[s^2] - E[d^2]} and {@code 2 (E[x^2] + E[y^2]) = E[s^2] + E[d^2]}. That saves a fifth of the work,
 * and equal planes give exactly 1.
 *
 * @param whole the mean of luminance term times contrast-structure term
 * @param contrast the mean of the contrast-structure term alone
 */
record Similarity(double whole, double contrast) {

    /** Rows of windows in a piece; as many input rows as a window is high, less one, are filtered twice. */
    private static final int ROWS = 48;

    /**
     * How planes are compared.
     *
     * @param window what is averaged over
     * @param c1 stabilises the luminance term: (0.01 L)^2 for a data range L
     * @param c2 stabilises the contrast-structure term: (0.03 L)^2
     * @param clip whether contrast-structure terms below 0 count as 0
     */
    record Rule(Window window, double c1, double c2, boolean clip) {

        /** With the usual constants 0.01 and 0.03. */
        static Rule of(Window window, double dataRange, boolean clip) {
            return new Rule(window, 0.01 * dataRange * 0.01 * dataRange, 0.03 * dataRange * 0.03 * dataRange, clip);
        }
    }

    /**
     * Compares two planes.
     *
     * @param x {@code width * height} pixels, row by row; width and height at least the window's size
     */
    static Similarity of(double[] x, double[] y, int width, int height, Rule rule, Progress progress) {
        int size = rule.window().size();
        int outWidth = width - size + 1;
        int outHeight = height - size + 1;
        if (outWidth < 1 || outHeight < 1) {
            throw new IllegalArgumentException("No window of " + size + " in " + width + " x " + height);
        }
        int pieces = (outHeight + ROWS - 1) / ROWS;
        double[] whole = new double[pieces];
        double[] contrast = new double[pieces];
        Parallel.pieces(outHeight, ROWS, progress, (from, to) -> {
            Comparison comparison = new Comparison(x, y, width, rule);
            comparison.run(from, to, 1);
            whole[from / ROWS] = comparison.whole;
            contrast[from / ROWS] = comparison.contrast;
        });
        double count = (double)outWidth * outHeight;
        return new Similarity(sum(whole) / count, sum(contrast) / count);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Sums over some rows of windows. */
    private static final class Comparison extends WindowRows {

        private final double[] x;
        private final double[] y;
        private final int width;
        private final Rule rule;
        private final double[] wholeRow = new double[outWidth];
        private final double[] contrastRow = new double[outWidth];
        private double whole;
        private double contrast;

        Comparison(double[] x, double[] y, int width, Rule rule) {
            super(4, width, rule.window());
            this.x = x;
            this.y = y;
            this.width = width;
            this.rule = rule;
        }

        @Override
        void quantities(int row, double[][] rows) {
            mix(x, y, row * width, rows[0], rows[1], rows[2], rows[3]);
        }

        @Override
        void emit(int row, double[][] means) {
            compare(means[0], means[1], means[2], means[3], rule, wholeRow, contrastRow);
            whole += sum(wholeRow);
            contrast += sum(contrastRow);
        }

        private static void mix(double[] x, double[] y, int at, double[] s, double[] d, double[] ss, double[] dd) {
            for (int i = 0; i < s.length; i++) {
                double sum = x[at + i] + y[at + i];
                double difference = x[at + i] - y[at + i];
                s[i] = sum;
                d[i] = difference;
                ss[i] = sum * sum;
                dd[i] = difference * difference;
            }
        }

        private static void compare(double[] s, double[] d, double[] ss, double[] dd, Rule rule, double[] whole,
            double[] contrast) {
            double c1 = 2 * rule.c1();
            double c2 = 2 * rule.c2();
            double factor = rule.window().covariance;
            double lowest = rule.clip() ? 0 : Double.NEGATIVE_INFINITY;
            for (int i = 0; i < whole.length; i++) {
                double meanS = s[i] * s[i];
                double meanD = d[i] * d[i];
                double varianceS = factor * (ss[i] - meanS);
                double varianceD = factor * (dd[i] - meanD);
                double cs = Math.max((varianceS - varianceD + c2) / (varianceS + varianceD + c2), lowest);
                contrast[i] = cs;
                whole[i] = cs * ((meanS - meanD + c1) / (meanS + meanD + c1));
            }
        }
    }
}
