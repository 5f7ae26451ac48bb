// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.precision;

import org.hazelab.runtime.tensor.FloatTensor;

/**
 * How far numbers are from the exact ones: the root of the mean squared difference over the standard deviation of the
 * exact ones. Tensors that belong together, such as the gradients of all weights, are added one by one.
 */
public final class Difference {

    private double squares;
    private double sum;
    private double all;
    private long count;

    /** Adds a tensor of both. */
    public Difference add(FloatTensor exact, FloatTensor fast) {
        if (exact.values().length != fast.values().length) {
            throw new IllegalArgumentException(exact + " and " + fast);
        }
        for (int i = 0; i < exact.values().length; i++) {
            double value = exact.values()[i];
            double off = fast.values()[i] - value;
            squares += off * off;
            sum += value;
            all += value * value;
        }
        count += exact.values().length;
        return this;
    }

    /** The difference: 0 where both are the same, infinite where one is not finite or the exact ones do not vary. */
    public double value() {
        if (squares == 0) {
            return 0;
        }
        double mean = sum / count;
        double value = Math.sqrt(squares / count) / Math.sqrt(Math.max(0, all / count - mean * mean));
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }
}
