// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

/**
 * The 8 x 8 cosine transform of JPEG in integer arithmetic, forward and inverse, by the scheme of Loeffler, Ligtenberg
 * and Moschytz ("Practical fast 1-D DCT algorithms with 11 multiplications", ICASSP 1989).
 *
 * <p>Multipliers have 13 fractional bits, values between the two passes 2; sums are exact and rounded once a pass, half
 * up. These are the conventions of the "islow" transform that nearly all JPEG software uses, and they fix every bit of
 * the result. The forward transform leaves its coefficients multiplied by 8.
 */
final class IntegerDct {

    private static final int BITS = 13;
    private static final int BETWEEN_PASSES = 2;

    // Rotations of the even half: sqrt(2) cos(3 pi/8), and its sums with sqrt(2) sin(3 pi/8).
    private static final int EVEN = fixed(0.541196100);
    private static final int EVEN_2 = fixed(0.765366865);
    private static final int EVEN_6 = -fixed(1.847759065);
    // Rotations of the odd half: combinations of sqrt(2) cos(k pi/16), k = 1, 3, 5, 7.
    private static final int ODD_ALL = fixed(1.175875602);
    private static final int ODD_7 = fixed(0.298631336);
    private static final int ODD_5 = fixed(2.053119869);
    private static final int ODD_3 = fixed(3.072711026);
    private static final int ODD_1 = fixed(1.501321110);
    private static final int ODD_71 = -fixed(0.899976223);
    private static final int ODD_53 = -fixed(2.562915447);
    private static final int ODD_73 = -fixed(1.961570560);
    private static final int ODD_51 = -fixed(0.390180644);

    private final int[] odd = new int[4];

    /** Replaces 64 samples from -128 to 127, row by row, by their coefficients times 8, frequency by frequency. */
    void forward(int[] block) {
        for (int row = 0; row < 64; row += 8) {
            forward(block, row, 1, BITS - BETWEEN_PASSES);
        }
        for (int column = 0; column < 8; column++) {
            forward(block, column, 8, BITS + BETWEEN_PASSES);
        }
    }

    /** Replaces 64 coefficients, frequency by frequency, by samples around 0, row by row, not yet clipped. */
    void inverse(int[] block) {
        for (int column = 0; column < 8; column++) {
            inverse(block, column, 8, BITS - BETWEEN_PASSES);
        }
        for (int row = 0; row < 64; row += 8) {
            inverse(block, row, 1, BITS + BETWEEN_PASSES + 3);
        }
    }

    private void forward(int[] b, int at, int step, int shift) {
        int sum0 = b[at] + b[at + 7 * step];
        int sum1 = b[at + step] + b[at + 6 * step];
        int sum2 = b[at + 2 * step] + b[at + 5 * step];
        int sum3 = b[at + 3 * step] + b[at + 4 * step];
        rotateOdd(b[at + 3 * step] - b[at + 4 * step], b[at + 2 * step] - b[at + 5 * step],
            b[at + step] - b[at + 6 * step], b[at] - b[at + 7 * step]);
        b[at] = descale(sum0 + sum3 + sum1 + sum2 << BITS, shift);
        b[at + 4 * step] = descale(sum0 + sum3 - sum1 - sum2 << BITS, shift);
        int outer = sum0 - sum3;
        int inner = sum1 - sum2;
        int common = (outer + inner) * EVEN;
        b[at + 2 * step] = descale(common + outer * EVEN_2, shift);
        b[at + 6 * step] = descale(common + inner * EVEN_6, shift);
        b[at + 7 * step] = descale(odd[0], shift);
        b[at + 5 * step] = descale(odd[1], shift);
        b[at + 3 * step] = descale(odd[2], shift);
        b[at + step] = descale(odd[3], shift);
    }

    private void inverse(int[] b, int at, int step, int shift) {
        int common = (b[at + 2 * step] + b[at + 6 * step]) * EVEN;
        int outer = common + b[at + 2 * step] * EVEN_2;
        int inner = common + b[at + 6 * step] * EVEN_6;
        int plus = b[at] + b[at + 4 * step] << BITS;
        int minus = b[at] - b[at + 4 * step] << BITS;
        rotateOdd(b[at + 7 * step], b[at + 5 * step], b[at + 3 * step], b[at + step]);
        put(b, at, 7 * step, plus + outer, odd[3], shift);
        put(b, at + step, 5 * step, minus + inner, odd[2], shift);
        put(b, at + 2 * step, 3 * step, minus - inner, odd[1], shift);
        put(b, at + 3 * step, step, plus - outer, odd[0], shift);
    }

    private static void put(int[] b, int at, int distance, int even, int odd, int shift) {
        b[at] = descale(even + odd, shift);
        b[at + distance] = descale(even - odd, shift);
    }

    /** The odd half, which is its own transpose: serves both directions. */
    private void rotateOdd(int d7, int d5, int d3, int d1) {
        int all = (d7 + d3 + d5 + d1) * ODD_ALL;
        int sum71 = (d7 + d1) * ODD_71;
        int sum53 = (d5 + d3) * ODD_53;
        int sum73 = (d7 + d3) * ODD_73 + all;
        int sum51 = (d5 + d1) * ODD_51 + all;
        odd[0] = d7 * ODD_7 + sum71 + sum73;
        odd[1] = d5 * ODD_5 + sum53 + sum51;
        odd[2] = d3 * ODD_3 + sum53 + sum73;
        odd[3] = d1 * ODD_1 + sum71 + sum51;
    }

    private static int descale(int value, int shift) {
        return value + (1 << shift - 1) >> shift;
    }

    private static int fixed(double value) {
        return (int)(value * (1 << BITS) + 0.5);
    }
}
