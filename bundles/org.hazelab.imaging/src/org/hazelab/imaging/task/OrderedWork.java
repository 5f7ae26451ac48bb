// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.task;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;

/**
 * Pieces of work that several threads compute while the calling thread takes the results in the order of the pieces,
 * whatever thread is faster. The number of pieces that have begun and whose result is not taken yet is bounded.
 *
 * @param <T> what a piece is known by
 * @param <R> what comes of it
 */
public final class OrderedWork<T, R> {

    private static final long POLL_MILLIS = 50;

    /**
     * What is done. {@link #compute} is called by several threads at a time, {@link #accept} by the calling thread
     * while they compute, and the others by one thread at a time.
     *
     * @param <T> what a piece is known by
     * @param <R> what comes of it
     */
    public interface Job<T, R> {

        /** The next piece; null if there is none any more. */
        @Nullable
        T next();

        /** How much of the work a piece is, in units of the whole. */
        double size(T piece);

        /**
         * Computes a piece, on any thread.
         *
         * @param progress of this piece alone, from 0 to 1
         */
        R compute(T piece, Progress progress) throws HazeLabException;

        /** Takes a result, on the thread that has called {@link OrderedWork#run}. */
        void accept(T piece, R result) throws HazeLabException;

        /** How many pieces may be computed at once now. */
        default int atOnce() {
            return Integer.MAX_VALUE;
        }

        /**
         * What to do in place of a piece that has failed, on the thread that has called {@link OrderedWork#run}.
         *
         * @param atOnce how many pieces could be computed at once when it began
         * @return pieces that come in its place
         * @throws HazeLabException to end the work
         */
        default List<T> instead(T piece, int atOnce, Throwable failure) throws HazeLabException {
            throw rethrown(failure);
        }
    }

    private enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    private static final class Slot<T, R> {

        private final T piece;
        private State state = State.WAITING;
        private int atOnce;
        private double part;
        private @Nullable R result;
        private @Nullable Throwable failure;

        Slot(T piece) {
            this.piece = piece;
        }
    }

    private final Job<T, R> job;
    private final int outstanding;
    private final double whole;
    private final Progress progress;
    /** In the order of their pieces: those that have begun, or wait again, and are not accepted. */
    private final Deque<Slot<T, R>> slots = new ArrayDeque<>();
    private int running;
    private boolean exhausted;
    private double accepted;
    private double reported;
    private volatile boolean stopped;

    private OrderedWork(Job<T, R> job, int outstanding, double whole, Progress progress) {
        this.job = job;
        this.outstanding = outstanding;
        this.whole = whole;
        this.progress = progress;
    }

