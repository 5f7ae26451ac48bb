// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

/** Which scores are the good ones. */
public enum Direction {

    HIGHER_IS_BETTER("higher is better"),
    LOWER_IS_BETTER("lower is better");

    private final String words;

    Direction(String words) {
        this.words = words;
    }

    /** Whether a score is better than another one. */
    public boolean isBetter(double score, double than) {
        return this == HIGHER_IS_BETTER ? score > than : score < than;
    }

    @Override
    public String toString() {
        return words;
    }
}
