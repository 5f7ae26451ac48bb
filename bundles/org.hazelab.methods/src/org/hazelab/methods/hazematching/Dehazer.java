// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.dehazing.TileBatches;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Draws clean images for hazy ones in units of the network: Euler steps from noise along its velocity, tile by tile.
 *
 * <p>The same seed, image number and device give the same bytes, with any number of threads; another size of the
 * batches changes results by rounding only.
 */
final class Dehazer {

    private final Flow.Start start;
    private final Tiling tiling;
    private final TileBatches batches;
    private final DehazeOptions options;
    private final TimeGrid grid;

    /**
     * A dehazer of any number of images.
     *
     * @param tiling the tiles; their size should be that of the training's crops, since normalisation looks at all of a
     *            tile
     * @param options of which tile, kept part, batch, normalisation and channel are not looked at
     */
    Dehazer(Flow.Start start, Tiling tiling, TileBatches batches, DehazeOptions options) {
        this.start = start;
        this.tiling = tiling;
        this.batches = batches;
        this.options = options;
        grid = new TimeGrid(options.get(HazeMatchingOptions.TIME_POINTS));
    }

    /** How many samples an image gets. */
    int samples() {
        return options.get(HazeMatchingOptions.SAMPLES);
    }

    /** The velocities that an image takes, each for one tile of one sample. */
    long evaluations(int height, int width) {
        return (long)tiling.tiles(height, width).size() * samples() * grid.steps();
    }

    /**
     * How many seconds one evaluation takes now, measured on a step after one that is not measured.
     *
     * @throws HazeLabException if there is no memory even for one tile
     */
    double secondsPerEvaluation(DehazeWatcher watcher, Progress progress) throws HazeLabException {
        return batches.secondsPerTile((count, part) -> {
            FloatTensor zeros = FloatTensor.zeros(count, 1, tiling.size(), tiling.size());
            try (Flow flow = start.of(zeros, zeros)) {
                step(flow, 0, part);
                long begin = System.nanoTime();
                step(flow, 0, part);
                return (System.nanoTime() - begin) * 1e-9;
            }
        }, watcher, progress);
    }

    /**
     * Dehazes an image with all of its samples.
     *
     * @param hazy (height, width) in units of the network
     * @param image the number of the image, which its noise depends on
     * @param consumer gets the samples; empty if they are not wanted
     * @param watcher is told of fewer lanes and smaller batches alone
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
        Frame frame = new Frame(hazy, tiling, noise, firstSample, samples, consumer);
        batches.run(frame.jobs(), new TileBatches.Work<FloatTensor>() {
            @Override
            public FloatTensor compute(long first, int count, Progress part) throws HazeLabException {
                return flow(frame, first, count, part);
            }

            @Override
            public void accept(long first, FloatTensor results) throws HazeLabException {
                frame.accept(first, results);
            }
        }, watcher, progress);
        return frame.posterior();
    }

    /** Takes a batch of tiles from noise to clean; called by several threads at once. */
    private FloatTensor flow(Frame frame, long first, int count, Progress progress) throws HazeLabException {
        try (Flow flow = start.of(frame.noise(first, count), frame.tiles(first, count))) {
            for (int step = 0; step < grid.steps(); step++) {
                progress.checkCanceled();
                step(flow, step, progress);
                progress.report((step + 1.0) / grid.steps(), frame.words(first));
            }
            return flow.state(progress);
        }
    }

    private void step(Flow flow, int step, Progress progress) throws HazeLabException {
        flow.step(grid.time(step), grid.length(step), progress);
    }
}
