// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.numeric;

/**
 * Exponential, logarithm and power with a relative error of some 1e-15, from additions, multiplications and divisions
 * alone: the same bits on every machine, unlike {@link Math}, and several times faster than {@link StrictMath}.
 */
public final class Elementary {

    private static final double LN2 = 0.6931471805599453;
    /** The upper 33 bits of ln 2, so that its product with an exponent is exact, and the rest. */
    private static final double LN2_HIGH = 0x1.62e42feep-1;
    private static final double LN2_LOW = 1.9082149292705877e-10;
    private static final double SQRT2 = 1.4142135623730951;
    private static final long MANTISSA = (1L << 52) - 1;
    /** 1 / k!, from k = 13 down to 0. */
    private static final double[] TAYLOR = new double[14];

    static {
        double factorial = 1;
        for (int k = 0; k < TAYLOR.length; k++) {
            TAYLOR[TAYLOR.length - 1 - k] = 1 / factorial;
            factorial *= k + 1;
        }
    }

    private Elementary() {
    }

    /** e to the power of x; 0 below -708, infinite above 709, NaN of NaN. */
    public static double exp(double x) {
        if (!(x >= -708)) {
            return x < -708 ? 0 : x;
        }
        if (x > 709) {
            return Double.POSITIVE_INFINITY;
        }
        double power = Math.rint(x / LN2);
        double r = x - power * LN2_HIGH - power * LN2_LOW;
        double sum = TAYLOR[0];
        for (int k = 1; k < 14; k++) {
            sum = sum * r + TAYLOR[k];
        }
        return sum * Double.longBitsToDouble((long)(power + 1023) << 52);
    }

    /** The natural logarithm; negative infinity of 0, NaN of negative numbers and NaN. */
    public static double log(double x) {
        if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
            return x == 0 ? Double.NEGATIVE_INFINITY : x > 0 ? x : Double.NaN;
        }
        if (x < Double.MIN_NORMAL) {
            return log(x * 0x1p54) - 54 * LN2;
        }
        long bits = Double.doubleToRawLongBits(x);
        int exponent = (int)(bits >>> 52) - 1023;
        double m = Double.longBitsToDouble(bits & MANTISSA | 1023L << 52);
        if (m > SQRT2) {
            m /= 2;
            exponent++;
        }
        // ln m = 2 artanh s, whose series ends at 1e-18 for |s| < 0.172.
        double s = (m - 1) / (m + 1);
        double z = s * s;
        double series = z * (1 / 3. + z * (1 / 5. + z * (1 / 7. + z * (1 / 9. + z * (1 / 11. + z * (1 / 13.
            + z * (1 / 15. + z * (1 / 17. + z * (1 / 19. + z * (1 / 21. + z / 23))))))))));
        return exponent * LN2_HIGH + (2 * s + (2 * s * series + exponent * LN2_LOW));
    }

    /** A number of 0 or more to a power above 0. */
    public static double pow(double x, double power) {
        return x == 0 ? 0 : exp(power * log(x));
    }

    /** The gamma function of a positive number, by Stirling's series above 16 and steps of 1 from there. */
    public static double gamma(double x) {
        double z = x;
        double steps = 1;
        while (z < 16) {
            steps *= z;
            z++;
        }
        double w = 1 / (z * z);
        double tail = (1 / 12. - w * (1 / 360. - w * (1 / 1260. - w * (1 / 1680. - w / 1188)))) / z;
        return exp((z - 0.5) * log(z) - z + 0.9189385332046728 + tail) / steps;
    }
}
