// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

import org.hazelab.metrics.numeric.Elementary;

/**
 * Shapes of generalised Gaussian distributions by the ratio of their moments, on the grid 0.200, 0.201, ..., 10.000,
 * as {@link Brisque BRISQUE} and {@link Niqe NIQE} fit them.
 *
 * @param alpha the shape; 2 is the normal distribution. NaN, like the widths, where the numbers allow no fit
 * @param left the root mean square of the negative numbers
 * @param right the root mean square of the positive numbers
 */
record GaussianShape(double alpha, double left, double right) {

    private static final int STEPS = 9801;
    /** Gamma(2/a)^2 / (Gamma(1/a) Gamma(3/a)) on the grid; grows with a. */
    private static final double[] RATIOS = new double[STEPS];

    static {
        for (int i = 0; i < STEPS; i++) {
            double gamma2 = Elementary.gamma(2 / grid(i));
            RATIOS[i] = gamma2 * gamma2 / (Elementary.gamma(1 / grid(i)) * Elementary.gamma(3 / grid(i)));
        }
    }

    private static double grid(int i) {
        return 0.2 + i * 0.001;
    }

    /** The shape of numbers that are spread alike on both sides of 0. */
    static double symmetric(Moments moments) {
        double mean = moments.meanAbsolute();
        double rho = moments.meanSquare() / (mean * mean);
        return Double.isNaN(rho) ? Double.NaN : grid(nearest(i -> Math.abs(rho - 1 / RATIOS[i]), 1 / rho));
    }

    /** The shape of numbers whose sides differ; all NaN if one side is empty. */
    static GaussianShape asymmetric(Moments moments) {
        double g = moments.left() / moments.right();
        double mean = moments.meanAbsolute();
        double ratio = mean * mean / moments.meanSquare();
        double squares = g * g + 1;
        double wanted = ratio * (g * g * g + 1) * (g + 1) / (squares * squares);
        if (!(wanted < Double.POSITIVE_INFINITY)) {
            return new GaussianShape(Double.NaN, Double.NaN, Double.NaN);
        }
        int at = nearest(i -> (RATIOS[i] - wanted) * (RATIOS[i] - wanted), wanted);
        return new GaussianShape(grid(at), moments.left(), moments.right());
    }

    private interface Distance {
        double at(int i);
    }

    /** The first place of the smallest distance: one of the two that enclose the wanted ratio, since ratios grow. */
    private static int nearest(Distance distance, double ratio) {
        int low = 0;
        int high = STEPS - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (RATIOS[middle] < ratio) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return distance.at(low) <= distance.at(high) ? low : high;
    }

    /** What turns a root mean square into the distribution's scale. */
    double scale() {
        return Math.sqrt(Elementary.gamma(1 / alpha) / Elementary.gamma(3 / alpha));
    }

    /** The distribution's mean, times that of its scale. */
    double mean() {
        return (right - left) * (Elementary.gamma(2 / alpha) / Elementary.gamma(1 / alpha)) * scale();
    }
}
