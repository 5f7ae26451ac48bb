// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.learned;

import java.util.List;
import java.util.ServiceLoader;

import org.hazelab.metrics.Metric;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.runtime.RuntimeSettings;

/**
 * The learned metrics for one run: to be added to the built-in ones by {@code MetricCatalog.with}, and closed when the
 * run is over.
 */
public final class LearnedMetrics implements AutoCloseable {

    private static final List<LearnedMetric> DECLARED =
        ServiceLoader.load(LearnedMetric.class, LearnedMetric.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get).toList();

    private final LoadedNetworks networks;
    private final List<Metric> metrics;

    /**
     * Loads nothing yet.
     *
     * @param settings on what the networks run
     * @param folder where their weights are looked for
     */
    public LearnedMetrics(RuntimeSettings settings, WeightsFolder folder) {
        networks = new LoadedNetworks(settings, folder);
        metrics = DECLARED.stream().map(metric -> metric.with(networks)).toList();
    }

    /** Every learned metric, in the order of {@code META-INF/services}. */
    public static List<LearnedMetric> declared() {
        return DECLARED;
    }

    /** Every learned metric, ready to score as long as this is open. */
    public List<Metric> metrics() {
        return metrics;
    }

    /** Frees the networks. */
    @Override
    public void close() {
        networks.close();
    }
}
