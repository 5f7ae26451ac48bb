// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Progress;

/**
 * The threads that talk to a device, its lanes, and the queue of work for them.
 *
 * <p>First come, first served: a free lane takes the oldest piece of work, except where its caller has as many pieces
 * running as it may. Calling threads are blocked while they wait, so several nodes take turns piece by piece. Threads
 * of its own, because libtorch keeps the gradient mode and the number of threads for each thread that calls it, and
 * the C library an arena of memory: with KNIME's pool of workers, those would pile up.
 *
 * <p>When the JVM ends, libtorch's global objects are destroyed while daemon threads still run. So the end waits for
 * the pieces of work that have begun, and none begins after it.
 */
public final class DeviceQueue {

    private static final long POLL_MILLIS = 50;
    /** The end of the JVM waits at most so long. */
    private static final long SHUTDOWN_TIMEOUT_MILLIS = 30_000;

    private final Deque<Piece<?>> waiting = new ArrayDeque<>();
    private final Set<Piece<?>> running = new HashSet<>();
    private final String name;
    private final Runnable prepare;
    private int mostLanes = 1;
    private int lanes;
    /** The numbers of lanes that wait for work; the lowest one goes first, whose memory is warm. */
    private final TreeSet<Integer> idle = new TreeSet<>();
    private boolean ending;

    /** What asks for work, such as a node, and how many of its pieces of work may run at once. */
    public static final class Caller {

        private final int atOnce;
        /** Guarded by the queue. */
        private int running;

        /** @param atOnce at least 1 */
        public Caller(int atOnce) {
            if (atOnce < 1) {
                throw new IllegalArgumentException(atOnce + " pieces of work at once");
            }
            this.atOnce = atOnce;
        }
    }

    /** A piece of work; without a caller it runs when no other does. */
    private static final class Piece<T> extends FutureTask<T> {

        private final @Nullable Caller caller;

        Piece(@Nullable Caller caller, Callable<T> work) {
            super(work);
            this.caller = caller;
        }
    }

    /** A daemon, which begins with the first piece of work that finds no other lane idle. */
    private final class Lane extends Thread {

        private final int number;
        // Only this thread asks and sets these.
        private boolean prepared;
        private @Nullable Piece<?> current;

        Lane(int number) {
            super("HazeLab " + name + (number == 1 ? "" : " " + number));
            this.number = number;
            setDaemon(true);
        }

        @Override
        public void run() {
            while (true) {
                Piece<?> piece = next(number);
                current = piece;
                piece.run();
            }
        }

        DeviceQueue queue() {
            return DeviceQueue.this;
        }

        /**
         * Runs what a piece consists of. At its end the lane is idle before the caller hears of it: a caller that asks
         * for one piece after the other stays on one lane, whose memory is warm.
         */
        private <T> T call(Callable<T> work) throws Exception {
            Piece<?> whole = current;
            current = null; // what the work asks for meanwhile, on this lane, is part of it
            try {
                prepare();
                return work.call();
            } finally {
                if (whole != null) {
                    done(whole, number);
                }
            }
        }

        private void prepare() throws HazeLabException {
            if (prepared) {
                return;
            }
            try {
                prepare.run();
                prepared = true;
            } catch (RuntimeException | Error e) {
                throw new HazeLabException("The device " + name + " cannot be prepared: " + e,
                    "Execute the node again; if it "
                        + "fails again, restart KNIME and report it with the output of doctor",
                    e);
            }
        }
    }

