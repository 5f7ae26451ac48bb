// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import java.util.List;

/**
 * A measure of image quality under one name, which always means the same computation.
 *
 * <p>Variants of an algorithm that give other numbers are metrics of their own. Implementations have no state, may be
 * used by several threads at once, and are made by a constructor without parameters unless they need weights.
 */
public sealed interface Metric extends MetricSource permits ImageMetric, TableMetric, SetMetric {

    /** What the metric says of itself; the same object at every call. */
    MetricInfo info();

    /** This one. */
    @Override
    default List<Metric> metrics() {
        return List.of(this);
    }
}
