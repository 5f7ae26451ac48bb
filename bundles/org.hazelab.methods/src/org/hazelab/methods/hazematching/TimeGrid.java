// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

/**
 * Equally spaced times from 0 (noise) to 1 (clean): k/(points-1), k = 0..points-1. The authors train and sample with 20
 * points, so 19 steps.
 *
 * @param points at least 2
 */
public record TimeGrid(int points) {

    /** The grid of the authors. */
    public static final TimeGrid AUTHORS = new TimeGrid(20);

    public TimeGrid {
        if (points < 2) {
            throw new IllegalArgumentException(points + " time points; two are the least");
        }
    }

    /** The number of steps. */
    public int steps() {
        return points - 1;
    }

    /** The time of a point. */
    public float time(int point) {
        return (float)((double)point / steps());
    }

    /** The length of the step that begins at a point. */
    public float length(int point) {
        return time(point + 1) - time(point);
    }
}
