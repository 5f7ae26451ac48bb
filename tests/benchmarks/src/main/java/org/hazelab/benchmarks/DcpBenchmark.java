// SPDX-License-Identifier: Apache-2.0
package org.hazelab.benchmarks;

import java.util.concurrent.TimeUnit;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.filter.Border;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.haze.Guide;
import org.hazelab.imaging.haze.GuidedFilterSettings;
import org.hazelab.imaging.haze.RecoverySettings;
import org.hazelab.imaging.haze.Refinement;
import org.hazelab.imaging.task.Progress;
import org.hazelab.operations.haze.EstimateTransmission;
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
 * The whole way from an RGB photograph to airlight, transmission and dehazed image, as HazeFlow sets it up; the same
 * pipeline and picture as peers/dcp_opencv.py.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DcpBenchmark {

    @Param({"400x300", "800x600", "1600x1200", "3200x2400"})
    private String size;

    @Param({"5", "15", "51"})
    private int patch;

    @Param({"11", "100", "401"})
    private int window;

    private FloatImage image;
    private EstimateTransmission operation;

    @Setup
    public void makeImage() {
        String[] sides = size.split("x");
        image = image(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        DcpSettings hazeFlow = DcpSettings.hazeFlow();
        DcpSettings settings = new DcpSettings(patch, 0.95, hazeFlow.airlight(), Refinement.GUIDED_FILTER,
            new GuidedFilterSettings(window, 1e-4, Border.REFLECT_101, Guide.LUMA_8BIT), false);
        operation = new EstimateTransmission(new EstimateTransmission.Config(settings, RecoverySettings.he2011()));
    }

    @Benchmark
    public EstimateTransmission.Result dehaze() throws HazeLabException {
        return operation.run(image, Progress.NONE);
    }

    /** Smooth haze over texture, whole numbers from 0 to 255. */
    private static FloatImage image(int width, int height) {
        FloatImage image = FloatImage.zeros(width, height, 3, ValueRange.UINT8);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < image.pixels(); i++) {
                int x = i % width;
                int y = i / width;
                double scene = 0.5 + 0.3 * Math.sin(0.07 * y + 0.5 * c) * Math.cos(0.05 * x)
                    + 0.2 * Math.sin(0.9 * y) * Math.sin(1.1 * x + c);
                double t = 0.25 + 0.7 * y / height;
                double hazy = Math.max(0, Math.min(1, scene)) * t + (0.88 + 0.03 * c) * (1 - t);
                image.plane(c)[i] = (float)Math.floor(hazy * 255 + 0.5);
            }
        }
        return image;
    }
}
