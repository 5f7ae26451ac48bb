// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.HeapShortage;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.DeviceMemoryException;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Draws clean images for hazy ones: Euler steps from noise along the network's velocity, window by window.
 *
 * <p>The same seed, image number, device and number of threads give the same bytes; another size of the batches changes
 * results by rounding only.
 */
public final class Dehazer {

    private final Flow.Start start;
    private final Runnable releaseMemory;
    private final DehazeSettings settings;
    /** Windows that one tensor has room for. */
    private final int fitting;

    /** @param module of {@link HazeMatchingNetwork}, with its weights */
    public Dehazer(ScriptModule module, DehazeSettings settings) {
        this(Flow.on(module), module.device()::releaseUnusedMemory, settings);
    }

    Dehazer(Flow.Start start, Runnable releaseMemory, DehazeSettings settings) {
        this(start, releaseMemory, settings,
            DeviceTensor.fitting(settings.tiling().patch(), settings.tiling().patch()));
    }

    /** @param fitting the windows that one tensor has room for */
    Dehazer(Flow.Start start, Runnable releaseMemory, DehazeSettings settings, int fitting) {
        this.start = start;
        this.releaseMemory = releaseMemory;
        this.settings = settings;
        this.fitting = fitting;
    }

    /** The velocities that an image takes, each for one window of one sample. */
    public long evaluations(int height, int width) {
        return (long)settings.tiling().tiles(height, width).size() * settings.samples() * settings.grid().steps();
    }

    /**
     * How many seconds one evaluation takes now, measured on a batch, after one that is not measured.
     *
     * @throws HazeLabException if there is no memory for the batch
     */
    public double secondsPerEvaluation(Progress progress) throws HazeLabException {
        int patch = settings.tiling().patch();
        int batch = Math.min(settings.batch(), fitting);
        FloatTensor zeros = FloatTensor.zeros(batch, 1, patch, patch);
        try (Flow flow = start.of(zeros, zeros)) {
            step(flow, 0, progress);
            long begin = System.nanoTime();
            step(flow, 0, progress);
            return (System.nanoTime() - begin) * 1e-9 / batch;
        } catch (DeviceMemoryException | OutOfMemoryError e) {
            throw forUser(e, batch);
        }
    }

    /**
     * Dehazes an image.
     *
     * @param hazy (height, width) in units of the network
     * @param image the number of the image, which its noise depends on
     * @throws HazeLabException if there is no memory even for one window
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public Posterior dehaze(FloatTensor hazy, long image, DehazeListener listener, Progress progress)
        throws HazeLabException {
        Frame frame = new Frame(hazy, settings, image, listener);
        int batch = (int)Math.min(settings.batch(), frame.jobs());
        if (batch > fitting) {
            listener.batchHalved(batch, fitting);
            batch = fitting;
        }
        for (long done = 0; done < frame.jobs();) {
            int count = (int)Math.min(batch, frame.jobs() - done);
            FloatTensor results;
            try {
                results = flow(frame, done, count, progress);
            } catch (DeviceMemoryException | OutOfMemoryError e) {
                if (count == 1) {
                    throw forUser(e, 1);
                }
                batch = (count + 1) / 2;
                releaseMemory.run();
                listener.batchHalved(count, batch);
                continue;
            }
            frame.accept(done, results);
            done += count;
        }
        return frame.posterior();
    }

    private HazeLabException forUser(Throwable shortage, int count) {
        return shortage instanceof DeviceMemoryException device ? device.forUser(windows(count))
            : HeapShortage.failure(windows(count), "choose smaller batches or tiles", (OutOfMemoryError)shortage);
    }

    /** Takes a batch of windows from noise to clean. */
    private FloatTensor flow(Frame frame, long first, int count, Progress progress) throws HazeLabException {
        try (Flow flow = start.of(frame.noise(first, count), frame.windows(first, count))) {
            for (int step = 0; step < settings.grid().steps(); step++) {
                progress.checkCanceled();
                step(flow, step, progress);
                double within = (step + 1.0) / settings.grid().steps();
                progress.report((first + within * count) / frame.jobs(), frame.words(first));
            }
            return flow.state(progress);
        }
    }

    private void step(Flow flow, int step, Progress progress) throws HazeLabException {
        flow.step(settings.grid().time(step), settings.grid().length(step), progress);
    }

    private String windows(int count) {
        int patch = settings.tiling().patch();
        return (count == 1 ? "one window" : count + " windows") + " of " + patch + " x " + patch + " pixels";
    }
}
