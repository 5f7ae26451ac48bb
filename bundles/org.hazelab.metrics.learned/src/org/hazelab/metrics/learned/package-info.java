// SPDX-License-Identifier: Apache-2.0
/**
 * Metrics that score with networks whose weights others have trained.
 *
 * <p>A metric is one class that implements {@link org.hazelab.metrics.learned.LearnedMetric} and has a line in
 * {@code META-INF/services/org.hazelab.metrics.learned.LearnedMetric}.
 * {@link org.hazelab.metrics.learned.LearnedMetrics} makes metrics of the catalogue of them.
 */
package org.hazelab.metrics.learned;
