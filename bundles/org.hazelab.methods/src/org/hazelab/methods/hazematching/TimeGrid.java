// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.Objects;

/**
 * Times from 0 (noise) to 1 (clean). Equally spaced, they are k/(points-1), k = 0..points-1; the authors train and
 * sample with 20 of these, so 19 steps.
 *
 * @param points at least 2
 * @param spacing how they lie between 0 and 1
 */
public record TimeGrid(int points, Spacing spacing) {

    /** The grid of the authors. */
    public static final TimeGrid AUTHORS = new TimeGrid(20);

    /** How points of time lie between 0 and 1, as a function of s = k/(points-1). */
    public enum Spacing {
        /** t = s, as the authors have it. */
        EVEN {
            @Override
            double time(double share) {
                return share;
            }
        },
        /** t = s^2: short steps at the noise. The power law of Karras et al., "Elucidating", 2022, for rho = 2. */
        DENSE_START {
            @Override
            double time(double share) {
                return share * share;
            }
        },
        /** t = 1 - (1 - s)^2: short steps at the clean image; the power law from the other end. */
        DENSE_END {
            @Override
            double time(double share) {
                return 1 - (1 - share) * (1 - share);
            }
        },
        /** t = (1 - cos(pi s)) / 2: short steps at both ends. The squared sine of Nichol and Dhariwal, 2021. */
        COSINE {
            @Override
            double time(double share) {
                double half = Math.sin(Math.PI / 2 * share);
                return half * half;
            }
        };

        /** Grows from 0 to 1, both exactly. */
        abstract double time(double share);
    }

    public TimeGrid {
        Objects.requireNonNull(spacing);
        if (points < 2) {
            throw new IllegalArgumentException(points + " time points; two are the least");
        }
    }

    /** Equally spaced points. */
    public TimeGrid(int points) {
        this(points, Spacing.EVEN);
    }

    /** The number of steps. */
    public int steps() {
        return points - 1;
    }

    /** The time of a point. */
    public float time(int point) {
        return (float)exactly(point);
    }

    /** The length of the step that begins at a point. */
    public float length(int point) {
        return time(point + 1) - time(point);
    }

    /** The time of a point in 64 bits. */
    double exactly(int point) {
        return spacing.time((double)point / steps());
    }
}