    /**
     * A queue with one lane, see {@link #widen}.
     *
     * @param device its name, for the threads
     * @param prepare run on each lane before its first piece of work; if it fails, that work fails with the reason,
     *            and the next one tries again
     */
    public DeviceQueue(String device, Runnable prepare) {
        name = device;
        this.prepare = prepare;
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "HazeLab end of " + device));
    }

    /** Allows as many lanes, if there were fewer. */
    public synchronized void widen(int most) {
        mostLanes = Math.max(mostLanes, most);
    }

    /** Whether the calling thread is one of the device's lanes. */
    public boolean isCurrentThread() {
        return Thread.currentThread() instanceof Lane lane && lane.queue() == this;
    }

    /**
     * Runs a piece of work on a lane when its turn has come, and waits for it. Called on a lane, it runs at once.
     *
     * @param fraction how far the caller is, for the words it gets while it waits
     * @throws CancellationException if the user cancels; work that has begun is ended first
     * @throws HazeLabException what the work throws, or why the device cannot be prepared for it
     */
    public <T> T run(Progress progress, double fraction, Caller caller, Callable<T> work) throws HazeLabException {
        Piece<T> piece = piece(caller, work);
        progress.checkCanceled();
        if (isCurrentThread()) {
            piece.run();
            return result(piece);
        }
        submit(piece);
        boolean interrupted = false;
        String said = "";
        try {
            while (true) {
                try {
                    piece.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                    return result(piece);
                } catch (TimeoutException e) {
                    said = report(progress, fraction, ahead(piece), said);
                    cancelIfWanted(progress, piece);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return result(piece);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Runs something once all work asked for before is done, and before any that is asked for later; does not wait for
     * it.
     */
    public void post(Runnable work) {
        submit(piece(null, () -> {
            work.run();
            return null;
        }));
    }

    private static <T> Piece<T> piece(@Nullable Caller caller, Callable<T> work) {
        return new Piece<>(caller, () -> ((Lane)Thread.currentThread()).call(work));
    }

    private String report(Progress progress, double fraction, int ahead, String said) {
        if (ahead == 0) {
            return said;
        }
        String words =
            "Waiting for " + name + ", on which " + ahead + (ahead == 1 ? " other node works" : " other nodes work");
        if (!words.equals(said)) {
            progress.report(fraction, words);
        }
        return words;
    }

    private void cancelIfWanted(Progress progress, Piece<?> piece) {
        try {
            progress.checkCanceled();
        } catch (RuntimeException e) {
            boolean neverBegan = remove(piece);
            if (!neverBegan) {
                awaitEnd(piece);
            }
            throw e;
        }
    }

    private static void awaitEnd(FutureTask<?> task) {
        boolean interrupted = false;
        while (true) {
            try {
                task.get();
                break;
            } catch (ExecutionException | CancellationException e) {
                break; // cancelled: how it ended no longer matters
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T result(FutureTask<T> task) throws HazeLabException {
        boolean interrupted = Thread.interrupted();
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HazeLabException failure) {
                throw failure;
            } else if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            } else if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("the work has not ended", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void submit(Piece<?> piece) {
        waiting.add(piece);
        if (lanes < mostLanes && waiting.size() > idle.size()) {
            lanes++;
            new Lane(lanes).start();
        }
        notifyAll();
    }

    private synchronized boolean remove(Piece<?> piece) {
        boolean removed = waiting.remove(piece);
        notifyAll(); // what came after it may be free to go
        return removed;
    }

    /** How many others have work that comes before a piece that has not begun; 0 once it has. */
    private synchronized int ahead(Piece<?> piece) {
        if (!waiting.contains(piece)) {
            return 0;
        }
        Set<Caller> others = new HashSet<>();
        running.forEach(other -> addOther(others, other, piece));
        for (Piece<?> other : waiting) {
            if (other == piece) {
                break;
            }
            addOther(others, other, piece);
        }
        return others.size();
    }

    private static void addOther(Set<Caller> others, Piece<?> other, Piece<?> piece) {
        if (other.caller != null && other.caller != piece.caller) {
            others.add(other.caller);
        }
    }

    private synchronized Piece<?> next(int lane) {
        idle.add(lane);
        while (true) {
            Piece<?> piece = ending || idle.first() != lane ? null : first();
            if (piece != null) {
                begin(piece);
                idle.remove(lane);
                notifyAll(); // the next lane may begin another piece
                return piece;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                continue; // an interrupt does not end this thread
            }
        }
    }

    private void begin(Piece<?> piece) {
        waiting.remove(piece);
        running.add(piece);
        if (piece.caller != null) {
            piece.caller.running++;
        }
    }

    /** The oldest piece that may begin now; null if there is none. */
    private @Nullable Piece<?> first() {
        if (running.stream().anyMatch(piece -> piece.caller == null)) {
            return null;
        }
        for (Piece<?> piece : waiting) {
            if (piece.caller == null) {
                return running.isEmpty() && piece == waiting.peek() ? piece : null;
            } else if (piece.caller.running < piece.caller.atOnce) {
                return piece;
            }
        }
        return null;
    }

    private synchronized void done(Piece<?> piece, int lane) {
        running.remove(piece);
        idle.add(lane);
        if (piece.caller != null) {
            piece.caller.running--;
        }
        notifyAll();
    }

    private synchronized void end() {
        ending = true;
        long last = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SHUTDOWN_TIMEOUT_MILLIS);
        try {
            for (long left = SHUTDOWN_TIMEOUT_MILLIS; !running.isEmpty() && left > 0;) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(last - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the JVM ends at once
        }
    }
}
