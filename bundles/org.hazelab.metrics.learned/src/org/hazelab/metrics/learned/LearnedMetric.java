// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.learned;

import java.util.List;

import org.hazelab.metrics.Metric;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.networks.weights.ForeignWeights;

/** The declaration of a metric that scores with a network: known whether its weights are there or not. */
public interface LearnedMetric {

    /** What the metric says of itself; the same object at every call. */
    MetricInfo info();

    /** What has to lie in the folder of weights. */
    List<ForeignWeights> weights();

    /**
     * The metric itself, which takes its network from those of a run when it is first asked for a score. Where weights
     * are missing, its scores are missing, and their reason says which file is needed.
     */
    Metric with(LoadedNetworks networks);
}
