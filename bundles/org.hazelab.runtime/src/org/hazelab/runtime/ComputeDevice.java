// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.engine.DeviceQueue;
import org.hazelab.runtime.engine.Engine;
import org.hazelab.runtime.engine.Gpu;
import org.hazelab.runtime.engine.Libtorch;

import ai.djl.pytorch.jni.TorchCalls;

/**
 * The processor or a GPU, as one node uses it. All nodes of a JVM share a queue for each: work runs piece by piece, in
 * the order in which it is asked for, so several nodes take turns. A piece is a batch of tiles or the gradients of a
 * crop, never a whole image. The processor runs as many pieces at once as there are {@link #lanes}, a GPU one.
 *
 * <p>Reproducible: on the same device, the same work gives the same bytes. The number of threads does not matter, since
 * libtorch computes each piece on one thread; scripts are not rewritten while they run (libtorch's profiling optimizer
 * is off), and nothing draws random numbers here.
 *
 * <p>Thread-safe.
 */
public final class ComputeDevice {

    private static final Map<String, DeviceQueue> QUEUES = new ConcurrentHashMap<>();

    private final String name;
    private final String words;
    private final int index;
    private final int threads;
    private final long memory;
    private final boolean gpuUnused;
    private final DeviceQueue queue;
    private final DeviceQueue.Caller caller;

    private ComputeDevice(String name, String words, int index, int threads, long memory, boolean gpuUnused) {
        this.name = name;
        this.words = words;
        this.index = index;
        this.threads = threads;
        this.memory = memory;
        this.gpuUnused = gpuUnused;
        queue = QUEUES.computeIfAbsent(name, device -> new DeviceQueue(device, () -> {
            TorchCalls.setScriptOptimizer(false);
            TorchCalls.setGradientMode(false);
        }));
        queue.widen(lanes());
        caller = new DeviceQueue.Caller(lanes());
    }

    /** Work on a device; its result must not hold a {@link DeviceTensor} of the scope that was not kept. */
    @FunctionalInterface
    public interface Work<T> {
        @Nullable
        T run(DeviceScope scope) throws HazeLabException;
    }

    /**
     * The device that the settings ask for. The first call in a JVM starts PyTorch, which takes about a second.
     *
     * @throws HazeLabException if PyTorch cannot be started, or a GPU is asked for and cannot be used
     */
    public static ComputeDevice open(RuntimeSettings settings) throws HazeLabException {
        Engine engine = start(settings);
        DeviceChoice choice = DeviceChoice.of(settings.device(), engine);
        int threads = settings.threads().value();
        String words = choice.index() >= 0 ? choice.words() : choice.words() + ", " + threads
            + (threads == 1 ? " thread" : " threads");
        long memory = settings.memory().value().orElseGet(() -> choice.index() >= 0
            ? (long)(0.8 * engine.gpus().get(choice.index()).memory()) : RuntimeSettings.quarterOfMemory());
        boolean gpuUnused = choice.index() < 0 && settings.device().value().equals("auto") && !engine.gpus().isEmpty();
        return new ComputeDevice(choice.name(), words, choice.index(), threads, memory, gpuUnused);
    }

    /** The names of all devices that can be used, {@code cpu} first. */
    static List<String> names(Engine engine) {
        List<String> names = new ArrayList<>(List.of("cpu"));
        if (engine.hasCuda()) {
            for (Gpu gpu : engine.gpus()) {
                names.add("cuda:" + gpu.index());
            }
        }
        return names;
    }

    static Engine start(RuntimeSettings settings) throws HazeLabException {
        return Engine.start(settings.libtorch().value(), settings.libtorch().origin());
    }

    /** The version of PyTorch that model files are written for. */
    public static String torchVersion() {
        return Libtorch.VERSION;
    }

    /** {@code cpu} or {@code cuda:N}. */
    public String name() {
        return name;
    }

    /** The device and why it is this one, for a node's message. */
    public String words() {
        return words;
    }

    /** Whether {@code auto} took the processor although there is a GPU: worth a warning. {@link #words} says why. */
    public boolean gpuUnused() {
        return gpuUnused;
    }

    /**
     * How many pieces of work run at once if as many threads call {@link #run}: the threads of the settings on the
     * processor, 1 on a GPU. More callers wait for their turns. Results do not depend on it.
     */
    public int lanes() {
        return index >= 0 ? 1 : threads;
    }

    /** The bytes that all batches at once may take: to plan with; libtorch does not keep to it by itself. */
    public long memory() {
        return memory;
    }

    /**
     * Runs a piece of work when its turn has come, and waits for it. Tensors made in its scope are freed at its end,
     * except those that it keeps.
     *
     * @param progress asked 20 times a second while waiting; cancelled work that has begun is ended first
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     * @throws DeviceMemoryException if there is not enough memory: smaller work may succeed
     */
    public <T> T run(Progress progress, Work<T> work) throws HazeLabException {
        return run(progress, 0, work);
    }

    /** As {@link #run(Progress, Work)}; while others are before, the progress says so, at {@code fraction}. */
    public <T> T run(Progress progress, double fraction, Work<T> work) throws HazeLabException {
        return queue.run(progress, fraction, caller, () -> {
            if (TorchCalls.threads() != 1) {
                TorchCalls.setThreads(1); // not always: it drops prepared convolutions
            }
            try (DeviceScope scope = new DeviceScope(this)) {
                return work.run(scope);
            }
        });
    }

    /** Gives memory that no tensor uses back to the GPU; nothing on the processor. Useful before smaller batches. */
    public void releaseUnusedMemory() {
        if (index >= 0) {
            queue.post(TorchCalls::emptyCudaCache);
        }
    }

    /** Frees something when all work asked for before is done, and no other work runs. */
    void later(Runnable release) {
        queue.post(release);
    }

    void requireTurn() {
        if (!queue.isCurrentThread()) {
            throw new IllegalStateException("used outside of ComputeDevice.run");
        }
    }

    /** Of libtorch: the kind (0 processor, 1 CUDA) and the number. */
    int[] address() {
        return index >= 0 ? new int[] {1, index} : new int[] {0, -1};
    }

    boolean isCpu() {
        return index < 0;
    }

    @Override
    public String toString() {
        return words;
    }
}
