// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

/** What the fits of Gaussian shapes need to know of some numbers: counts and sums of each sign. */
final class Moments {

    private long count;
    private long negative;
    private long positive;
    private double absolute;
    private double negativeSquares;
    private double positiveSquares;

    /** Adds the products of two stretches of numbers, without a branch that depends on them. */
    void addProducts(double[] a, int atA, double[] b, int atB, int n) {
        long below = 0;
        long other = 0;
        double sum = 0;
        double squaresBelow = 0;
        double squaresAbove = 0;
        for (int i = 0; i < n; i++) {
            // Adding 0 turns -0 into 0, whose bits are 0.
            double v = a[atA + i] * b[atB + i] + 0.0;
            double size = Math.abs(v);
            double above = size + v;
            double under = size - v;
            long bits = Double.doubleToRawLongBits(v);
            below += bits >>> 63;
            other += (bits | -bits) >>> 63;
            sum += size;
            squaresAbove += above * above;
            squaresBelow += under * under;
        }
        count += n;
        negative += below;
        positive += other - below;
        absolute += sum;
        negativeSquares += squaresBelow / 4;
        positiveSquares += squaresAbove / 4;
    }

    void add(Moments other) {
        count += other.count;
        negative += other.negative;
        positive += other.positive;
        absolute += other.absolute;
        negativeSquares += other.negativeSquares;
        positiveSquares += other.positiveSquares;
    }

    double meanAbsolute() {
        return absolute / count;
    }

    double meanSquare() {
        return (negativeSquares + positiveSquares) / count;
    }

    /** The root mean square of the negative numbers; NaN if there are none. */
    double left() {
        return Math.sqrt(negativeSquares / negative);
    }

    /** The root mean square of the positive numbers; NaN if there are none. */
    double right() {
        return Math.sqrt(positiveSquares / positive);
    }
}
