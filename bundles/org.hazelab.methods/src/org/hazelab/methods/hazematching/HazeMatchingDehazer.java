// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.methods.Output;
import org.hazelab.methods.dehazing.HazyInput;
import org.hazelab.methods.dehazing.TileBatches;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.methods.precision.PrecisionGuard;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.tensor.FloatTensor;

/** Dehazes images: from their units to the network's and back, channel by channel if wanted. */
final class HazeMatchingDehazer implements ImageDehazer {

    /** Floats that live at once while a tile is worked on, a pixel: some 30 maps of 32 channels at full resolution. */
    private static final long FLOATS_PER_PIXEL = 30L * 32;

    /** Between the numbers of the channels of an image, which their noise depends on: more than a table has rows. */
    private static final long CHANNEL = 1L << 40;

    private final ScriptModule module;
    private final PrecisionGuard precision;
    private final Dehazer dehazer;
    private final Normalization normalization;
    private final DehazeOptions options;

    HazeMatchingDehazer(ScriptModule module, PrecisionGuard precision, Tiling tiling, Normalization normalization,
        DehazeOptions options) {
        this.module = module;
        this.precision = precision;
        this.normalization = normalization;
        this.options = options;
        TileBatches batches =
            TileBatches.on(module.device(), tiling.size(), 1, options.batch(), FLOATS_PER_PIXEL);
        double level = options.get(HazeMatchingOptions.BACKGROUND);
        dehazer = new Dehazer((noise, hazy) -> Flow.on(module.in(precision.used())).of(noise, hazy), tiling, batches,
            options, level > 0 ? normalization.input((float)level) : Float.NEGATIVE_INFINITY);
    }

    @Override
    public long evaluations(FloatImage hazy) {
        if (skips()) {
            try {
                FloatImage seen = seen(hazy);
                long sum = 0;
                for (int c = 0; c < seen.channels(); c++) {
                    sum += dehazer.evaluations(input(seen, c, Progress.NONE));
                }
                return sum;
            } catch (HazeLabException e) {
                // dehazing will say what is wrong with the image
            }
        }
        return dehazer.evaluations(hazy.height(), hazy.width())
            * (options.channel().isPresent() ? 1 : hazy.channels());
    }

    private boolean skips() {
        return options.get(HazeMatchingOptions.BACKGROUND) > 0;
    }

    private FloatImage seen(FloatImage hazy) throws HazeLabException {
        return options.channel().isPresent() ? options.channel().get().of(hazy, "The image") : hazy;
    }

    @Override
    public double secondsPerEvaluation(DehazeWatcher watcher, Progress progress) throws HazeLabException {
        return dehazer.secondsPerEvaluation(watcher, progress);
    }

    @Override
    public FloatTensor trial(Progress progress) throws HazeLabException {
        return dehazer.trial(progress);
    }

    @Override
    public DehazedImage dehaze(FloatImage hazy, long number, DehazeWatcher watcher, Progress progress)
        throws HazeLabException {
        HazyInput.requirePlain(hazy, "HazeMatching");
        FloatImage seen = seen(hazy);
        List<FloatTensor> inputs = new ArrayList<>();
        for (int c = 0; c < seen.channels(); c++) {
            inputs.add(input(seen, c, progress));
            new ScaleCheck(normalization).look(seen, c, watcher);
        }
        precision.decide(() -> dehazer.compare(p -> Flow.on(module.in(p)), inputs.get(0), number, progress));
        if (skips()) {
            tellSkipped(inputs, watcher);
        }
        List<Posterior> posteriors = inputs.size() == 1
            ? List.of(dehazer.dehaze(inputs.get(0), number, samples(seen, watcher), watcher, progress))
            : channels(inputs, number, seen, watcher, progress);
        float[][] means = posteriors.stream()
            .map(channel -> options.normalized() ? channel.mean() : channel.mean(normalization))
            .toArray(float[][]::new);
        Map<Output, DehazedImage.Extra> extras = new LinkedHashMap<>();
        if (dehazer.samples() > 1) {
            extras.put(HazeMatchingMethod.DEVIATION,
                new DehazedImage.Extra(deviation(seen, posteriors), normalization.targetStd()));
        }
        return new DehazedImage(image(seen, means), extras);
    }

    private void tellSkipped(List<FloatTensor> inputs, DehazeWatcher watcher) {
        int skipped = 0;
        int tiles = 0;
        for (FloatTensor input : inputs) {
            Background background = dehazer.background(input);
            skipped += background.skipped().length;
            tiles += background.skipped().length + background.computed();
        }
        watcher.skipped(skipped, tiles);
    }

    private Optional<SampleConsumer> samples(FloatImage seen, DehazeWatcher watcher) {
        return watcher.wantsSamples()
            ? Optional.of((index, values) -> watcher.sample(index, sample(seen, values))) : Optional.empty();
    }

    /** @param planes in units of the network; not used any more by the caller */
    private FloatImage sample(FloatImage seen, float[]... planes) {
        if (!options.normalized()) {
            for (float[] values : planes) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = normalization.clean(values[i]);
                }
            }
        }
        return image(seen, planes);
    }

    /**
     * Dehazes each channel by itself. Sample by sample and not channel by channel, so that a sample can be given out
     * with all its channels and no other need be kept.
     */
    private List<Posterior> channels(List<FloatTensor> inputs, long number, FloatImage seen, DehazeWatcher watcher,
        Progress progress) throws HazeLabException {
        int[] shape = inputs.get(0).shape();
        int samples = dehazer.samples();
        List<Posterior> posteriors = inputs.stream().map(input -> new Posterior(shape[0], shape[1])).toList();
        for (int sample = 0; sample < samples; sample++) {
            float[][] planes = new float[inputs.size()][];
            for (int c = 0; c < planes.length; c++) {
                double done = (double)sample * planes.length + c;
                String words = "Sample " + (sample + 1) + " of " + samples + ", channel " + (c + 1) + " of "
                    + planes.length;
                planes[c] = dehazer.dehaze(inputs.get(c), number + c * CHANNEL, sample, watcher,
                    told(progress, done, (double)samples * planes.length, words)).mean();
                for (int i = 0; i < planes[c].length; i++) {
                    posteriors.get(c).add(sample + 1, i, planes[c][i]);
                }
            }
            if (watcher.wantsSamples()) {
                watcher.sample(sample, sample(seen, planes));
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
        for (int i = 0; i < pixels.length; i++) {
            if (i % (1 << 20) == 0) {
                progress.checkCanceled();
            }
            values[i] = normalization.input(pixels[i]);
        }
        HazyInput.requireFinite(values);
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
    public List<String> remarks() {
        return precision.words().map(List::of).orElse(List.of());
    }

    @Override
    public void close() {
        module.close();
    }
}
