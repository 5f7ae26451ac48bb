// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

/**
 * Count, mean and sum of squared differences from the mean of some numbers, which two sets of numbers are joined by
 * (Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979).
 */
record Moments(long count, double mean, double squares) {

    static final Moments NONE = new Moments(0, 0, 0);

    static Moments of(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Moments(values.length, mean, squares);
    }

    /** Those of both sets together. */
    Moments and(Moments other) {
        long both = count + other.count;
        double difference = other.mean - mean;
        return both == 0 ? NONE : new Moments(both, mean + difference * other.count / both,
            squares + other.squares + difference * difference * count * other.count / both);
    }

    /** The deviation of the population, divided by the count. */
    double deviation() {
        return Math.sqrt(squares / count);
    }
}
