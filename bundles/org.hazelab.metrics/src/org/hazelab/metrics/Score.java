// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import java.util.Objects;

import org.hazelab.imaging.Nullable;

/**
 * The outcome of scoring: a number, or the reason why there is none.
 *
 * @param value the score, which may be infinite; NaN where it is missing
 * @param reason why it is missing, one sentence without a full stop at its end; null where there is a value
 */
public record Score(double value, @Nullable String reason) {

    private static final String UNDEFINED = "The metric is not defined for this image";

    public Score {
        if (Double.isNaN(value) == (reason == null)) {
            throw new IllegalArgumentException("A score is either a number or a reason, got " + value + ", " + reason);
        }
    }

    /** A score; one that is NaN is missing because the metric is not defined for the image. */
    public static Score of(double value) {
        return new Score(value, Double.isNaN(value) ? UNDEFINED : null);
    }

    /** No score. */
    public static Score missing(String reason) {
        return new Score(Double.NaN, Objects.requireNonNull(reason));
    }

    public boolean isMissing() {
        return reason != null;
    }
}
