// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Metrics by their names, in the order in which they are shown. Immutable. */
public final class MetricCatalog {

    private static final MetricCatalog BUILT_IN = new MetricCatalog(
        ServiceLoader.load(MetricSource.class, MetricSource.class.getClassLoader()).stream()
            .flatMap(provider -> provider.get().metrics().stream()).toList());

    private final Map<String, Metric> metrics = new LinkedHashMap<>();

    private MetricCatalog(Collection<? extends Metric> all) {
        for (Metric metric : all) {
            if (metrics.put(metric.info().id(), metric) != null) {
                throw new IllegalArgumentException("Two metrics are called " + metric.info().id());
            }
        }
    }

    /** The metrics of this bundle: those of the sources that {@code META-INF/services} lists, in its order. */
    public static MetricCatalog builtIn() {
        return BUILT_IN;
    }

    /**
     * This catalogue and, behind it, metrics of another bundle, such as those that score with weights.
     *
     * @throws IllegalArgumentException if a name is taken
     */
    public MetricCatalog with(Collection<? extends Metric> more) {
        List<Metric> all = new ArrayList<>(metrics.values());
        all.addAll(more);
        return new MetricCatalog(all);
    }

    /** Every metric. */
    public List<Metric> metrics() {
        return List.copyOf(metrics.values());
    }

    /** The metric of a name, such as {@code psnr_y}. */
    public Optional<Metric> find(String id) {
        return Optional.ofNullable(metrics.get(id));
    }
}
