// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.util.concurrent.TimeUnit;

import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.Metric;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.Scoring;
import org.hazelab.metrics.TableMetric;
import org.hazelab.metrics.image.DataRange;
import org.hazelab.metrics.image.MetricInput;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One score of a 1024 x 768 colour pair on two processors, from the pixels that a file holds: nothing is shared with
 * another metric. A table metric is fitted to this one pair and scores it. The bound is the faster of piq and pyiqa on
 * the same machine, for SSIM, GMSD, BRISQUE and NIQE half of it; {@code peers/metrics_peers.py} runs both beside this
 * benchmark.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:ActiveProcessorCount=2")
public class MetricBenchmark {

    @Param({"psnr", "psnr_y", "ri_psnr", "ssim", "ssim_y", "ssim_uniform", "ssim_y_downsampled", "ms_ssim",
        "ms_ssim_rgb",
        "micro_ms3im", "vsi", "fsim", "fsimc", "gmsd", "gmsd_pyiqa", "mse", "mae", "niqe", "brisque", "fade",
        "dark_channel"})
    String metric;

    private MetricPair pair;
    private Metric chosen;

    @Setup
    public void setUp() {
        pair = MetricPair.of(1024, 768);
        chosen = MetricCatalog.builtIn().find(metric).orElseThrow();
    }

    @Benchmark
    public Score score() {
        MetricInput input = MetricInput.of(pair.image(), pair.reference(), new DataRange.Declared());
        return Scoring.score(fitted(chosen, input), input, Progress.NONE);
    }

    /** The scoring of a metric; for one that is fitted to a table, to the table of this one row. */
    static ImageMetric fitted(Metric metric, MetricInput input) {
        if (metric instanceof ImageMetric single) {
            return single;
        }
        TableMetric.Fit fit = ((TableMetric)metric).newFit();
        while (fit.needsPass()) {
            fit.add(input, Progress.NONE);
            fit.endPass();
        }
        return fit.fitted();
    }
}
