// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

/** What a metric takes beside the image that it scores. A metric without needs scores an image alone. */
public enum Need {

    /** The image as it should be, of the same size and channels. */
    REFERENCE("a reference image"),
    /** All rows of the table before any is scored: the metric is a {@link TableMetric}. */
    TABLE("the whole table"),
    /** Many images for one score: the metric is a {@link SetMetric}. */
    SET("a set of images"),
    /** Trained weights that are not part of HazeLab. */
    WEIGHTS("a file of weights");

    private final String words;

    Need(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
