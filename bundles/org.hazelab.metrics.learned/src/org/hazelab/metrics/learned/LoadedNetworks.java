// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.learned;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.networks.weights.WeightsFolder;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceMemoryException;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;

/**
 * The networks of a run: each is loaded when a metric first asks for it, and stays until this is closed. Thread-safe.
 */
public final class LoadedNetworks implements AutoCloseable {

    private static final int MILLIS_BETWEEN_QUESTIONS = 50;

    private final RuntimeSettings settings;
    private final WeightsFolder folder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, ScriptModule> modules = new HashMap<>();
    private final Map<Object, HazeLabException> failures = new HashMap<>();
    private boolean closed;

    /** Loads nothing yet. */
    LoadedNetworks(RuntimeSettings settings, WeightsFolder folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /** Loads a network onto a device. */
    @FunctionalInterface
    public interface Loader {
        ScriptModule load(ComputeDevice device, WeightsFolder folder, Progress progress) throws HazeLabException;
    }

    /**
     * A network. Where it cannot be loaded, every call gets the same failure: a table of a thousand images does not
     * look a thousand times for a file.
     *
     * @param key of the network, such as a constant of an enumeration
     * @param loader called once for a key, unless the user cancels
     * @throws HazeLabException if it cannot be loaded
     * @throws CancellationException if the user has cancelled
     */
    public ScriptModule get(Object key, Loader loader, Progress progress) throws HazeLabException {
        acquire(progress);
        try {
            if (closed) {
                throw new IllegalStateException("The run is over");
            }
            if (!modules.containsKey(key) && !failures.containsKey(key)) {
                load(key, loader, progress);
            }
            HazeLabException failure = failures.get(key);
            if (failure != null) {
                throw failure;
            }
            return Objects.requireNonNull(modules.get(key));
        } finally {
            lock.unlock();
        }
    }

    private void load(Object key, Loader loader, Progress progress) {
        try {
            modules.put(key, loader.load(ComputeDevice.open(settings), folder, progress));
        } catch (HazeLabException e) {
            failures.put(key, e);
        } catch (DeviceMemoryException e) {
            failures.put(key, e.forUser("the network"));
        }
    }

    /** Waits for another thread that loads, while it asks whether the user has cancelled. */
    private void acquire(Progress progress) {
        try {
            while (!lock.tryLock(MILLIS_BETWEEN_QUESTIONS, TimeUnit.MILLISECONDS)) {
                progress.checkCanceled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("Waiting for a network was interrupted");
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    /** Frees all networks. May be called again. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            modules.values().forEach(ScriptModule::close);
            modules.clear();
        } finally {
            lock.unlock();
        }
    }
}
