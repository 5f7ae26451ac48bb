// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.dehazing.TileBatches;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.methods.precision.Difference;
import org.hazelab.runtime.DeviceMemoryException;
import org.hazelab.runtime.tensor.FloatTensor;
import org.hazelab.runtime.tensor.Precision;

/**
 * Draws clean images for hazy ones in units of the network: from noise along its velocity, tile by tile.
 *
 * <p>The same seed, image number and device give the same bytes, with any number of threads; another size of the
 * batches changes results by rounding only.
 */
final class Dehazer {

    /** One of Euler's steps from the beginning to the end. */
    private static final Solver.Stage WHOLE_WAY = new Solver.Stage(0, 1, 0, false, true);

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
        return batches.secondsPerTile((count, part) -> {
            FloatTensor zeros = FloatTensor.zeros(count, 1, tiling.size(), tiling.size());
            try (Flow flow = start.of(zeros, zeros)) {
                flow.advance(stages.get(0), part);
                long begin = System.nanoTime();
                flow.advance(stages.get(0), part);
                return (System.nanoTime() - begin) * 1e-9;
            }
        }, watcher, progress);
    }

    /**
     * Compares the first velocity of an image's first tile in both precisions.
     *
     * @param starts flows of a precision
     * @return how far the fast one is from the exact one, see {@link Difference}
     */
    double compare(Function<Precision, Flow.Start> starts, FloatTensor hazy, long image, Progress progress)
        throws HazeLabException {
        Frame frame = new Frame(hazy, tiling, Background.of(hazy, tiling, Float.NEGATIVE_INFINITY), noise(image), 0, 1,
            Optional.empty());
        FloatTensor[] velocities = new FloatTensor[2];
        try {
            for (Precision precision : Precision.values()) {
                FloatTensor noise = frame.noise(0, 1);
                try (Flow flow = starts.apply(precision).of(noise, frame.tiles(0, 1))) {
                    flow.advance(WHOLE_WAY, progress);
                    FloatTensor moved = flow.state(progress);
                    for (int i = 0; i < moved.values().length; i++) {
                        moved.values()[i] -= noise.values()[i];
                    }
                    velocities[precision.ordinal()] = moved;
                }
            }
        } catch (DeviceMemoryException e) {
            throw e.forUser("one tile of " + tiling.size() + " x " + tiling.size() + " pixels");
        }
        return new Difference().add(velocities[0], velocities[1]).value();
    }

    /** One step from noise towards a tile of noise, the whole way at once: an estimate of the clean tile. */
    FloatTensor trial(Progress progress) throws HazeLabException {
        try (Flow flow = start.of(normal(0), normal(1))) {
            flow.advance(WHOLE_WAY, progress);
            return flow.state(progress);
        } catch (DeviceMemoryException e) {
            throw e.forUser("one tile of " + tiling.size() + " x " + tiling.size() + " pixels");
        }
    }

    private FloatTensor normal(int stream) {
        FloatTensor tile = FloatTensor.zeros(1, 1, tiling.size(), tiling.size());
        RandomStream random = RandomStream.of(0, stream);
        for (int i = 0; i < tile.values().length; i++) {
            tile.values()[i] = (float)random.nextGaussian();
        }
        return tile;
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
        Frame frame = new Frame(hazy, tiling, background(hazy), noise(image), firstSample, samples, consumer);
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

    private Noise noise(long image) {
        return new Noise(options.get(HazeMatchingOptions.NOISE), options.seed(), image,
            options.get(HazeMatchingOptions.TEMPERATURE).floatValue());
    }

    /** Takes a batch of tiles from noise to clean; called by several threads at once. */
    private FloatTensor flow(Frame frame, long first, int count, Progress progress) throws HazeLabException {
        try (Flow flow = start.of(frame.noise(first, count), frame.tiles(first, count))) {
            for (int stage = 0; stage < stages.size(); stage++) {
                progress.checkCanceled();
                flow.advance(stages.get(stage), progress);
                progress.report((stage + 1.0) / stages.size(), frame.words(first));
            }
            return flow.state(progress);
        }
    }
}
