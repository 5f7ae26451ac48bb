// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis.recipe;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;

/**
 * The range that a number is drawn from, uniformly; a single number if both ends are equal.
 *
 * @param min lower end
 * @param max upper end
 */
public record Interval(double min, double max) {

    /** The interval that holds one number alone. */
    public static Interval only(double value) {
        return new Interval(value, value);
    }

    public double draw(RandomStream random) {
        return random.nextDouble(min, max);
    }

    /** Checks that both ends are numbers in order within limits, which a user may have typed. */
    void check(String name, double lowest, double highest) throws HazeLabException {
        // written so that NaN fails
        if (!(min <= max)) {
            throw new HazeLabException("The " + name + " has the minimum " + min + " and the maximum " + max,
                "Choose a minimum that is not above the maximum.");
        }
        if (!(min >= lowest && max <= highest)) {
            throw new HazeLabException("The " + name + " reaches from " + min + " to " + max,
                "Choose both ends between " + lowest + " and " + highest + ".");
        }
    }
}
