// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.MemoryFailure;
import org.hazelab.runtime.RuntimeSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches in several lanes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TileBatchesTest {

    private final Thread caller = Thread.currentThread();
    private final AtomicInteger released = new AtomicInteger();
    private final List<String> said = new ArrayList<>();

    private DehazeWatcher watcher() {
        Thread here = Thread.currentThread();
        return new DehazeWatcher() {
            @Override
            public void batchHalved(int before, int after) {
                assertSame(here, Thread.currentThread());
                said.add("batches of " + before + " to " + after);
            }

            @Override
            public void fewerLanes(int before, int after) {
                assertSame(here, Thread.currentThread());
                said.add(before + " lanes to " + after);
            }
        };
    }

    private TileBatches batches(int batch, int lanes) {
        return new TileBatches(16, batch, lanes, Integer.MAX_VALUE, released::incrementAndGet);
    }

    /** What a batch is worked on by. */
    @FunctionalInterface
    private interface Compute {
        void of(long first, int count) throws HazeLabException;
    }

    /** The batches in the order in which they were accepted. */
    private List<String> run(TileBatches batches, long tiles, Compute compute, Progress progress)
        throws HazeLabException {
        List<String> accepted = new ArrayList<>();
        batches.run(tiles, new TileBatches.Work<String>() {
            @Override
            public String compute(long first, int count, Progress part) throws HazeLabException {
                compute.of(first, count);
                part.checkCanceled();
                return first + "+" + count;
            }

            @Override
            public void accept(long first, String results) {
                assertTrue(results.startsWith(first + "+"));
                accepted.add(results);
            }
        }, watcher(), progress);
        return accepted;
    }

    @Test
    void cutsTilesInTheSameWayForAnyNumberOfLanes() throws HazeLabException {
        for (int lanes : new int[] {1, 2, 3, 16}) {
            assertEquals(List.of("0+3", "3+3", "6+3", "9+1"),
                run(batches(3, lanes), 10, (first, count) -> {}, Progress.NONE));
        }
    }

    @Test
    void worksOnAsManyBatchesAtOnceAsThereAreLanes() throws HazeLabException {
        CyclicBarrier three = new CyclicBarrier(3);
        assertEquals(6, run(batches(2, 3), 12, (first, count) -> {
            try {
                three.await(); // ends only when three are here
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        }, Progress.NONE).size());
    }

    /** Memory for one batch of two: four lanes find too little, and so does one with four tiles. */
    @Test
    void takesFewerLanesBeforeSmallerBatches() throws HazeLabException {
        AtomicInteger tiles = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(4);
        Compute small = (first, count) -> {
            try {
                int now = tiles.addAndGet(count);
                if (all.getCount() > 0) {
                    all.countDown();
                    all.await();
                    throw MemoryFailure.of("cpu");
                } else if (now > 2) {
                    throw MemoryFailure.of("cpu");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                tiles.addAndGet(-count);
            }
        };
        TileBatches batches = batches(4, 4);
        List<String> accepted = run(batches, 30, small, Progress.NONE);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 30; i += 2) {
            expected.add(i + "+2");
        }
        assertEquals(expected, accepted);
        assertEquals(List.of("4 lanes to 2", "2 lanes to 1", "batches of 4 to 2"), said);
        assertEquals(3, released.get());
        run(batches, 30, small, Progress.NONE);
        assertEquals(3, said.size(), "the next image begins with what did fit");
    }

    @Test
    void saysSoIfThereIsNoMemoryForOneTileInOneLane() {
        assertEquals("There is not enough memory on cpu for one tile of 16 x 16 pixels",
            assertThrows(HazeLabException.class, () -> run(batches(2, 2), 9, (first, count) -> {
                throw MemoryFailure.of("cpu");
            }, Progress.NONE)).summary());
        assertEquals(List.of("2 lanes to 1", "batches of 2 to 1"), said);
    }

    /** An image of one batch: no other lane takes memory. */
    @Test
    void halvesTheOnlyBatchAtOnce() throws HazeLabException {
        assertEquals(List.of("0+2", "2+2"), run(batches(4, 3), 4, (first, count) -> {
            if (count > 2) {
                throw MemoryFailure.of("cpu");
            }
        }, Progress.NONE));
        assertEquals(List.of("batches of 4 to 2"), said);
    }

    @Test
    void aCancelEndsAllLanes() {
        CountDownLatch begun = new CountDownLatch(3);
        AtomicInteger inside = new AtomicInteger();
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // not looked at
            }

            @Override
            public void checkCanceled() {
                if (begun.getCount() == 0) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class, () -> run(batches(1, 3), 9, (first, count) -> {
            inside.incrementAndGet();
            begun.countDown();
            try {
                begun.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                inside.decrementAndGet();
            }
        }, cancelled));
        assertEquals(0, inside.get());
    }

    /** Batches by the memory of the settings alone, lanes by what is left of it. */
    @Test
    void lanesFitTheMemoryAndBatchesDoNotDependOnThem() throws HazeLabException {
        for (int threads : new int[] {1, 2, 16}) {
            for (String memory : List.of("64m", "1g")) {
                ComputeDevice cpu = ComputeDevice.open(RuntimeSettings.resolve("cpu", threads, memory));
                // 20 MB a tile: three fit 64 MB
                long floats = 20L * (1 << 20) / Float.BYTES / (32 * 32);
                TileBatches batches = TileBatches.on(cpu, 32, 1, 0, floats);
                Set<Integer> counts = Collections.synchronizedSet(new TreeSet<>());
                AtomicInteger atOnce = new AtomicInteger();
                AtomicInteger most = new AtomicInteger();
                run(batches, 40, (first, count) -> {
                    counts.add(count);
                    most.accumulateAndGet(atOnce.addAndGet(count), Math::max);
                    Thread.yield();
                    atOnce.addAndGet(-count);
                }, Progress.NONE);
                assertEquals(Set.of(2), counts, threads + " threads, " + memory);
                assertTrue(most.get() <= (memory.equals("64m") ? 2 : 2 * threads), most + " tiles at once");
                assertEquals(List.of(), said);
            }
        }
    }

    @Test
    void measuresAllLanesAtOnce() throws HazeLabException {
        AtomicInteger trials = new AtomicInteger();
        assertEquals(0.5, batches(4, 3).secondsPerTile((count, progress) -> {
            trials.incrementAndGet();
            assertTrue(Thread.currentThread() != caller);
            return 1.5 * count;
        }, watcher(), Progress.NONE), 1e-12);
        assertEquals(3, trials.get());
    }
}
