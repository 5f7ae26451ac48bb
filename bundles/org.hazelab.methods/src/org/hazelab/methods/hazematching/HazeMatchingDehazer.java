// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.ArrayList;
import java.util.List;
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

    /**
     * Floats that live at once while a window is worked on, a pixel: some 30 maps of 32 channels at full resolution.
     */
    private static final long FLOATS_PER_PIXEL = 30L * 32;
    /** More at once gains nothing worth a later cancel (measured, docs/measurements.md). */
    private static final int CPU_BATCH = 4;
    private static final int GPU_BATCH = 64;

    /** Between the numbers of the channels of an image, which their noise depends on: more than a table has rows. */
    private static final long CHANNEL = 1L << 40;

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
        return dehazer().evaluations(hazy.height(), hazy.width())
            * (options.channel().isPresent() ? 1 : hazy.channels());
    }

    private Dehazer dehazer() {
        return dehazer(0, options.samples());
    }

    private Dehazer dehazer(int firstSample, int samples) {
        return new Dehazer(module, new DehazeSettings(samples, new TimeGrid(options.timePoints()), tiling, batch,
            options.sharedNoise() ? NoiseMode.FRAME : NoiseMode.WINDOW, options.seed(), options.temperature(),
            firstSample));
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
        if (hazy.slices() != 1) {
            throw new HazeLabException("The image is a stack of " + hazy.slices() + " slices, and HazeMatching dehazes "
                + "plain images", "Let the Image Reader make a row of each slice");
        }
        FloatImage seen = options.channel().isPresent() ? options.channel().get().of(hazy, "The image") : hazy;
        List<FloatTensor> inputs = new ArrayList<>();
        for (int c = 0; c < seen.channels(); c++) {
            inputs.add(input(seen, c, progress));
            new ScaleCheck(normalization).look(seen, c, watcher);
        }
        Listener listener = new Listener(seen, watcher);
        List<Posterior> posteriors;
        try {
            posteriors = inputs.size() == 1
                ? List.of(dehazer().dehaze(inputs.get(0), number, listener, progress))
                : channels(inputs, number, listener, progress);
        } catch (SampleFailure e) {
            throw e.failure;
        }
        float[][] means = posteriors.stream()
            .map(channel -> options.normalized() ? channel.mean() : channel.mean(normalization))
            .toArray(float[][]::new);
        return new DehazedImage(image(seen, means),
            options.samples() > 1 ? Optional.of(deviation(seen, posteriors)) : Optional.empty());
    }

    /**
     * Dehazes each channel by itself. Sample by sample and not channel by channel, so that a sample can be given out
     * with all its channels and no other need be kept.
     */
    private List<Posterior> channels(List<FloatTensor> inputs, long number, Listener listener, Progress progress)
        throws HazeLabException {
        int[] shape = inputs.get(0).shape();
        List<Posterior> posteriors = inputs.stream().map(input -> new Posterior(shape[0], shape[1])).toList();
        for (int sample = 0; sample < options.samples(); sample++) {
            float[][] planes = new float[inputs.size()][];
            for (int c = 0; c < planes.length; c++) {
                double done = (double)sample * planes.length + c;
                String words = "Sample " + (sample + 1) + " of " + options.samples() + ", channel " + (c + 1) + " of "
                    + planes.length;
                planes[c] = dehazer(sample, 1).dehaze(inputs.get(c), number + c * CHANNEL, listener.ofMemory(),
                    told(progress, done, (double)options.samples() * planes.length, words)).mean();
                for (int i = 0; i < planes[c].length; i++) {
                    posteriors.get(c).add(sample + 1, i, planes[c][i]);
                }
            }
            if (listener.wantsSamples()) {
                listener.sample(sample, planes);
            }
        }
        return posteriors;
    }

    /** Progress of one of several pieces of work, told in our words. */
    private static Progress told(Progress progress, double done, double all, String words) {
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                progress.report((done + fraction) / all, words);
            }

            @Override
            public void checkCanceled() {
                progress.checkCanceled();
            }
        };
    }

    private FloatTensor input(FloatImage hazy, int channel, Progress progress) throws HazeLabException {
        float[] pixels = hazy.plane(channel);
        float[] values = new float[pixels.length];
        int odd = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (i % (1 << 20) == 0) {
                progress.checkCanceled();
            }
            values[i] = normalization.input(pixels[i]);
            odd += Float.isFinite(values[i]) ? 0 : 1;
        }
        if (odd == pixels.length) {
            throw new HazeLabException("The image has no pixel that is a finite number",
                "Look at how it was made: there is nothing in it to dehaze");
        }
        if (odd > 0) {
            throw new HazeLabException("The image has " + odd + " pixels that are no finite numbers, which would spoil "
                + "every window that holds one", "Replace them, for example by the mean of their neighbours");
        }
        return new FloatTensor(new int[] {hazy.height(), hazy.width()}, values);
    }

    /** The clean image's numbers refer to what the hazy image's refer to. */
    private FloatImage image(FloatImage hazy, float[]... planes) {
        ValueRange range = hazy.range();
        if (options.normalized()) {
            float min = normalization.target(range.min());
            float max = normalization.target(range.max());
            range = min < max ? new ValueRange(min, max) : ValueRange.UNIT;
        }
        return FloatImage.of(hazy.width(), hazy.height(), range, planes);
    }

    private FloatImage deviation(FloatImage hazy, List<Posterior> posteriors) {
        float[][] planes = posteriors.stream().map(Posterior::deviation).toArray(float[][]::new);
        float max = 0;
        for (float[] values : planes) {
            for (int i = 0; i < values.length; i++) {
                values[i] = options.normalized() ? values[i] : normalization.deviation(values[i]);
                max = Math.max(max, values[i]);
            }
        }
        return FloatImage.of(hazy.width(), hazy.height(),
            max > 0 && max <= Float.MAX_VALUE ? new ValueRange(0, max) : ValueRange.UNIT, planes);
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
            sample(index, new float[][] {values});
        }

        void sample(int index, float[][] planes) {
            if (!options.normalized()) {
                for (float[] values : planes) {
                    for (int i = 0; i < values.length; i++) {
                        values[i] = normalization.clean(values[i]);
                    }
                }
            }
            try {
                watcher.sample(index, image(hazy, planes));
            } catch (HazeLabException e) {
                throw new SampleFailure(e);
            }
        }

        /** Hears of memory alone. */
        DehazeListener ofMemory() {
            return new DehazeListener() {
                @Override
                public void batchHalved(int before, int after) {
                    halve(before, after, watcher);
                }
            };
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