    /**
     * Works until there is no piece any more. When it returns or throws, none is being computed.
     *
     * @param name of the threads
     * @param threads that compute; 1 is the calling thread itself
     * @param outstanding how many pieces may have begun and not been accepted, at least 1
     * @param whole the sizes of all pieces together, for the progress, which never goes back
     * @throws HazeLabException what a piece, or taking its result, has thrown
     * @throws CancellationException if the user has cancelled
     */
    public static <T, R> void run(String name, int threads, int outstanding, double whole, Job<T, R> job,
        Progress progress) throws HazeLabException {
        OrderedWork<T, R> work = new OrderedWork<>(job, outstanding, whole, progress);
        List<Thread> helpers = new ArrayList<>();
        boolean[] interrupted = new boolean[1];
        try {
            for (int i = 0; threads > 1 && i < threads; i++) {
                Thread helper = new Thread(work::help, name + " " + (i + 1));
                helper.setDaemon(true);
                helpers.add(helper);
                helper.start();
            }
            work.takeAll(helpers.isEmpty(), interrupted);
        } finally {
            work.stop();
            helpers.forEach(helper -> join(helper, interrupted));
            if (interrupted[0]) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void join(Thread helper, boolean[] interrupted) {
        while (helper.isAlive()) {
            try {
                helper.join();
            } catch (InterruptedException e) {
                interrupted[0] = true;
            }
        }
    }

    private static RuntimeException rethrown(@Nullable Throwable failure) throws HazeLabException {
        if (failure instanceof HazeLabException ours) {
            throw ours;
        } else if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }

    private synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** What a helper does. */
    private void help() {
        for (Slot<T, R> slot = await(); slot != null; slot = await()) {
            compute(slot);
        }
    }

    private synchronized @Nullable Slot<T, R> await() {
        while (!stopped) {
            Slot<T, R> slot = begin();
            if (slot != null) {
                return slot;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                continue; // nothing is to be had from these threads but results
            }
        }
        return null;
    }

    /** The next piece to compute; null if there is none at the moment. */
    private @Nullable Slot<T, R> begin() {
        int most = job.atOnce();
        if (running >= most || hasFailed()) {
            return null;
        }
        Slot<T, R> found = null;
        for (Slot<T, R> slot : slots) {
            if (slot.state == State.WAITING) {
                found = slot;
                break;
            }
        }
        if (found == null && !exhausted && slots.size() < outstanding) {
            T piece = job.next();
            exhausted = piece == null;
            if (piece != null) {
                found = new Slot<>(piece);
                slots.add(found);
            }
        }
        if (found != null) {
            found.state = State.RUNNING;
            found.atOnce = most;
            running++;
        }
        return found;
    }

    private boolean hasFailed() {
        return slots.stream().anyMatch(slot -> slot.state == State.FAILED);
    }

    private void compute(Slot<T, R> slot) {
        R result = null;
        Throwable failure = null;
        try {
            result = job.compute(slot.piece, new Part(slot));
        } catch (Throwable e) { // also a shortage of memory: the calling thread decides
            failure = e;
        }
        synchronized (this) {
            running--;
            slot.result = result;
            slot.failure = failure;
            slot.part = failure == null ? 1 : 0;
            slot.state = failure == null ? State.DONE : State.FAILED;
            notifyAll();
        }
    }

    private void takeAll(boolean alone, boolean[] interrupted) throws HazeLabException {
        while (true) {
            progress.checkCanceled();
            Slot<T, R> slot = alone ? begun() : null;
            if (slot != null) {
                compute(slot);
            }
            replaceFailed();
            Slot<T, R> first = firstDone(alone, interrupted);
            if (first != null) {
                job.accept(first.piece, result(first));
                removeFirst();
            } else if (isOver()) {
                return;
            }
        }
    }

    private synchronized @Nullable Slot<T, R> begun() {
        return begin();
    }

    @SuppressWarnings("NullAway") // a job may yield null, and takes it then
    private static <T, R> R result(Slot<T, R> slot) {
        return slot.result;
    }

    private synchronized boolean isOver() {
        return exhausted && slots.isEmpty();
    }

    /** The first slot if it is done; else null after a while, or once something has changed. */
    @SuppressWarnings("WaitNotInLoop") // the caller looks again, and asks for a cancel between
    private synchronized @Nullable Slot<T, R> firstDone(boolean alone, boolean[] interrupted) {
        Slot<T, R> first = slots.peek();
        if (first != null && first.state == State.DONE) {
            return first;
        }
        boolean idle = !alone && !isOver() && !hasFailed();
        if (idle) {
            try {
                wait(POLL_MILLIS);
            } catch (InterruptedException e) {
                interrupted[0] = true; // the progress knows whether that is a cancel
            }
        }
        return null;
    }

    private synchronized void removeFirst() {
        accepted += job.size(slots.remove().piece);
        notifyAll();
    }

    private synchronized void replaceFailed() throws HazeLabException {
        if (!hasFailed()) {
            return;
        }
        List<Slot<T, R>> all = new ArrayList<>();
        for (Slot<T, R> slot : slots) {
            if (slot.state == State.FAILED && slot.failure != null) {
                job.instead(slot.piece, slot.atOnce, slot.failure).forEach(piece -> all.add(new Slot<>(piece)));
            } else {
                all.add(slot);
            }
        }
        slots.clear();
        slots.addAll(all);
        notifyAll();
    }

    private synchronized void report(Slot<T, R> slot, double part, String message) {
        slot.part = Math.max(slot.part, Math.min(1, part));
        double done = accepted;
        for (Slot<T, R> each : slots) {
            done += each.part * job.size(each.piece);
        }
        reported = Math.max(reported, Math.min(1, done / whole));
        progress.report(reported, message);
    }

    /** The progress of a piece. */
    private final class Part implements Progress {

        private final Slot<T, R> slot;

        Part(Slot<T, R> slot) {
            this.slot = slot;
        }

        @Override
        public void report(double fraction, String message) {
            OrderedWork.this.report(slot, fraction, message);
        }

        @Override
        public void checkCanceled() {
            if (stopped) {
                throw new CancellationException();
            }
            progress.checkCanceled();
        }
    }
}
