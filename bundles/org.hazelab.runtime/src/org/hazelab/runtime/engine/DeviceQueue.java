// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;

/**
 * The one thread that talks to a device, and the queue of work for it.
 *
 * <p>First come, first served. A caller is blocked while it waits, so each has one piece of work in the queue, and
 * several nodes take turns piece by piece. One thread, because libtorch keeps the gradient mode, the number of threads
 * and a team of OpenMP threads for each thread that calls it: with KNIME's pool of workers, those would pile up.
 *
 * <p>When the JVM ends, libtorch's global objects are destroyed while daemon threads still run. So the end waits for
 * the piece of work that has begun, and none begins after it.
 */
public final class DeviceQueue {

    private static final long POLL_MILLIS = 50;
    /** The end of the JVM waits at most so long. */
    private static final long SHUTDOWN_TIMEOUT_MILLIS = 30_000;

    private final Deque<FutureTask<?>> waiting = new ArrayDeque<>();
    private final Thread thread;
    private final String name;
    private final Runnable prepare;
    /** Only the device's thread asks and sets it. */
    private boolean prepared;
    private boolean working;
    private boolean ending;

    /**
     * Starts the thread, a daemon.
     *
     * @param device its name, for the thread
     * @param prepare run on the thread before the first piece of work; if it fails, that work fails with the reason,
     *            and the next one tries again
     */
    public DeviceQueue(String device, Runnable prepare) {
        name = device;
        this.prepare = prepare;
        thread = new Thread(() -> {
            while (true) {
                next().run();
                done();
            }
        }, "HazeLab " + device);
        thread.setDaemon(true);
        thread.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "HazeLab end of " + device));
    }

    /** Whether the calling thread is the device's. */
    public boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /**
     * Runs a piece of work on the device's thread when its turn has come, and waits for it. Called on that thread, it
     * runs at once.
     *
     * @param fraction how far the caller is, for the words it gets while it waits
     * @throws CancellationException if the user cancels; work that has begun is ended first
     * @throws HazeLabException what the work throws, or why the device cannot be prepared for it
     */
    public <T> T run(Progress progress, double fraction, String device, Callable<T> work) throws HazeLabException {
        FutureTask<T> task = new FutureTask<>(() -> {
            prepare();
            return work.call();
        });
        progress.checkCanceled();
        if (isCurrentThread()) {
            task.run();
            return result(task);
        }
        submit(task);
        boolean interrupted = false;
        String said = "";
        try {
            while (true) {
                try {
                    task.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
                    return result(task);
                } catch (TimeoutException e) {
                    said = report(progress, fraction, device, ahead(task), said);
                    cancelIfWanted(progress, task);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    return result(task);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs something when its turn has come, without waiting. */
    public void post(Runnable work) {
        submit(new FutureTask<>(() -> {
            prepare();
            work.run();
            return null;
        }));
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

    private static String report(Progress progress, double fraction, String device, int ahead, String said) {
        if (ahead == 0) {
            return said;
        }
        String words =
            "Waiting for " + device + ", on which " + ahead + (ahead == 1 ? " other node works" : " other nodes work");
        if (!words.equals(said)) {
            progress.report(fraction, words);
        }
        return words;
    }

    private void cancelIfWanted(Progress progress, FutureTask<?> task) {
        try {
            progress.checkCanceled();
        } catch (RuntimeException e) {
            boolean neverBegan = remove(task);
            if (!neverBegan) {
                awaitEnd(task);
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

    private synchronized void submit(FutureTask<?> task) {
        waiting.add(task);
        notifyAll();
    }

    private synchronized boolean remove(FutureTask<?> task) {
        return waiting.remove(task);
    }

    /** How many pieces of work come before one that has not begun; 0 once it has. */
    private synchronized int ahead(FutureTask<?> task) {
        int position = 0;
        for (FutureTask<?> other : waiting) {
            if (other == task) {
                return position + (working ? 1 : 0);
            }
            position++;
        }
        return 0;
    }

    private synchronized FutureTask<?> next() {
        while (waiting.isEmpty() || ending) {
            try {
                wait();
            } catch (InterruptedException e) {
                continue; // an interrupt does not end this thread
            }
        }
        working = true;
        return waiting.remove();
    }

    private synchronized void done() {
        working = false;
        notifyAll();
    }

    private synchronized void end() {
        ending = true;
        long last = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SHUTDOWN_TIMEOUT_MILLIS);
        try {
            for (long left = SHUTDOWN_TIMEOUT_MILLIS; working && left > 0;) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(last - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the JVM ends at once
        }
    }
}
