// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.random;

/**
 * Numbers from the Poisson distribution: by multiplying uniform numbers for small means (Knuth), by transformed
 * rejection
 * for others (algorithm PTRS of Hoermann, "The transformed rejection method for generating Poisson random variables",
 * Insurance: Mathematics and Economics 12, 1993).
 */
final class Poisson {

    private static final double SMALL = 10;
    private static final double HALF_LOG_2_PI = 0.9189385332046728;
    /** ln k! for small k. */
    private static final double[] LOG_FACTORIAL = new double[16];

    static {
        for (int k = 2; k < LOG_FACTORIAL.length; k++) {
            LOG_FACTORIAL[k] = LOG_FACTORIAL[k - 1] + StrictMath.log(k);
        }
    }

    private Poisson() {
    }

    static long draw(RandomStream random, double mean) {
        if (!(mean >= 0 && mean <= 1L << 52)) {
            throw new IllegalArgumentException("no Poisson distribution has the mean " + mean);
        }
        return mean < SMALL ? product(random, mean) : rejection(random, mean);
    }

    private static long product(RandomStream random, double mean) {
        double limit = StrictMath.exp(-mean);
        double product = random.nextDouble();
        long count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }

    private static long rejection(RandomStream random, double mean) {
        double b = 0.931 + 2.53 * Math.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double squeeze = 0.9277 - 3.6224 / (b - 2);
        double logMean = StrictMath.log(mean);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= squeeze) {
                return (long)k;
            }
            if (k >= 0 && (us >= 0.013 || v <= us)
                && StrictMath.log(v * inverseAlpha / (a / (us * us) + b)) <= k * logMean - mean - logFactorial(k)) {
                return (long)k;
            }
        }
    }

    /** By Stirling's series, which is exact to 1e-12 from 16 on. */
    private static double logFactorial(double k) {
        if (k < LOG_FACTORIAL.length) {
            return LOG_FACTORIAL[(int)k];
        }
        double x = k + 1;
        double w = 1 / (x * x);
        return (x - 0.5) * StrictMath.log(x) - x + HALF_LOG_2_PI
            + (1 / 12. - w * (1 / 360. - w * (1 / 1260. - w / 1680))) / x;
    }
}
