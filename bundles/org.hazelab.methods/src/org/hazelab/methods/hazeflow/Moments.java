// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

/** Mean and standard deviation of planes that come one after the other (Welford, 1962). */
final class Moments {

    private final float[][] means;
    private final float[][] squares;
    private int count;

    /** @param deviation whether a deviation will be asked for, which takes as much memory again */
    Moments(int planes, int pixels, boolean deviation) {
        means = new float[planes][pixels];
        squares = new float[deviation ? planes : 0][pixels];
    }

    void add(float[][] planes) {
        count++;
        for (int c = 0; c < means.length; c++) {
            for (int i = 0; i < means[c].length; i++) {
                float difference = planes[c][i] - means[c][i];
                means[c][i] += difference / count;
                if (squares.length > 0) {
                    squares[c][i] += difference * (planes[c][i] - means[c][i]);
                }
            }
        }
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
