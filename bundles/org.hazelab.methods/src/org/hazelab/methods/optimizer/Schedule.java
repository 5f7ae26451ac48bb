// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.optimizer;

/** The learning rate of each step of a training. */
@FunctionalInterface
public interface Schedule {

    /**
     * The rate of a step.
     *
     * @param step from 1
     * @return at least 0
     */
    double rate(long step);

    /** The same rate at every step. */
    static Schedule constant(double rate) {
        return step -> rate;
    }

    /** From a rate at the first step in a straight line towards 0, which the step after the last one would have. */
    static Schedule linear(double rate, long steps) {
        return step -> rate * Math.max(0, steps - step + 1) / steps;
    }

    /**
     * From the first rate down to the last one along half a cosine (Loshchilov and Hutter, "SGDR", 2017), the last one
     * from step {@code steps} + 1 on.
     */
    static Schedule cosine(double first, double last, long steps) {
        return step -> last
            + (first - last) * (1 + Math.cos(Math.PI * Math.min(steps, step - 1) / (double)steps)) / 2;
    }

    /**
     * From 0 before the first step in a straight line up to {@code then}'s first rate, and from there on as it says.
     */
    static Schedule warmUp(long steps, Schedule then) {
        return step -> step <= steps ? then.rate(1) * step / steps : then.rate(step - steps);
    }
}
