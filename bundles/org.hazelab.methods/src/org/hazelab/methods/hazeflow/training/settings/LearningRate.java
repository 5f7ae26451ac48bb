// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training.settings;

import org.hazelab.methods.optimizer.Schedule;

/**
 * Adam's learning rate over a stage: from 0 up in a straight line, then along half a cosine to the last one.
 *
 * @param rate the highest, at least 0
 * @param warmUp steps of the way up; 0 for none
 * @param last the rate at the end, at least 0; the same as {@code rate} for a constant one. As in the published code
 *            the cosine is as long as the stage and begins after the way up, so that it is not ended
 */
public record LearningRate(double rate, int warmUp, double last) {

    public LearningRate {
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY && last >= 0 && last < Double.POSITIVE_INFINITY)
            || warmUp < 0) {
            throw new IllegalArgumentException("rates from " + rate + " to " + last + ", " + warmUp + " steps up");
        }
    }

    /** The same rate at every step. */
    public static LearningRate constant(double rate) {
        return new LearningRate(rate, 0, rate);
    }

    /** The rates of a stage of so many steps. */
    public Schedule schedule(long steps) {
        Schedule then = last == rate ? Schedule.constant(rate) : Schedule.cosine(rate, last, steps);
        return warmUp == 0 ? then : Schedule.warmUp(warmUp, then);
    }
}
