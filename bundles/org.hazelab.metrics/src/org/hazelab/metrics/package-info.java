// SPDX-License-Identifier: Apache-2.0
/**
 * What a metric is, what it may ask of an image, and how it is scored.
 *
 * <p>A metric is one class that implements {@link org.hazelab.metrics.ImageMetric}, {@link
 * org.hazelab.metrics.TableMetric} or {@link org.hazelab.metrics.SetMetric}, declares itself in a {@link
 * org.hazelab.metrics.MetricInfo}, and has a line in {@code META-INF/services/org.hazelab.metrics.MetricSource}.
 * Variants of one algorithm may share a class that is an {@link org.hazelab.metrics.MetricSource}. The node,
 * its dialog, the documentation and the tests follow from the declaration. Classes that score with weights live in
 * another bundle and are added to the {@link org.hazelab.metrics.MetricCatalog} by it.
 *
 * <p>Depends on {@code org.hazelab.imaging} and the JDK alone.
 */
package org.hazelab.metrics;
