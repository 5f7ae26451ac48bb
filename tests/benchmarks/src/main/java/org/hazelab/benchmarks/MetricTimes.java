// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

import com.sun.management.OperatingSystemMXBean;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Metric;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.Scoring;
import org.hazelab.metrics.image.DataRange;
import org.hazelab.metrics.image.MetricInput;

/**
 * Times one score of a 1024 x 768 pair, for {@code peers/metrics_peers.py}: the median of the wall times and the mean
 * processor time of all threads, which other programs on the machine disturb less. {@link MetricBenchmark} is the
 * careful measurement.
 */
public final class MetricTimes {

    private static final int WARM_UP = 60;
    private static final int TIMES = 30;

    private MetricTimes() {
    }

    /** Takes the metric's name; prints milliseconds: median wall, smallest wall, mean processor time. */
    public static void main(String[] args) {
        Metric metric = MetricCatalog.builtIn().find(args[0]).orElseThrow();
        MetricPair pair = MetricPair.of(1024, 768);
        for (int i = 0; i < WARM_UP; i++) {
            score(metric, pair);
        }
        OperatingSystemMXBean system = (OperatingSystemMXBean)ManagementFactory.getOperatingSystemMXBean();
        long processor = system.getProcessCpuTime();
        double[] wall = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            score(metric, pair);
            wall[i] = (System.nanoTime() - start) / 1e6;
        }
        double mean = (system.getProcessCpuTime() - processor) / 1e6 / TIMES;
        Arrays.sort(wall);
        System.out.printf(Locale.ROOT, "%.3f %.3f %.3f%n", wall[TIMES / 2], wall[0], mean);
    }

    private static void score(Metric metric, MetricPair pair) {
        MetricInput input = MetricInput.of(pair.image(), pair.reference(), new DataRange.Declared());
        Score score = Scoring.score(MetricBenchmark.fitted(metric, input), input, Progress.NONE);
        if (score.isMissing()) {
            throw new IllegalStateException(score.reason());
        }
    }
}
