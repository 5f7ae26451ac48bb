// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

/** Mean and standard deviation of planes that come one after the other (Welford, 1962). */
final class Moments {

    private final int expected;
    private final boolean deviation;
    private float[][] means = {};
    private float[][] squares = {};
    private int count;

    /**
     * Moments of planes.
     *
     * @param expected how often planes will come, at least once; those that come a single time are kept, not copied
     * @param deviation whether a deviation will be asked for, which takes as much memory again
     */
    Moments(int expected, boolean deviation) {
        this.expected = expected;
        this.deviation = deviation;
    }

    void add(float[][] planes) {
        count++;
        if (count == 1) {
            begin(planes);
            return;
        }
        for (int c = 0; c < means.length; c++) {
            for (int i = 0; i < means[c].length; i++) {
                float difference = planes[c][i] - means[c][i];
                means[c][i] += difference / count;
                if (deviation) {
                    squares[c][i] += difference * (planes[c][i] - means[c][i]);
                }
            }
        }
    }

    private void begin(float[][] planes) {
        means = planes.clone();
        for (int c = 0; c < means.length && expected > 1; c++) {
            means[c] = planes[c].clone();
        }
        squares = deviation ? new float[planes.length][planes[0].length] : squares;
    }

    float[][] mean() {
        return means;
    }

    /** The unbiased standard deviation, of two planes at least. */
    float[][] deviation() {
        float[][] deviations = new float[squares.length][];
        for (int c = 0; c < squares.length; c++) {
            deviations[c] = new float[squares[c].length];
            for (int i = 0; i < squares[c].length; i++) {
                deviations[c][i] = (float)Math.sqrt(squares[c][i] / (count - 1));
            }
        }
        return deviations;
    }
}
