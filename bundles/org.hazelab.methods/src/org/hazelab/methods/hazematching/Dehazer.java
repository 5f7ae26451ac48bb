// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.dehazing.TileBatches;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Draws clean images for hazy ones in units of the network: from noise along its velocity, tile by tile.
 *
 * <p>The same seed, image number, device and number of threads give the same bytes; another size of the batches changes
 * results by rounding only.
 */
final class Dehazer {

    private final Flow.Start start;
    private final Tiling tiling;
    private final TileBatches batches;
    private final DehazeOptions options;
    private final List<Solver.Stage> stages;
    private final float dark;

    /**
     * A dehazer of any number of images.
     *
     * @param tiling the tiles; their size should be that of the training's crops, since normalisation looks at all of a
     *            tile
     * @param options of which tile, kept part, batch, normalisation and channel are not looked at
     */
    Dehazer(Flow.Start start, Tiling tiling, TileBatches batches, DehazeOptions options) {
        this(start, tiling, batches, options, Float.NEGATIVE_INFINITY);
    }

    /** @param dark tiles whose pixels are all below are not computed, but for one; in units of the network */
    Dehazer(Flow.Start start, Tiling tiling, TileBatches batches, DehazeOptions options, float dark) {
        this.dark = dark;
        this.start = start;
        this.tiling = tiling;
        this.batches = batches;
        this.options = options;
        stages = options.get(HazeMatchingOptions.SOLVER).stages(new TimeGrid(
            options.get(HazeMatchingOptions.TIME_POINTS), options.get(HazeMatchingOptions.SPACING)));
    }

    /** How many samples an image gets. */
    int samples() {
        return options.get(HazeMatchingOptions.SAMPLES);
    }

    /** The velocities that an image without background takes, each for one tile of one sample. */
    long evaluations(int height, int width) {
        return (long)tiling.tiles(height, width).size() * samples() * stages.size();
    }

    /** The velocities that an image takes, (height, width) in units of the network. */
    long evaluations(FloatTensor hazy) {
        return (long)background(hazy).computed() * samples() * stages.size();
    }

    /** The tiles of an image that are not computed. */
    Background background(FloatTensor hazy) {
        return Background.of(hazy, tiling, dark);
    }

    /**
     * How many seconds one evaluation takes now, measured on a step after one that is not measured.
     *
     * @throws HazeLabException if there is no memory even for one tile
     */
    double secondsPerEvaluation(DehazeWatcher watcher, Progress progress) throws HazeLabException {
        return batches.secondsPerTile(count -> {
            FloatTensor zeros = FloatTensor.zeros(count, 1, tiling.size(), tiling.size());
            try (Flow flow = start.of(zeros, zeros)) {
                flow.advance(stages.get(0), progress);
                long begin = System.nanoTime();
                flow.advance(stages.get(0), progress);
                return (System.nanoTime() - begin) * 1e-9;
            }
        }, watcher);
    }

    /**
     * Dehazes an image with all of its samples.
     *
     * @param hazy (height, width) in units of the network
     * @param image the number of the image, which its noise depends on
     * @param consumer gets the samples; empty if they are not wanted
     * @param watcher is told of smaller batches alone
     * @throws HazeLabException if there is no memory even for one tile, or the consumer has failed
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    Posterior dehaze(FloatTensor hazy, long image, Optional<SampleConsumer> consumer, DehazeWatcher watcher,
        Progress progress) throws HazeLabException {
        return dehaze(hazy, image, 0, samples(), consumer, watcher, progress);
    }

    /** Dehazes an image with one of its samples. */
    Posterior dehaze(FloatTensor hazy, long image, int sample, DehazeWatcher watcher, Progress progress)
        throws HazeLabException {
        return dehaze(hazy, image, sample, 1, Optional.empty(), watcher, progress);
    }

    private Posterior dehaze(FloatTensor hazy, long image, int firstSample, int samples,
        Optional<SampleConsumer> consumer, DehazeWatcher watcher, Progress progress) throws HazeLabException {
        Noise noise = new Noise(options.get(HazeMatchingOptions.NOISE), options.seed(), image,
            options.get(HazeMatchingOptions.TEMPERATURE).floatValue());
        Frame frame = new Frame(hazy, tiling, background(hazy), noise, firstSample, samples, consumer);
        batches.run(frame.jobs(), new TileBatches.Work<FloatTensor>() {
            @Override
            public FloatTensor compute(long first, int count) throws HazeLabException {
                return flow(frame, first, count, progress);
            }

            @Override
            public void accept(long first, FloatTensor results) throws HazeLabException {
                frame.accept(first, results);
            }
        }, watcher);
        return frame.posterior();
    }

    /** Takes a batch of tiles from noise to clean. */
    private FloatTensor flow(Frame frame, long first, int count, Progress progress) throws HazeLabException {
        try (Flow flow = start.of(frame.noise(first, count), frame.tiles(first, count))) {
            for (int stage = 0; stage < stages.size(); stage++) {
                progress.checkCanceled();
                flow.advance(stages.get(stage), progress);
                double within = (stage + 1.0) / stages.size();
                progress.report((first + within * count) / frame.jobs(), frame.words(first));
            }
            return flow.state(progress);
        }
    }
}
