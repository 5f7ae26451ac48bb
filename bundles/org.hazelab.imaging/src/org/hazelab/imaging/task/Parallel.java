// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * Loops spread over the processors.
 *
 * <p>The pieces are cut by the size of the work, never by the number of processors, and each piece writes only its own
 * part of the result: whatever runs them, the result is the same to the bit. {@link #withThreads} and the
 * setting {@code hazelab.threads} ({@code HAZELAB_THREADS}) bound the threads.
 */
public final class Parallel {

    /** The bound that the code on this thread runs under; none: as many threads as there are processors. */
    private static final ThreadLocal<Limit> LIMIT = new ThreadLocal<>();

    private static final Pattern THREADS = Pattern.compile("[1-9]\\d{0,3}");

    private Parallel() {
    }

    /**
     * The threads of one loop where no other bound holds: the system property {@code hazelab.threads}, else the
     * environment variable {@code HAZELAB_THREADS}, else as many as there are processors. What is no number from 1 up
     * counts as not set here; the nodes with a device refuse it, and {@code doctor} names it.
     */
    public static int mostThreads() {
        String property = System.getProperty("hazelab.threads");
        String set = property == null || property.isBlank() ? System.getenv("HAZELAB_THREADS") : property;
        return set != null && THREADS.matcher(set.strip()).matches() ? Integer.parseInt(set.strip())
            : Runtime.getRuntime().availableProcessors();
    }

    /** Work with a result. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Runs work on the calling thread; all loops in it together, loops within loops included, use at most
     * {@code threads} threads. For hosts that run several tasks in one process, such as the slots of a cluster's
     * executor. The result does not depend on it.
     *
     * @param threads the calling thread included, at least 1; within another bound the smaller one holds
     * @return what the work returns
     * @throws E if the work throws it
     */
    public static <T, E extends Exception> T withThreads(int threads, Work<T, E> work) throws E {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads must be at least 1, got " + threads);
        }
        Limit outer = LIMIT.get();
        enter(new Limit(outer, new Semaphore(threads - 1)));
        try {
            return work.run();
        } finally {
            enter(outer);
        }
    }

    private static void enter(Limit limit) {
        if (limit == null) {
            LIMIT.remove();
        } else {
            LIMIT.set(limit);
        }
    }

    /**
     * Threads that may help the one that works.
     *
     * @param outer the bound around this one; null if there is none
     */
    private record Limit(Limit outer, Semaphore helpers) {

        boolean tryAcquire() {
            if (!helpers.tryAcquire()) {
                return false;
            }
            if (outer != null && !outer.tryAcquire()) {
                helpers.release();
                return false;
            }
            return true;
        }

        void release() {
            helpers.release();
            if (outer != null) {
                outer.release();
            }
        }
    }

    /** Helps under a bound, null for none; the thread may be one that waits within another bound, and returns to it. */
    private static void help(Limit limit, Runnable worker) {
        Limit before = LIMIT.get();
        enter(limit);
        try {
            worker.run();
        } finally {
            enter(before);
            if (limit != null) {
                limit.release();
            }
        }
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
        int helpers = Math.min(pieces, mostThreads()) - 1;
        Limit limit = LIMIT.get();
        List<ForkJoinTask<?>> tasks = new ArrayList<>();
        for (int h = 0; h < helpers && (limit == null || limit.tryAcquire()); h++) {
            tasks.add(ForkJoinPool.commonPool().submit(() -> help(limit, worker)));
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
