// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import org.hazelab.metrics.image.MetricImage;

/** The numbers that a metric computes with, whatever the image's bit depth. */
public enum Scale {

    /** The data range mapped to 0..255, see {@link MetricImage#level}. */
    LEVELS("mapped to 0..255"),
    /** The image's own units: the metric does not depend on a data range. */
    RAW("not used");

    private final String words;

    Scale(String words) {
        this.words = words;
    }

    /** What becomes of the data range. */
    @Override
    public String toString() {
        return words;
    }
}
