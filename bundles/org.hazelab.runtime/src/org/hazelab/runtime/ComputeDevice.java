// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.engine.AppleGpu;
import org.hazelab.runtime.engine.DeviceQueue;
import org.hazelab.runtime.engine.Engine;
import org.hazelab.runtime.engine.Gpu;
import org.hazelab.runtime.engine.Libtorch;
import org.hazelab.runtime.engine.Platform;
import org.hazelab.runtime.script.Order;

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
    private final String identity;
    private final DeviceQueue queue;
    private final DeviceQueue.Caller caller;

    private ComputeDevice(String name, String words, int index, int threads, long memory, boolean gpuUnused,
        String identity) {
        this.name = name;
        this.words = words;
        this.index = index;
        this.threads = threads;
        this.memory = memory;
        this.gpuUnused = gpuUnused;
        this.identity = identity;
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

    /** What a device is wanted for, which {@code auto} depends on. */
    public enum Use {
        /** To compute with a model after a tile of it was tried there: any device. */
        TRIED_FIRST,
        /** To compute with a network without a trial: not Apple's GPU, unless it is asked for. */
        UNTRIED,
        /** To train: never Apple's GPU, for which PyTorch lacks gradients. */
        TRAINING
    }

    /** As {@link #open(RuntimeSettings, Use)}, for networks that are not tried first. */
    public static ComputeDevice open(RuntimeSettings settings) throws HazeLabException {
        return open(settings, Use.UNTRIED);
    }

    /**
     * The device that the settings ask for. The first call in a JVM starts PyTorch, which takes about a second.
     *
     * @throws HazeLabException if PyTorch cannot be started, or a device is asked for and cannot be used
     */
    public static ComputeDevice open(RuntimeSettings settings, Use use) throws HazeLabException {
        Engine engine = start(settings);
        return open(settings, engine, DeviceChoice.of(settings.device(), engine, use));
    }

    /**
     * The processor in place of the device that {@code auto} chose.
     *
     * @param reason for a sentence, without a full stop
     * @throws HazeLabException if PyTorch cannot be started
     */
    public static ComputeDevice processor(RuntimeSettings settings, String reason) throws HazeLabException {
        return open(settings, start(settings), DeviceChoice.cpu("auto: " + reason));
    }

    private static ComputeDevice open(RuntimeSettings settings, Engine engine, DeviceChoice choice) {
        int threads = settings.threads().value();
        String words = !choice.isCpu() ? choice.words() : choice.words() + ", " + words(threads);
        long memory = settings.memory().value().orElseGet(() -> choice.index() >= 0
            ? (long)(0.8 * engine.gpus().get(choice.index()).memory()) : RuntimeSettings.quarterOfMemory());
        boolean gpuUnused = choice.isCpu() && settings.device().value().equals("auto")
            && (!engine.gpus().isEmpty() || engine.apple().usable());
        return new ComputeDevice(choice.name(), words, choice.index(), threads, memory, gpuUnused,
            identity(engine, choice) + ", " + words(threads));
    }

    /** What results and rates of a device depend on. */
    private static String identity(Engine engine, DeviceChoice choice) {
        String device = choice.index() >= 0 ? engine.gpus().get(choice.index()).name() : choice.name();
        return device + ", driver " + engine.driver() + ", PyTorch " + engine.libtorch().build() + " on "
            + engine.platform();
    }

    private static String words(int threads) {
        return threads + (threads == 1 ? " thread" : " threads");
    }

    /** Whether this computer is a Mac with Apple silicon, for dialogs: PyTorch is not loaded. */
    public static boolean isOnAppleSilicon() {
        return AppleGpu.isOn(Platform.current());
    }

    /** The names of all devices that can be used, {@code cpu} first. */
    static List<String> names(Engine engine) {
        List<String> names = new ArrayList<>(List.of("cpu"));
        if (engine.hasCuda()) {
            for (Gpu gpu : engine.gpus()) {
                names.add("cuda:" + gpu.index());
            }
        }
        if (engine.apple().usable()) {
            names.add(DeviceChoice.MPS);
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

    /** {@code cpu}, {@code cuda:N} or {@code mps}. */
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
        return isCpu() ? threads : 1;
    }

    /** The kind of device, its driver, PyTorch's version and the threads: what a trial's verdict holds for. */
    public String identity() {
        return identity;
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

    /** Gives memory that no tensor uses back to NVIDIA's GPU; nothing elsewhere. Useful before smaller batches. */
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
        return name.equals(DeviceChoice.MPS) ? TorchCalls.appleGpu()
            : index >= 0 ? new int[] {1, index} : new int[] {0, -1};
    }

    /** Whether this is the processor. */
    public boolean isCpu() {
        return name.equals("cpu");
    }

    /**
     * The order of weights in memory that this device is to have. On Apple's GPU only rows: PyTorch has had wrong
     * results there with channels innermost (pytorch/pytorch issues 89353, 174345 and 180984).
     */
    Order order(Order wanted) {
        return name.equals(DeviceChoice.MPS) ? Order.ROWS : wanted;
    }

    @Override
    public String toString() {
        return words;
    }
}
