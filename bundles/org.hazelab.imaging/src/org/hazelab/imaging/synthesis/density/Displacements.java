// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis.density;

import java.util.ArrayList;
import java.util.List;

/**
 * Whole-pixel displacements: a normal number e with mean 0, truncated or rounded to an integer.
 *
 * <p>The integer is drawn directly. Its probabilities are differences of the normal distribution, rounded to multiples
 * of 2^-31, which is finer than what all the steps of a map can tell; drawing e itself would cost ten times as much.
 */
final class Displacements {

    private static final int BITS = 31;
    private static final int BUCKET_BITS = 10;

    /** The smallest displacement. */
    private final int lowest;
    /**
     * {@code ends[i]}: the displacement lowest + i belongs to the 31-bit numbers below this, from the previous end on.
     */
    private final long[] ends;
    /** For the first bits of a number, the first displacement that it may belong to. */
    private final short[] first = new short[1 << BUCKET_BITS];

    private Displacements(double sd, double firstEdge) {
        List<Long> upper = new ArrayList<>();
        for (int k = 1;; k++) {
            long share = sd > 0 ? Math.round((double)(1L << BITS) * upperTail((k - 1 + firstEdge) / sd)) : 0;
            if (share == 0) {
                break;
            }
            upper.add(share);
        }
        lowest = -upper.size();
        ends = new long[2 * upper.size() + 1];
        for (int i = 0; i < upper.size(); i++) {
            // both sides from the same tail, so that the distribution is symmetric to the last bit
            ends[upper.size() - 1 - i] = upper.get(i);
            ends[upper.size() + i] = (1L << BITS) - upper.get(i);
        }
        ends[2 * upper.size()] = 1L << BITS;
        for (int bucket = 0, i = 0; bucket < first.length; bucket++) {
            while (ends[i] <= (long)bucket << BITS - BUCKET_BITS) {
                i++;
            }
            first[bucket] = (short)i;
        }
    }

    /** Of e ~ N(0, sd^2), truncated towards zero: k &gt; 0 stands for k &lt;= e &lt; k + 1. */
    static Displacements truncated(double sd) {
        return new Displacements(sd, 1);
    }

    /** Of e ~ N(0, sd^2), rounded to the nearest integer: k stands for |e - k| &lt; 1/2. */
    static Displacements rounded(double sd) {
        return new Displacements(sd, 0.5);
    }

    /** The displacement that belongs to 31 random bits. */
    int at(int bits) {
        int i = first[bits >>> BITS - BUCKET_BITS];
        while (bits >= ends[i]) {
            i++;
        }
        return i + lowest;
    }

    /** The probability of a displacement, as drawn. */
    double probability(int displacement) {
        int i = displacement - lowest;
        if (i < 0 || i >= ends.length) {
            return 0;
        }
        return (ends[i] - (i == 0 ? 0 : ends[i - 1])) / (double)(1L << BITS);
    }

    /**
     * The probability that a standard normal number exceeds x &gt;= 0: one half minus the density times
     * x + x^3/3 + x^5/(3*5) + ... (Marsaglia, "Evaluating the normal distribution", 2004).
     */
    private static double upperTail(double x) {
        if (x > 8) {
            return 0;
        }
        double sum = x;
        double term = x;
        for (int i = 3; term > 1e-17 * sum; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return Math.max(0, 0.5 - sum * StrictMath.exp(-0.5 * x * x) / StrictMath.sqrt(2 * StrictMath.PI));
    }
}
