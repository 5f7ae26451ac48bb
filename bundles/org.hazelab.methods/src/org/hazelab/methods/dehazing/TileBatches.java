// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazing;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.HeapShortage;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceMemoryException;
import org.hazelab.runtime.DeviceTensor;

/**
 * Works on tiles in batches, which are halved until they fit the memory, and stay so small for the images that follow.
 * Not thread-safe.
 */
public final class TileBatches {

    /** More at once gains nothing worth a later cancel (measured, docs/measurements.md). */
    private static final int CPU_BATCH = 4;
    private static final int GPU_BATCH = 64;

    private final int tile;
    private final int fitting;
    private final Runnable releaseMemory;
    private int batch;

    /**
     * Batches by what they need; {@link #on} chooses for a device.
     *
     * @param tile rows and columns, for messages
     * @param batch tiles at once, at least 1
     * @param fitting the tiles that one tensor has room for
     * @param releaseMemory gives memory back that is not used any more
     */
    public TileBatches(int tile, int batch, int fitting, Runnable releaseMemory) {
        if (batch < 1) {
            throw new IllegalArgumentException("Batches of " + batch);
        }
        this.tile = tile;
        this.batch = batch;
        this.fitting = Math.max(1, fitting);
        this.releaseMemory = releaseMemory;
    }

    /**
     * Batches for a device.
     *
     * @param channels of a tile
     * @param asked tiles at once, 0 to choose by device and memory
     * @param floatsPerPixel that live at once while a tile is worked on, for each of its pixels
     */
    public static TileBatches on(ComputeDevice device, int tile, int channels, int asked, long floatsPerPixel) {
        int most = device.name().equals("cpu") ? CPU_BATCH : GPU_BATCH;
        long bytes = Float.BYTES * floatsPerPixel * tile * tile;
        int batch = asked > 0 ? asked : (int)Math.max(1, Math.min(most, device.memory() / bytes));
        return new TileBatches(tile, batch, DeviceTensor.fitting(channels, tile, tile), device::releaseUnusedMemory);
    }

    /** The work on each batch. */
    public interface Work<R> {

        /**
         * Computes a batch. Called again with fewer tiles if memory is short.
         *
         * @param first the number of the first tile
         * @param count of tiles, at least 1
         * @throws DeviceMemoryException if the device has not enough memory
         */
        R compute(long first, int count) throws HazeLabException;

        /** Takes what has been computed. */
        void accept(long first, R results) throws HazeLabException;
    }

    /** Computes a batch to see how long it takes. */
    @FunctionalInterface
    public interface Trial {
        /**
         * Computes as many tiles.
         *
         * @return how long it took, in seconds
         * @throws DeviceMemoryException if the device has not enough memory
         */
        double seconds(int count) throws HazeLabException;
    }

    /**
     * Works on tiles 0 to {@code tiles - 1}, in their order.
     *
     * @param watcher is told of smaller batches
     * @throws HazeLabException if there is no memory even for one tile, or the work has failed
     */
    public <R> void run(long tiles, Work<R> work, DehazeWatcher watcher) throws HazeLabException {
        int now = (int)Math.min(batch, tiles);
        if (now > fitting) {
            shrink(now, fitting, watcher);
            now = fitting;
        }
        for (long done = 0; done < tiles;) {
            int count = (int)Math.min(now, tiles - done);
            R results;
            try {
                results = work.compute(done, count);
            } catch (DeviceMemoryException | OutOfMemoryError e) {
                now = halved(count, count, watcher, e);
                continue;
            }
            work.accept(done, results);
            done += count;
        }
    }

    /**
     * How many seconds a tile takes now, measured on a batch.
     *
     * @throws HazeLabException if there is no memory even for one tile
     */
    public double secondsPerTile(Trial trial, DehazeWatcher watcher) throws HazeLabException {
        while (true) {
            int count = Math.min(batch, fitting);
            try {
                return trial.seconds(count) / count;
            } catch (DeviceMemoryException | OutOfMemoryError e) {
                halved(batch, count, watcher, e);
            }
        }
    }

    /**
     * Begins to use half as many tiles as were too many.
     *
     * @param before as the user knows it
     */
    private int halved(int before, int tried, DehazeWatcher watcher, Throwable shortage) throws HazeLabException {
        if (tried == 1) {
            throw shortage instanceof DeviceMemoryException device ? device.forUser(words())
                : HeapShortage.failure(words(), "choose smaller batches or tiles", (OutOfMemoryError)shortage);
        }
        int after = (tried + 1) / 2;
        releaseMemory.run();
        shrink(before, after, watcher);
        return after;
    }

    private void shrink(int before, int after, DehazeWatcher watcher) {
        batch = Math.min(batch, after);
        watcher.batchHalved(before, after);
    }

    private String words() {
        return "one tile of " + tile + " x " + tile + " pixels";
    }
}
