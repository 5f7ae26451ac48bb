// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Progress;

/**
 * Makes the batches of a round on a thread of its own, in their order and two ahead, while the device works. What fails
 * there fails at the batch that it belongs to.
 */
final class Prefetch<B> implements AutoCloseable {

    static final String THREAD = "HazeLab batches";

    /** One waits here, and the next one is being made or waits for its place. */
    private static final int WAITING = 1;
    private static final int POLL_MILLIS = 50;

    private record Made<B>(@Nullable B batch, @Nullable Throwable failure) {
    }

    private final BlockingQueue<Made<B>> made = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread;
    private volatile boolean closed;

    /** Begins with the first batch of a round. */
    Prefetch(BatchSource<B> source, int round) {
        thread = new Thread(() -> makeAll(source, round), THREAD);
        thread.setDaemon(true);
        thread.start();
    }

    private void makeAll(BatchSource<B> source, int round) {
        try {
            int count = source.batches();
            for (int index = 0; index < count && !closed; index++) {
                made.put(new Made<>(source.batch(round, index), null));
            }
        } catch (InterruptedException e) {
            return; // closed
        } catch (Throwable e) { // also a shortage of memory, which the training explains
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        try {
            made.put(new Made<>(null, failure));
        } catch (InterruptedException e) {
            return; // closed
        }
    }

    /**
     * The next batch; to be called as often as the round has batches.
     *
     * @param progress asked while waiting
     * @throws HazeLabException if it cannot be made
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    B next(Progress progress) throws HazeLabException {
        boolean interrupted = false;
        try {
            while (true) {
                progress.checkCanceled();
                try {
                    Made<B> next = made.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                    if (next != null) {
                        return result(next);
                    }
                } catch (InterruptedException e) {
                    interrupted = true; // the progress knows whether that is a cancel
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <B> B result(Made<B> made) throws HazeLabException {
        if (made.failure() instanceof HazeLabException failure) {
            throw failure;
        } else if (made.failure() instanceof RuntimeException failure) {
            throw failure;
        } else if (made.failure() instanceof Error failure) {
            throw failure;
        }
        return Objects.requireNonNull(made.batch());
    }

    /** Stops the thread and waits for the batch that it is making. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
