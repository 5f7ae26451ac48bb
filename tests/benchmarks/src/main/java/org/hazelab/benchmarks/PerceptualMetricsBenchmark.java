// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.DataRange;
import org.hazelab.metrics.ImageMetric;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.MetricInput;
import org.hazelab.metrics.Score;
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
 * One score of a pair of 1024 x 768 pixels, from the images as they are read. The bound is the faster of piq and pyiqa on
 * the same machine, for GMSD, BRISQUE and NIQE half of it: {@code peers/perceptual_peers.py time}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = "-XX:ActiveProcessorCount=2")
public class PerceptualMetricsBenchmark {

    private static final int WIDTH = 1024;
    private static final int HEIGHT = 768;

    @Param({"vsi", "fsim", "fsimc", "gmsd", "niqe", "brisque", "fade", "dark_channel"})
    String metric;

    private ImageMetric scored;
    private FloatImage image;
    private FloatImage reference;

    @Setup
    public void draw() {
        scored = (ImageMetric)MetricCatalog.builtIn().find(metric).orElseThrow();
        image = noisy(new Random(1));
        reference = noisy(new Random(2));
    }

    private static FloatImage noisy(Random random) {
        FloatImage image = FloatImage.zeros(WIDTH, HEIGHT, 3, ValueRange.UINT8);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < image.pixels(); i++) {
                double x = i % WIDTH;
                double y = i / WIDTH;
                double level = 127.5 + 80 * Math.sin(x / (6 + c) + y / 15) + 30 * Math.cos(x * y / 800)
                    + 6 * random.nextGaussian();
                image.plane(c)[i] = (float)Math.max(0, Math.min(255, Math.rint(level)));
            }
        }
        return image;
    }

    @Benchmark
    public Score score() {
        return scored.score(MetricInput.of(image, reference, new DataRange.Declared()), Progress.NONE);
    }
}
