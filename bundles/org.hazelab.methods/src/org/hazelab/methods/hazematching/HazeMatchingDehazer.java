// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceMemoryException;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.tensor.FloatTensor;

/** Dehazes images: from their units to the network's and back, with batches that fit the memory. */
final class HazeMatchingDehazer implements ImageDehazer {

    /** Floats that live at once while a window is worked on, a pixel: some 30 maps of 32 channels at full resolution. */
    private static final long FLOATS_PER_PIXEL = 30L * 32;
    /** More at once gains nothing worth a later cancel (measured, docs/measurements.md). */
    private static final int CPU_BATCH = 4;
    private static final int GPU_BATCH = 64;

    private final ScriptModule module;
    private final Tiling tiling;
    private final Normalization normalization;
    private final DehazeOptions options;
    private int batch;

    HazeMatchingDehazer(ScriptModule module, Tiling tiling, Normalization normalization, DehazeOptions options) {
        this.module = module;
        this.tiling = tiling;
        this.normalization = normalization;
        this.options = options;
        batch = options.batch() > 0 ? options.batch() : batch(module.device(), tiling);
    }

    private static int batch(ComputeDevice device, Tiling tiling) {
        long window = Float.BYTES * FLOATS_PER_PIXEL * tiling.patch() * tiling.patch();
        int most = device.name().equals("cpu") ? CPU_BATCH : GPU_BATCH;
        return (int)Math.max(1, Math.min(most, device.memory() / window));
    }

    @Override
    public double unit() {
        return normalization.targetStd();
    }

    @Override
    public long evaluations(FloatImage hazy) {
        return dehazer().evaluations(hazy.height(), hazy.width());
    }

    private Dehazer dehazer() {
        return new Dehazer(module, new DehazeSettings(options.samples(), new TimeGrid(options.timePoints()), tiling, batch,
            options.sharedNoise() ? NoiseMode.FRAME : NoiseMode.WINDOW, options.seed(), options.temperature()));
    }

    @Override
    public double secondsPerEvaluation(DehazeWatcher watcher, Progress progress) throws HazeLabException {
        while (true) {
            try {
                return dehazer().secondsPerEvaluation(progress);
            } catch (HazeLabException e) {
                if (batch == 1 || !(e.getCause() instanceof DeviceMemoryException
                    || e.getCause() instanceof OutOfMemoryError)) {
                    throw e;
                }
                module.device().releaseUnusedMemory();
                // The batch that failed: one tensor may have had no room for more.
                int tried = Math.min(batch, DeviceTensor.fitting(tiling.patch(), tiling.patch()));
                halve(batch, Math.max(1, tried / 2), watcher);
            }
        }
    }

    private void halve(int before, int after, DehazeWatcher watcher) {
        batch = Math.min(batch, after);
        watcher.batchHalved(before, after);
    }

    @Override
    public DehazedImage dehaze(FloatImage hazy, long number, DehazeWatcher watcher, Progress progress)
            throws HazeLabException {
        FloatTensor input = input(hazy, progress);
        Listener listener = new Listener(hazy, watcher);
        Posterior posterior;
        try {
            posterior = dehazer().dehaze(input, number, listener, progress);
        } catch (SampleFailure e) {
            throw e.failure;
        }
        return new DehazedImage(image(hazy, options.normalized() ? posterior.mean() : posterior.mean(normalization)),
            options.samples() > 1 ? Optional.of(deviation(hazy, posterior)) : Optional.empty());
    }

    private FloatTensor input(FloatImage hazy, Progress progress) throws HazeLabException {
        if (hazy.slices() != 1) {
            throw new HazeLabException("The image is a stack of " + hazy.slices() + " slices, and HazeMatching dehazes "
                + "plain images", "Let the Image Reader make a row of each slice");
        }
        if (hazy.channels() != 1) {
            throw new HazeLabException("The image has " + hazy.channels() + " channels, and HazeMatching dehazes grey "
                + "images", "Make a grey image of one channel of it");
        }
        float[] pixels = hazy.plane(0);
        float[] values = new float[pixels.length];
        int odd = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (i % (1 << 20) == 0) {
                progress.checkCanceled();
            }
            values[i] = normalization.input(pixels[i]);
            odd += Float.isFinite(values[i]) ? 0 : 1;
        }
        if (odd > 0) {
            throw new HazeLabException("The image has " + odd + " pixels that are no finite numbers, which would spoil "
                + "every window that holds one", "Replace them, for example by the mean of their neighbours");
        }
        return new FloatTensor(new int[] {hazy.height(), hazy.width()}, values);
    }

    /** The clean image's numbers refer to what the hazy image's refer to. */
    private FloatImage image(FloatImage hazy, float[] values) {
        ValueRange range = hazy.range();
        if (options.normalized()) {
            float min = normalization.target(range.min());
            float max = normalization.target(range.max());
            range = min < max ? new ValueRange(min, max) : ValueRange.UNIT;
        }
        return FloatImage.of(hazy.width(), hazy.height(), range, values);
    }

    private FloatImage deviation(FloatImage hazy, Posterior posterior) {
        float[] values = posterior.deviation();
        float max = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = options.normalized() ? values[i] : normalization.deviation(values[i]);
            max = Math.max(max, values[i]);
        }
        return FloatImage.of(hazy.width(), hazy.height(),
            max > 0 && max <= Float.MAX_VALUE ? new ValueRange(0, max) : ValueRange.UNIT, values);
    }

    @Override
    public void close() {
        module.close();
    }

    /** Between the core, which knows nothing of units, and who watches. */
    private final class Listener implements DehazeListener {

        private final FloatImage hazy;
        private final DehazeWatcher watcher;

        Listener(FloatImage hazy, DehazeWatcher watcher) {
            this.hazy = hazy;
            this.watcher = watcher;
        }

        @Override
        public void batchHalved(int before, int after) {
            halve(before, after, watcher);
        }

        @Override
        public boolean wantsSamples() {
            return watcher.wantsSamples();
        }

        @Override
        public void sample(int index, float[] values) {
            if (!options.normalized()) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = normalization.clean(values[i]);
                }
            }
            try {
                watcher.sample(index, image(hazy, values));
            } catch (HazeLabException e) {
                throw new SampleFailure(e);
            }
        }
    }

    /** Carries a watcher's failure through the core, whose listeners cannot fail. */
    private static final class SampleFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient HazeLabException failure;

        SampleFailure(HazeLabException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
