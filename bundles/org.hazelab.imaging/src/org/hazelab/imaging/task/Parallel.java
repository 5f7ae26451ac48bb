// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Loops spread over the processors.
 *
 * <p>The pieces are cut by the size of the work, never by the number of processors, and each piece writes only its own
 * part of the result: whatever runs them, the result is the same to the bit.
 */
public final class Parallel {

    private Parallel() {
    }

    /** The work of one piece: the indices from {@code from} to {@code to}, exclusive. */
    @FunctionalInterface
    public interface Piece {
        void run(int from, int to);
    }

    /**
     * Runs the indices from 0 to {@code count} in pieces of {@code grain}, asking before each piece whether to go on.
     * The calling thread works too; when this returns or throws, no piece is running any more.
     *
     * @throws CancellationException if the user has cancelled
     */
    public static void pieces(int count, int grain, Progress progress, Piece work) {
        progress.checkCanceled();
        int pieces = (int)(((long)count + grain - 1) / grain);
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Runnable worker = () -> {
            for (int p; failure.get() == null && (p = next.getAndIncrement()) < pieces;) {
                try {
                    progress.checkCanceled();
                    int from = p * grain;
                    work.run(from, (int)Math.min(count, (long)from + grain));
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
            }
        };
        int helpers = Math.min(pieces, Runtime.getRuntime().availableProcessors()) - 1;
        List<ForkJoinTask<?>> tasks = new ArrayList<>();
        for (int h = 0; h < helpers; h++) {
            tasks.add(ForkJoinPool.commonPool().submit(worker));
        }
        worker.run();
        tasks.forEach(ForkJoinTask::quietlyJoin);
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown != null) {
            throw (RuntimeException)thrown;
        }
    }
}
