// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * A model on a device, ready to dehaze image after image. Not thread-safe, but that several threads may call
 * {@link #dehaze} at a time where {@link #atOnce} says so.
 */
public interface ImageDehazer extends AutoCloseable {

    /** How often the network is evaluated for an image, each time for one tile. */
    long evaluations(FloatImage hazy);

    /**
     * How many seconds one evaluation takes now, measured on a batch.
     *
     * @throws HazeLabException if there is no memory even for one tile
     */
    double secondsPerEvaluation(DehazeWatcher watcher, Progress progress) throws HazeLabException;

    /**
     * Evaluates the network once, for one tile of made-up values that are the same at each call: what it gives on one
     * device can be compared with what it gives on another.
     *
     * @throws HazeLabException if there is no memory for a tile, or the network cannot be evaluated
     */
    FloatTensor trial(Progress progress) throws HazeLabException;

    /**
     * Dehazes an image of any size.
     *
     * @param hazy not changed
     * @param number of the image, which its noise depends on
     * @throws HazeLabException if the method cannot work on such an image, or there is no memory even for one tile
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    DehazedImage dehaze(FloatImage hazy, long number, DehazeWatcher watcher, Progress progress) throws HazeLabException;

    /**
     * How many images may be dehazed at the same time, by as many threads, at least 1: more than 1 where the work on
     * one leaves lanes of the device idle and the memory is enough for several.
     *
     * @param size of an image that is to be among them
     */
    default int atOnce(ImageSize size) {
        return 1;
    }

    /** What users should know of how the images so far were dehazed, in sentences: such as of the precision. */
    default List<String> remarks() {
        return List.of();
    }

    /** Frees the model. */
    @Override
    void close();
}
