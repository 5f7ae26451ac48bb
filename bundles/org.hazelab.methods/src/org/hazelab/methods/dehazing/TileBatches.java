// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazing;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.HeapShortage;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.OrderedWork;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceMemoryException;
import org.hazelab.runtime.DeviceTensor;

/**
 * Works on tiles in batches, several at once on a device with several lanes. Where memory is short, first fewer batches
 * are worked on at once, then they are halved until they fit; both stays so for the images that follow.
 *
 * <p>How tiles are cut into batches depends on the batch that is asked for and on the memory of the settings, never on
 * the number of lanes: results are the same bytes for any number of them. Not thread-safe.
 */
public final class TileBatches {

    /** Four take 2 % less time, and more memory and a later cancel (measured, docs/measurements.md). */
    private static final int CPU_BATCH = 2;
    private static final int GPU_BATCH = 64;
    /** Results that wait for their turn, a lane. */
    private static final int WAITING = 2;

    private final int tile;
    private final int fitting;
    private final Runnable releaseMemory;
    private int batch;
    private int lanes;

    /**
     * Batches by what they need; {@link #on} chooses for a device.
     *
     * @param tile rows and columns, for messages
     * @param batch tiles at once, at least 1
     * @param lanes batches at once, at least 1
     * @param fitting the tiles that one tensor has room for
     * @param releaseMemory gives memory back that is not used any more
     */
    public TileBatches(int tile, int batch, int lanes, int fitting, Runnable releaseMemory) {
        if (batch < 1 || lanes < 1) {
            throw new IllegalArgumentException(lanes + " batches of " + batch);
        }
        this.tile = tile;
        this.batch = batch;
        this.lanes = lanes;
        this.fitting = Math.max(1, fitting);
        this.releaseMemory = releaseMemory;
    }

    /**
     * Batches for a device. All that are worked on at once fit its memory; if they do not, fewer are.
     *
     * @param channels of a tile
     * @param asked tiles at once, 0 to choose by device and memory
     * @param floatsPerPixel that live at once while a tile is worked on, for each of its pixels
     */
    public static TileBatches on(ComputeDevice device, int tile, int channels, int asked, long floatsPerPixel) {
        return on(device, device.memory(), tile, channels, asked, floatsPerPixel);
    }

    /** As {@link #on(ComputeDevice, int, int, int, long)}, in less memory than the device's. */
    public static TileBatches on(ComputeDevice device, long memory, int tile, int channels, int asked,
        long floatsPerPixel) {
        int most = device.isCpu() ? CPU_BATCH : GPU_BATCH;
        long bytes = Float.BYTES * floatsPerPixel * tile * tile;
        int batch = asked > 0 ? asked : (int)Math.max(1, Math.min(most, memory / bytes));
        int lanes = (int)Math.max(1, Math.min(device.lanes(), memory / bytes / batch));
        return new TileBatches(tile, batch, lanes, DeviceTensor.fitting(channels, tile, tile),
            device::releaseUnusedMemory);
    }

    /** The work on each batch. */
    public interface Work<R> {

        /**
         * Computes a batch, on any thread. Called again with fewer tiles if memory is short.
         *
         * @param first the number of the first tile
         * @param count of tiles, at least 1
         * @param progress of this batch alone
         * @throws DeviceMemoryException if the device has not enough memory
         */
        R compute(long first, int count, Progress progress) throws HazeLabException;

        /** Takes what has been computed, in the order of the tiles, on the thread that works on the image. */
        void accept(long first, R results) throws HazeLabException;
    }

    /** Computes a batch to see how long it takes. */
    @FunctionalInterface
    public interface Trial {
        /**
         * Computes as many tiles, on any thread.
         *
         * @return how long it took, in seconds
         * @throws DeviceMemoryException if the device has not enough memory
         */
        double seconds(int count, Progress progress) throws HazeLabException;
    }

    /** Tiles that are worked on together. */
    private record Batch(long first, int count) {
    }

    /**
     * Works on tiles 0 to {@code tiles - 1}; results are accepted in their order.
     *
     * @param watcher is told of fewer lanes and smaller batches, on this thread
     * @throws HazeLabException if there is no memory even for one tile, or the work has failed
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public <R> void run(long tiles, Work<R> work, DehazeWatcher watcher, Progress progress) throws HazeLabException {
        shrinkToFit(tiles, watcher);
        int threads = (int)Math.min(lanes, (tiles + batch - 1) / batch);
        OrderedWork.run("HazeLab tiles", threads, WAITING * lanes, tiles, new Run<>(tiles, threads, work, watcher),
            progress);
    }

    /** Of less than a batch, no part need be worked on by itself. */
    private void shrinkToFit(long tiles, DehazeWatcher watcher) {
        int now = (int)Math.min(batch, tiles);
        if (now > fitting) {
            shrink(now, fitting, watcher);
        }
    }

