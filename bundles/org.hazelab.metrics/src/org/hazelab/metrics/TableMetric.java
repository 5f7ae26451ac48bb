// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.MetricInput;

/**
 * A metric that takes something from all images of a table, a common scale for example, before it scores each of them.
 *
 * <p>The table is read several times, as often as the fit asks for, so that memory does not grow with its rows.
 */
public non-sealed interface TableMetric extends Metric {

    /** A fit that has seen no image yet. */
    Fit newFit();

    /**
     * What is learned from a table, in passes: while {@link #needsPass()}, every row that can be scored goes to {@link
     * #add} in the order of the table, then {@link #endPass()} closes the pass. Used by one thread at a time; its
     * memory does not depend on the number of rows.
     */
    interface Fit {

        /** Whether the table has to be read once more before {@link #fitted()}. */
        boolean needsPass();

        /**
         * Looks at one row. Every pass brings the same rows in the same order.
         *
         * @param input fulfils what {@link MetricInfo} asks for
         */
        void add(MetricInput input, Progress progress);

        /** Ends a pass over the table. */
        void endPass();

        /**
         * The scoring that the fit has led to, for each row in any order and by any thread. Where no fit was possible
         * (no rows, flat images) its scores are the reason.
         *
         * @throws IllegalStateException if another pass is needed
         */
        ImageMetric fitted();
    }
}
