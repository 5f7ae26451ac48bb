// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.numeric;

import java.util.Arrays;

/**
 * Many numbers to one power, in loops that the JIT compiler makes vector instructions of: several times faster than
 * {@link Elementary#pow}, and the same bits on every machine, too.
 *
 * <p>The 16th root of a number, by four square roots, lies near 1; its power is a binomial series. The relative error
 * is below 1e-14 times the power, plus 1e-15. Numbers outside the range that is given go through
 * {@link Elementary#pow}. Immutable.
 */
public final class Powers {

    private static final int ROOT = 16;
    /** Terms of the series that a loop adds: Java 17 makes no vectors of longer loops. */
    private static final int TERMS = 4;
    private static final double RELATIVE_ERROR = 1e-17;

    private final double power;
    private final double lowest;
    private final double highest;
    /** What the roots are scaled by, so that those of lowest and highest lie as far from 1. */
    private final double scale;
    /** Of the highest term first; as many as are divisible by {@link #TERMS}. */
    private final double[] series;

    /**
     * Takes numbers to a power.
     *
     * @param power above 0, at most 1
     * @param lowest above 0
     * @param highest above {@code lowest}, at most 1000 times as much
     */
    public Powers(double power, double lowest, double highest) {
        this.power = power;
        this.lowest = lowest;
        this.highest = highest;
        double low = Elementary.pow(lowest, 1.0 / ROOT);
        double centre = (low + Elementary.pow(highest, 1.0 / ROOT)) / 2;
        scale = 1 / centre;
        double reach = 1 - low / centre;
        int terms = 0;
        double coefficient = 1;
        double size = 1;
        while (Math.abs(coefficient) * size > RELATIVE_ERROR || terms % TERMS != 0) {
            coefficient *= (power * ROOT - terms) / (terms + 1);
            size *= reach;
            terms++;
        }
        series = new double[terms];
        double term = Elementary.pow(centre, power * ROOT);
        for (int k = 0; k < terms; k++) {
            series[terms - 1 - k] = term;
            term *= (power * ROOT - k) / (k + 1);
        }
    }

    /**
     * Takes the first numbers of an array to the power.
     *
     * @param x 0 or more; left as they are
     * @param result gets the powers; not x
     * @param work of at least {@code count} numbers, to work in; neither x nor result
     */
    public void of(double[] x, double[] result, double[] work, int count) {
        roots(x, result, count);
        roots(result, work, count);
        centre(work, scale, count);
        Arrays.fill(result, 0, count, series[0]);
        add(result, work, series[1], series[2], series[3], count);
        for (int k = TERMS; k < series.length; k += TERMS) {
            add(result, work, series[k], series[k + 1], series[k + 2], series[k + 3], count);
        }
        for (int i = 0; i < count; i++) {
            if (!(x[i] >= lowest && x[i] <= highest)) {
                result[i] = Elementary.pow(x[i], power);
            }
        }
    }

    private static void roots(double[] x, double[] roots, int count) {
        for (int i = 0; i < count; i++) {
            roots[i] = Math.sqrt(Math.sqrt(x[i]));
        }
    }

    private static void centre(double[] x, double scale, int count) {
        for (int i = 0; i < count; i++) {
            x[i] = x[i] * scale - 1;
        }
    }

    private static void add(double[] sums, double[] x, double a, double b, double c, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] = ((sums[i] * x[i] + a) * x[i] + b) * x[i] + c;
        }
    }

    private static void add(double[] sums, double[] x, double a, double b, double c, double d, int count) {
        for (int i = 0; i < count; i++) {
            sums[i] = (((sums[i] * x[i] + a) * x[i] + b) * x[i] + c) * x[i] + d;
        }
    }
}
