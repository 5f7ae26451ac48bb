// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loss of a network of two weights a, b: the mean of (a x + b y - 1)^2 over the items (x, y). */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MicroBatchesTest {

    private static final float[][] ITEMS = {{1, 2}, {3, -1}, {0.5f, 0.25f}, {-2, 1}, {4, 4}};

    private ScriptModule module;

    @BeforeEach
    void load() throws HazeLabException {
        Network network = new Network("Line");
        Parameter first = network.root().parameter("a", Initializer.ONES, 1);
        Parameter second = network.root().parameter("b", Initializer.ONES, 1);
        AdamScript.declare(network, Map.of("items", Type.TENSOR), code -> {
            Value off = code.expression("{}[:, 0] * {} + {}[:, 1] * {} - 1.", code.argument("items"), first,
                code.argument("items"), second);
            return code.call("torch.mean", code.call("torch.square", off));
        });
        module = ScriptModule.load(ComputeDevice.open(RuntimeSettings.resolve("cpu", 3, "")), network,
            network.initial(1), Order.ROWS, Progress.NONE);
        module.device().run(Progress.NONE, scope -> scope.evaluate(module, Adam.begin(AdamScript.NAME)));
    }

    @AfterEach
    void close() {
        module.close();
    }

    private static FloatTensor items(int first, int count) {
        FloatTensor items = FloatTensor.zeros(count, 2);
        for (int i = 0; i < count; i++) {
            System.arraycopy(ITEMS[first + i], 0, items.values(), 2 * i, 2);
        }
        return items;
    }

    /** Of a = b = 1, for all items: the derivative of the mean of (x + y - 1)^2. */
    private static double[] expected() {
        double[] gradient = new double[2];
        for (float[] item : ITEMS) {
            for (int k = 0; k < 2; k++) {
                gradient[k] += 2 * (item[0] + item[1] - 1) * item[k] / ITEMS.length;
            }
        }
        return gradient;
    }

    private static double loss() {
        double loss = 0;
        for (float[] item : ITEMS) {
            loss += Math.pow(item[0] + item[1] - 1, 2) / ITEMS.length;
        }
        return loss;
    }

    @Test
    void addsTheGradientsOfPiecesOfEverySize() throws HazeLabException {
        for (int size : new int[] {1, 2, 3, 5, MicroBatches.WHOLE}) {
            List<String> pieces = Collections.synchronizedList(new ArrayList<>());
            double[] found = new double[2];
            try (MicroBatches batches = MicroBatches.open(module.device(), size, Progress.NONE)) {
                float[] losses = batches.step(ITEMS.length, (scope, first, count, share) -> {
                    pieces.add(first + "+" + count);
                    return scope.train(module, AdamScript.GRADIENTS, items(first, count), share);
                }, (scope, gradients) -> {
                    for (int k = 0; k < 2; k++) {
                        found[k] = gradients.get(k).get().values()[0];
                    }
                }, Progress.NONE);
                assertEquals(1, losses.length);
                assertEquals(loss(), losses[0], 1e-5);
            }
            assertArrayEquals(expected(), found, 1e-5);
            Collections.sort(pieces);
            assertEquals(size == 2 ? List.of("0+2", "2+2", "4+1") : size == 3 ? List.of("0+3", "3+2")
                : size == 1 ? List.of("0+1", "1+1", "2+1", "3+1", "4+1") : List.of("0+5"), pieces);
        }
    }

    @Test
    void computesLossesInPieces() throws HazeLabException {
        for (int size : new int[] {1, 2, MicroBatches.WHOLE}) {
            try (MicroBatches batches = MicroBatches.open(module.device(), size, Progress.NONE)) {
                float[] losses = batches.losses(ITEMS.length, (scope, first, count) -> scope.train(module,
                    AdamScript.GRADIENTS, items(first, count), 1.0).get(0), Progress.NONE);
                assertEquals(loss(), losses[0], 1e-5);
            }
        }
    }

    /** AdamScript's two halves are its whole. */
    @Test
    void aStepInTwoHalvesIsTheStep() throws HazeLabException {
        Map<String, FloatTensor> start = module.parameterValues(Progress.NONE);
        module.device().run(Progress.NONE, scope -> scope.train(module, AdamScript.STEP, items(0, 5), 0.1, 0.9, 0.99,
            1e-8, 1));
        Map<String, FloatTensor> whole = module.parameterValues(Progress.NONE);
        module.device().run(Progress.NONE, scope -> {
            start.forEach((name, values) -> module.parameters().get(name).set(values));
            return scope.evaluate(module, Adam.begin(AdamScript.NAME));
        });
        try (MicroBatches batches = MicroBatches.open(module.device(), MicroBatches.WHOLE, Progress.NONE)) {
            batches.step(ITEMS.length,
                (scope, first, count, share) -> scope.train(module, AdamScript.GRADIENTS, items(first, count), share),
                (scope, gradients) -> scope.evaluate(module, AdamScript.APPLY, gradients, 0.1, 0.9, 0.99, 1e-8, 1),
                Progress.NONE);
        }
        assertEquals(whole, module.parameterValues(Progress.NONE));
    }

    /** Cancelled while pieces run: no weight changes, and every gradient is freed. */
    @Test
    void aCancelFreesTheGradientsAndChangesNothing() throws HazeLabException {
        AtomicInteger begun = new AtomicInteger();
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // not looked at
            }

            @Override
            public void checkCanceled() {
                if (begun.get() >= 3) {
                    throw new CancellationException();
                }
            }
        };
        List<DeviceTensor> made = Collections.synchronizedList(new ArrayList<>());
        try (MicroBatches batches = MicroBatches.open(module.device(), 1, Progress.NONE)) {
            assertThrows(CancellationException.class, () -> batches.step(ITEMS.length,
                (scope, first, count, share) -> {
                    List<DeviceTensor> found =
                        scope.train(module, AdamScript.GRADIENTS, items(first, count), share);
                    made.addAll(found);
                    begun.incrementAndGet();
                    return found;
                }, (scope, gradients) -> {
                    throw new AssertionError("the weights would change");
                }, cancelled));
        }
        module.device().run(Progress.NONE, scope -> {
            for (DeviceTensor tensor : made) {
                assertEquals("the tensor is closed", assertThrows(IllegalStateException.class, tensor::get)
                    .getMessage());
            }
            return null;
        });
    }
}