    /** The tiles of an image. */
    private final class Run<R> implements OrderedWork.Job<Batch, R> {

        private final long tiles;
        private final int threads;
        private final Work<R> work;
        private final DehazeWatcher watcher;
        private long begun;

        Run(long tiles, int threads, Work<R> work, DehazeWatcher watcher) {
            this.tiles = tiles;
            this.threads = threads;
            this.work = work;
            this.watcher = watcher;
        }

        @Override
        public @Nullable Batch next() {
            if (begun == tiles) {
                return null;
            }
            Batch next = new Batch(begun, (int)Math.min(batch, tiles - begun));
            begun += next.count;
            return next;
        }

        @Override
        public double size(Batch piece) {
            return piece.count;
        }

        @Override
        public R compute(Batch piece, Progress progress) throws HazeLabException {
            return work.compute(piece.first, piece.count, progress);
        }

        @Override
        public void accept(Batch piece, R result) throws HazeLabException {
            work.accept(piece.first, result);
        }

        @Override
        public int atOnce() {
            return Math.min(lanes, threads);
        }

        @Override
        public List<Batch> instead(Batch piece, int atOnce, Throwable failure) throws HazeLabException {
            if (!(failure instanceof DeviceMemoryException || failure instanceof OutOfMemoryError)) {
                return OrderedWork.Job.super.instead(piece, atOnce, failure);
            }
            makeRoom(piece.count, piece.count, atOnce, watcher, failure);
            List<Batch> pieces = new ArrayList<>();
            for (int done = 0; done < piece.count; done += batch) {
                pieces.add(new Batch(piece.first + done, Math.min(batch, piece.count - done)));
            }
            return pieces;
        }
    }

    /**
     * How many seconds a tile takes now, measured on a batch in each lane.
     *
     * @throws HazeLabException if there is no memory even for one tile
     */
    public double secondsPerTile(Trial trial, DehazeWatcher watcher, Progress progress) throws HazeLabException {
        Measured measured = new Measured(trial, watcher);
        OrderedWork.run("HazeLab tiles", lanes, lanes, lanes, measured, progress.silent());
        return measured.secondsPerTile();
    }

    /** One batch for each lane, all at once. */
    private final class Measured implements OrderedWork.Job<Integer, Double> {

        private final Trial trial;
        private final DehazeWatcher watcher;
        private int begun;
        private double seconds;
        private long done;

        Measured(Trial trial, DehazeWatcher watcher) {
            this.trial = trial;
            this.watcher = watcher;
        }

        @Override
        public @Nullable Integer next() {
            return begun++ < lanes ? Math.min(batch, fitting) : null;
        }

        @Override
        public double size(Integer count) {
            return 1;
        }

        @Override
        public Double compute(Integer count, Progress progress) throws HazeLabException {
            return trial.seconds(count, progress);
        }

        @Override
        public void accept(Integer count, Double result) {
            seconds += result;
            done += count;
        }

        @Override
        public int atOnce() {
            return lanes;
        }

        @Override
        public List<Integer> instead(Integer count, int atOnce, Throwable failure) throws HazeLabException {
            if (!(failure instanceof DeviceMemoryException || failure instanceof OutOfMemoryError)) {
                return OrderedWork.Job.super.instead(count, atOnce, failure);
            }
            makeRoom(batch, count, atOnce, watcher, failure);
            return List.of(Math.min(count, batch));
        }

        /** While a lane computes one of its tiles, the others do so too. */
        double secondsPerTile() {
            return seconds / done / lanes;
        }
    }

    /**
     * Makes room after a batch found too little memory: by fewer lanes, which changes no result, then by smaller
     * batches.
     *
     * @param before the size of a batch as the user knows it
     * @param tried how many tiles it had
     * @param atOnce how many batches could be worked on at once when it began: if there are fewer now, or batches are
     *            smaller, that may be enough
     */
    private void makeRoom(int before, int tried, int atOnce, DehazeWatcher watcher, Throwable shortage)
        throws HazeLabException {
        if (lanes < atOnce || tried > batch) {
            return;
        }
        releaseMemory.run();
        if (atOnce > 1) {
            lanes = atOnce / 2;
            watcher.fewerLanes(atOnce, lanes);
        } else if (tried == 1) {
            throw shortage instanceof DeviceMemoryException device ? device.forUser(words())
                : HeapShortage.failure(words(), "choose smaller batches or tiles", (OutOfMemoryError)shortage);
        } else {
            shrink(before, (tried + 1) / 2, watcher);
        }
    }

    private void shrink(int before, int after, DehazeWatcher watcher) {
        batch = Math.min(batch, after);
        watcher.batchHalved(before, after);
    }

    private String words() {
        return "one tile of " + tile + " x " + tile + " pixels";
    }
}
