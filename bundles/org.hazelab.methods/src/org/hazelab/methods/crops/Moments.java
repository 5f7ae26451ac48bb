// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.crops;

/**
 * Count, mean and sum of squared differences from the mean of some numbers, which two sets of numbers are joined by
 * (Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances", 1979).
 */
public record Moments(long count, double mean, double squares) {

    /** Those of no numbers. */
    public static final Moments NONE = new Moments(0, 0, 0);

    /** Those of at least one number. */
    public static Moments of(float[] values) {
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

    /** Those of all planes of an image together. */
    public static Moments of(float[][] planes) {
        Moments all = of(planes[0]);
        for (int i = 1; i < planes.length; i++) {
            all = all.and(of(planes[i]));
        }
        return all;
    }

    /** Those of both sets together. */
    public Moments and(Moments other) {
        long both = count + other.count;
        double difference = other.mean - mean;
        return both == 0 ? NONE : new Moments(both, mean + difference * other.count / both,
            squares + other.squares + difference * difference * count * other.count / both);
    }

    /** The standard deviation of the population, divided by the count. */
    public double deviation() {
        return Math.sqrt(squares / count);
    }
}
