// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

/**
 * Mean and standard deviation of samples, pixel by pixel, gathered one value after the other (Welford, "Note on a
 * method for calculating corrected sums of squares and products", 1962), so that no sample need be kept.
 */
public final class Posterior {

    private final int height;
    private final int width;
    private final double[] mean;
    private final double[] squares;
    private int samples;

    Posterior(int height, int width) {
        this.height = height;
        this.width = width;
        mean = new double[Math.multiplyExact(height, width)];
        squares = new double[mean.length];
    }

    /** Adds a pixel of the n-th sample, from 1; all samples before must have been added. */
    void add(int sample, int pixel, float value) {
        double difference = value - mean[pixel];
        mean[pixel] += difference / sample;
        squares[pixel] += difference * (value - mean[pixel]);
        samples = Math.max(samples, sample);
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    /** How many samples there were. */
    public int samples() {
        return samples;
    }

    /** The mean in units of the network, (height, width). */
    public float[] mean() {
        float[] values = new float[mean.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)mean[i];
        }
        return values;
    }

    /**
     * The unbiased standard deviation (divided by samples - 1) in units of the network, (height, width).
     *
     * @throws IllegalStateException if there is one sample only
     */
    public float[] deviation() {
        if (samples < 2) {
            throw new IllegalStateException("One sample has no deviation");
        }
        float[] values = new float[mean.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)Math.sqrt(squares[i] / (samples - 1));
        }
        return values;
    }

    /** The mean in units of clean images. */
    public float[] mean(Normalization normalization) {
        float[] values = new float[mean.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = normalization.clean(mean[i]);
        }
        return values;
    }
}
