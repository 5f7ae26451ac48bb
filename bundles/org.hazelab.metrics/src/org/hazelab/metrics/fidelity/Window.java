// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.fidelity;

import java.util.Arrays;

/** A square window that is the product of two symmetric ones, its weights summing to one. */
enum Window {

    /** 11 x 11, Gaussian with a standard deviation of 1.5 pixels; covariances as the weights give them. */
    GAUSSIAN_11("Gaussian window of 11 x 11, sigma 1.5", gaussian(11, 1.5), 1),
    /** 7 x 7, all weights alike; covariances of a sample, divided by 48 instead of 49. */
    UNIFORM_7("uniform window of 7 x 7, unbiased covariances", uniform(7), 49.0 / 48);

    private final String words;

    /** Odd in number, symmetric. */
    final double[] taps;
    /** What a covariance is multiplied by. */
    final double covariance;

    Window(String words, double[] taps, double covariance) {
        this.words = words;
        this.taps = taps;
        this.covariance = covariance;
    }

    int size() {
        return taps.length;
    }

    /** What a description of a metric calls it. */
    @Override
    public String toString() {
        return words;
    }

    private static double[] gaussian(int size, double sigma) {
        double[] taps = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            double x = i - size / 2;
            taps[i] = StrictMath.exp(-x * x / (2 * sigma * sigma));
            sum += taps[i];
        }
        for (int i = 0; i < size; i++) {
            taps[i] /= sum;
        }
        return taps;
    }

    private static double[] uniform(int size) {
        double[] taps = new double[size];
        Arrays.fill(taps, 1.0 / size);
        return taps;
    }
}
