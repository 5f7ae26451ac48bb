// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.util.concurrent.TimeUnit;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.density.DensityMap;
import org.hazelab.imaging.synthesis.density.DensitySettings;
import org.hazelab.imaging.task.Progress;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One density map of 256 x 256 pixels, walk factor and smoothing drawn as published; the bound is 1/50 of the authors'
 * Python on the same machine, for which {@code peers/mcbm_python.py} stands in.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 4)
@Fork(2)
public class McbmBenchmark {

    @Param({"CODE", "PAPER"})
    DensityMap.Variant variant;

    private long map;

    @Benchmark
    public DensityMap map() throws HazeLabException {
        DensitySettings settings = DensitySettings.published(variant);
        RandomStream random = RandomStream.of(1, map++);
        int factor = settings.walkFactors().get(random.nextInt(3));
        double sigma = settings.smoothingSigmas().get(random.nextInt(3));
        return DensityMap.draw(settings, factor, sigma, random, Progress.NONE);
    }
}
