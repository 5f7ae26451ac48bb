// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.microscopy;

/** The Bessel function of the first kind and order 0, to 1e-10, with the same bits on every machine. */
final class Bessel {

    /** Below, the power series; above, Hankel's asymptotic series: both are good to 1e-10 here. */
    private static final double CHANGE = 13;
    private static final int HANKEL_TERMS = 12;

    private Bessel() {
    }

    static double j0(double argument) {
        double x = Math.abs(argument);
        return x < CHANGE ? series(x) : hankel(x);
    }

    private static double series(double x) {
        double square = -x * x / 4;
        double term = 1;
        double sum = 1;
        for (int k = 1; Math.abs(term) > 1e-18; k++) {
            term *= square / ((double)k * k);
            sum += term;
        }
        return sum;
    }

    /** sqrt(2 / (pi x)) (P cos(x - pi/4) - Q sin(x - pi/4)), P and Q being series of 1 / x. */
    private static double hankel(double x) {
        double p = 0;
        double q = 0;
        double term = 1;
        for (int k = 0; k < 2 * HANKEL_TERMS; k++) {
            int sign = k / 2 % 2 == 0 ? 1 : -1;
            if (k % 2 == 0) {
                p += sign * term;
            } else {
                q += sign * term;
            }
            // The series falls until k is about 2 x, and is cut there or when nothing is left to add.
            double next = term * -(2.0 * k + 1) * (2.0 * k + 1) / ((k + 1) * 8 * x);
            if (Math.abs(next) >= Math.abs(term) || Math.abs(next) < 1e-17) {
                break;
            }
            term = next;
        }
        double angle = x - Math.PI / 4;
        return Math.sqrt(2 / (Math.PI * x)) * (p * StrictMath.cos(angle) - q * StrictMath.sin(angle));
    }
}
