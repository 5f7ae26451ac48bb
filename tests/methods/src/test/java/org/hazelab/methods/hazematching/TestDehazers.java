// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.dehazing.TileBatches;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.tensor.FloatTensor;

/** Dehazers with the seed 5. */
final class TestDehazers {

    private TestDehazers() {
    }

    static DehazeOptions options(int samples, int timePoints, NoiseMode noise, double temperature) {
        return DehazeOptions.DEFAULT.withSeed(5).with(HazeMatchingOptions.SAMPLES, samples)
            .with(HazeMatchingOptions.TIME_POINTS, timePoints).with(HazeMatchingOptions.NOISE, noise)
            .with(HazeMatchingOptions.TEMPERATURE, temperature);
    }

    static Dehazer of(EulerStep euler, Runnable release, Tiling tiling, int batch, DehazeOptions options) {
        return of(euler, release, tiling, batch, DeviceTensor.fitting(tiling.size(), tiling.size()), options);
    }

    static Dehazer of(EulerStep euler, Runnable release, Tiling tiling, int batch, int fitting,
        DehazeOptions options) {
        return new Dehazer(euler, tiling, new TileBatches(tiling.size(), batch, 1, fitting, release), options);
    }

    static Dehazer of(ScriptModule module, Tiling tiling, int batch, DehazeOptions options) {
        return new Dehazer(Flow.on(module), tiling, TileBatches.on(module.device(), tiling.size(), 1, batch, 960),
            options);
    }

    /** The mean of some samples, by the authors' time points. */
    static float[] mean(ScriptModule module, Tiling tiling, int samples, FloatTensor hazy) throws HazeLabException {
        DehazeOptions options = options(samples, TimeGrid.AUTHORS.points(), NoiseMode.TILE, 1).withSeed(1);
        return of(module, tiling, 4, options).dehaze(hazy, 0, Optional.empty(), DehazeWatcher.NONE, Progress.NONE)
            .mean();
    }
}
