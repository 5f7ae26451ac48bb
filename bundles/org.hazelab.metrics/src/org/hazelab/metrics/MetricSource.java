// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import java.util.List;

/**
 * What a line of {@code META-INF/services/org.hazelab.metrics.MetricSource} names: a metric, which is its own source,
 * or a class that gives the variants of one algorithm. Made by a public constructor without parameters.
 */
public interface MetricSource {

    /** The metrics, at least one, in the order in which they are shown; the same objects at every call. */
    List<Metric> metrics();
}
