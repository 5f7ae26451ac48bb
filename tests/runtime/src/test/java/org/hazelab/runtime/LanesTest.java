// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import ai.djl.pytorch.jni.TorchCalls;

/** Several lanes of the processor at once: modules of several kinds, gradients, and closing in between. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LanesTest {

    private static final int LANES = 6;
    private static final int SIDE = 24;

    private static final byte[] SCRIPT = new TestScript().parameter("w", numbers(3, 8, 8, 3, 3))
        .method("forward(self: __torch__.Test, x: Tensor) -> Tensor",
            "_0 = torch.conv2d(x, self.w, None, [1, 1], [1, 1])",
            "_1 = torch.group_norm(_0, 4)",
            "_2 = torch.mul_(_1, torch.sigmoid(_1))",
            "return torch.softmax(torch.conv2d(_2, self.w, None, [1, 1], [1, 1]), 3)")
        .method("gradient(self: __torch__.Test, x: Tensor) -> Tensor",
            "_0 = torch.conv2d(x, self.w, None, [1, 1], [1, 1])",
            "_1 = torch.mean(torch.square(torch.group_norm(_0, 4)))",
            "_2 = torch.grad([_1], [self.w], None, None, False)",
            "return unchecked_cast(Tensor, _2[0])")
        .archive();

    /** Another shape of convolution, and numbers of its own. */
    private static final byte[] OTHER = new TestScript().parameter("w", numbers(5, 16, 8, 1, 1))
        .method("forward(self: __torch__.Test, x: Tensor) -> Tensor",
            "return torch.matmul(torch.conv2d(x, self.w), torch.transpose(torch.conv2d(x, self.w), 2, 3))")
        .archive();

    private static FloatTensor numbers(int seed, int... shape) {
        FloatTensor tensor = FloatTensor.zeros(shape);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = ((i + 1) * (0x9E3779B9 + 2 * seed) >> 8) / (float)(1 << 23);
        }
        return tensor;
    }

    private static ComputeDevice cpu(int threads) throws HazeLabException {
        return ComputeDevice.open(RuntimeSettings.resolve("cpu", threads, ""));
    }

    private static FloatTensor forward(ScriptModule module, int seed) throws HazeLabException {
        return module.forward(List.of(numbers(seed, 2, 8, SIDE, SIDE)), Progress.NONE).get(0);
    }

    private static FloatTensor gradient(ScriptModule module, int seed) throws HazeLabException {
        return module.device().run(Progress.NONE,
            scope -> scope.train(module, "gradient", numbers(seed, 2, 8, SIDE, SIDE)).get(0).get());
    }

    /** Work of a thread of a test. */
    @FunctionalInterface
    private interface Action {
        void run(int thread) throws Exception;
    }

    private static void inThreads(int count, Action action) throws InterruptedException {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                try {
                    action.run(number);
                } catch (Throwable e) {
                    failures.add(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (Throwable failure : failures) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void eachLaneComputesOnOneThreadWithoutGradients() throws Exception {
        CyclicBarrier all = new CyclicBarrier(LANES);
        ComputeDevice cpu = cpu(LANES);
        assertEquals(LANES, cpu.lanes());
        inThreads(LANES, thread -> cpu.run(Progress.NONE, scope -> {
            assertEquals(1, TorchCalls.threads());
            try {
                return all.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    @Test
    void aNodeUsesNoMoreLanesThanItsThreads() throws Exception {
        cpu(LANES);
        ComputeDevice two = cpu(2);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        inThreads(LANES, thread -> {
            for (int i = 0; i < 20; i++) {
                two.run(Progress.NONE, scope -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.yield();
                    return now.decrementAndGet();
                });
            }
        });
        assertTrue(most.get() <= 2, most + " at once");
    }

    /** A module is shared, others come and go, and gradients are computed beside inference: always the same bytes. */
    @Test
    void mixedWorkInAllLanesGivesTheBytesOfOneLane() throws Exception {
        List<FloatTensor> forward = new ArrayList<>();
        List<FloatTensor> gradients = new ArrayList<>();
        List<FloatTensor> others = new ArrayList<>();
        try (ScriptModule module = ScriptModule.load(cpu(1), SCRIPT, Progress.NONE);
            ScriptModule other = ScriptModule.load(cpu(1), OTHER, Progress.NONE)) {
            for (int seed = 0; seed < 5; seed++) {
                forward.add(forward(module, seed));
                gradients.add(gradient(module, seed));
                others.add(forward(other, seed));
            }
        }
        ComputeDevice cpu = cpu(LANES);
        try (ScriptModule shared = ScriptModule.load(cpu, SCRIPT, Progress.NONE)) {
            inThreads(LANES + 2, thread -> {
                for (int turn = 0; turn < 40; turn++) {
                    int seed = (turn + thread) % 5;
                    if ((turn + thread) % 3 == 0) {
                        assertEquals(gradients.get(seed), gradient(shared, seed));
                    } else if ((turn + thread) % 3 == 1) {
                        assertEquals(forward.get(seed), forward(shared, seed));
                    } else {
                        try (ScriptModule own = ScriptModule.load(cpu, OTHER, Progress.NONE)) {
                            assertEquals(others.get(seed), forward(own, seed));
                        }
                    }
                }
            });
        }
    }

    /** Each thread works until it finds the module closed: nothing uses freed memory. */
    @Test
    void aModuleIsFreedWhenNoLaneUsesIt() throws Exception {
        ComputeDevice cpu = cpu(LANES);
        for (int round = 0; round < 20; round++) {
            ScriptModule module = ScriptModule.load(cpu, SCRIPT, Progress.NONE);
            FloatTensor expected = forward(module, 1);
            AtomicInteger runs = new AtomicInteger();
            inThreads(LANES, thread -> {
                String refused = assertThrows(IllegalStateException.class, () -> {
                    while (true) {
                        assertEquals(expected, forward(module, 1));
                        if (runs.incrementAndGet() == LANES) {
                            module.close();
                        }
                    }
                }).getMessage();
                assertEquals("the module is closed", refused);
            });
        }
    }

    /** Tensors that one lane keeps are read and freed by others. */
    @Test
    void keptTensorsGoFromLaneToLane() throws Exception {
        ComputeDevice cpu = cpu(LANES);
        Queue<DeviceTensor> kept = new ConcurrentLinkedQueue<>();
        FloatTensor values = numbers(1, 64, 1024);
        AtomicInteger read = new AtomicInteger();
        inThreads(LANES, thread -> {
            for (int i = 0; i < 30; i++) {
                kept.add(cpu.run(Progress.NONE, scope -> scope.keep(scope.put(values))));
                DeviceTensor one = kept.remove();
                assertEquals(values, cpu.run(Progress.NONE, scope -> one.get()));
                one.close();
                read.incrementAndGet();
            }
        });
        assertEquals(30 * LANES, read.get());
    }
}
