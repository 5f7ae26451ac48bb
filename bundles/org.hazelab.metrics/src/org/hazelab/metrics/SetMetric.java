// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.MetricInput;

/**
 * A metric that gives one score for a whole set of images, such as the distance between the distributions of the images
 * and of their references.
 */
public non-sealed interface SetMetric extends Metric {

    /** A set without images. */
    Collector newSet();

    /** Gathers the images of a set, one at a time; its memory does not depend on their number. One thread at a time. */
    interface Collector {

        /**
         * Adds one row.
         *
         * @param input fulfils what {@link MetricInfo} asks for
         */
        void add(MetricInput input, Progress progress);

        /** The score of all images added so far, or why there is none. */
        Score score(Progress progress);
    }
}
