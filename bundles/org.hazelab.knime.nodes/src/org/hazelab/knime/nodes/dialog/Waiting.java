// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dialog;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks at the computer without letting a dialog wait: a folder may lie in a network that does not answer. What takes
 * longer than a second goes on in the background without being waited for; while two such are left, nothing new begins.
 */
final class Waiting {

    private static final int MOST_AT_ONCE = 2;
    private static final long SECONDS_IDLE = 5;

    /** Counts work and not threads: one that has just answered may not be ready for the next question yet. */
    private static final Semaphore WORKING = new Semaphore(MOST_AT_ONCE);

    private static final ThreadPoolExecutor THREADS = new ThreadPoolExecutor(0, Integer.MAX_VALUE, SECONDS_IDLE,
        TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "HazeLab dialog");
            thread.setDaemon(true);
            return thread;
        });

    private Waiting() {
    }

    /** The result, or nothing if there is none within a second or something failed that the work does not handle. */
    static <T> Optional<T> atMostASecond(Callable<T> work) {
        return within(1000, work);
    }

    static <T> Optional<T> within(long milliseconds, Callable<T> work) {
        if (!WORKING.tryAcquire()) {
            return Optional.empty(); // what was asked before still waits for an answer
        }
        AtomicBoolean begun = new AtomicBoolean();
        Future<T> result = THREADS.submit(() -> {
            if (!begun.compareAndSet(false, true)) {
                throw new CancellationException(); // too late
            }
            try {
                return work.call();
            } finally {
                WORKING.release();
            }
        });
        try {
            return Optional.ofNullable(result.get(milliseconds, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            leave(result, begun);
            return Optional.empty();
        } catch (InterruptedException e) {
            leave(result, begun);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.empty(); // a dialog opens whatever is wrong; the node will say it when it is executed
        }
    }

    private static void leave(Future<?> result, AtomicBoolean begun) {
        result.cancel(true);
        if (begun.compareAndSet(false, true)) {
            WORKING.release(); // it never began, and will not
        }
    }
}
