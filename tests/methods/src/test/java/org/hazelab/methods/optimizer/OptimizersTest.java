// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceScope;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.script.layers.Functions;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

/** Two optimizers in one network, clipping and the moving average, against the published formulas in Java. */
class OptimizersTest {

    private static final float[] A = {1, -2, 3};
    private static final float[] B = {0.5f};
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.99;
    private static final double EPSILON = 1e-8;
    private static final double DECAY = 0.1;

    /** The loss is sum(a^2) / 2 + 3 b: the gradient of a is a, that of b is 3. */
    private static Network network() {
        Network network = new Network("Test");
        Parameter a = network.root().parameter("a", start(A), 3);
        Parameter b = network.root().parameter("b", start(B), 1);
        Adam first = Adam.declare(network, "one", List.of(a));
        Adam second = Adam.declare(network, "other", List.of(b));
        MovingAverage.declare(network, List.of(a, b));
        Map<String, Type> arguments = new LinkedHashMap<>();
        arguments.put("rate", Type.FLOAT);
        arguments.put("limit", Type.FLOAT);
        arguments.put("count", Type.INT);
        network.training("step", arguments, Type.TENSORS, code -> {
            Value loss = code.expression("torch.sum(torch.mul({}, {})) * 0.5 + torch.sum({}) * 3.", a, a, b);
            Value ofA = Gradients.keepingTheGraph(code, loss, first.parameters());
            Value ofB = Gradients.of(code, loss, second.parameters());
            Value norm = Gradients.clip(code, ofA, code.argument("limit"));
            first.step(code, ofA, new Adam.Numbers(code.argument("rate"), BETA1, BETA2, EPSILON,
                code.argument("count")));
            second.stepWithDecay(code, ofB, new Adam.Numbers(0.5, BETA1, BETA2, EPSILON, code.argument("count")),
                DECAY);
            return code.list(Functions.detached(loss), norm);
        });
        return network;
    }

    private static Initializer start(float[] values) {
        return (target, random) -> System.arraycopy(values, 0, target, 0, target.length);
    }

    private static ScriptModule load() throws HazeLabException {
        Network network = network();
        return ScriptModule.load(ComputeDevice.open(RuntimeSettings.resolve("cpu", 1, "")),
            network.archive(network.initialWeights(1), Order.ROWS), Progress.NONE);
    }

    /**
     * PyTorch's kernel for GPUs reads the number of steps from the GPU's memory without a check, and
     * {@code torch.tensor} makes it in the processor's unless it is told otherwise. On the processor both are the same,
     * so look at the script.
     */
    @Test
    void theNumberOfStepsLiesWhereTheParametersLie() throws IOException {
        Network network = network();
        List<String> counts = new ArrayList<>();
        try (ZipInputStream archive = new ZipInputStream(
            new ByteArrayInputStream(network.archive(network.initialWeights(1), Order.ROWS)))) {
            for (ZipEntry entry; (entry = archive.getNextEntry()) != null;) {
                if (entry.getName().endsWith(".py")) {
                    new String(archive.readAllBytes(), StandardCharsets.UTF_8).lines()
                        .filter(line -> line.contains("torch.tensor(")).forEach(counts::add);
                }
            }
        }
        assertEquals(2, counts.size(), "one of each optimizer");
        for (String line : counts) {
            assertTrue(line.contains("device="), line);
        }
    }

    private static List<DeviceTensor> step(DeviceScope scope, ScriptModule module, int count) {
        return scope.train(module, "step", 0.25, 2.0, count);
    }

    private static void begin(DeviceScope scope, ScriptModule module) {
        scope.infer(module, "begin_one");
        scope.infer(module, "begin_other");
        scope.infer(module, MovingAverage.BEGIN);
    }

    private static final class Reference {
        final double[] values;
        final double[] mean;
        final double[] square;

        Reference(float[] start) {
            values = new double[start.length];
            for (int i = 0; i < start.length; i++) {
                values[i] = start[i];
            }
            mean = new double[start.length];
            square = new double[start.length];
        }

        void step(double[] gradients, double rate, double decay, int count) {
            for (int i = 0; i < values.length; i++) {
                values[i] -= rate * decay * values[i];
                mean[i] = BETA1 * mean[i] + (1 - BETA1) * gradients[i];
                square[i] = BETA2 * square[i] + (1 - BETA2) * gradients[i] * gradients[i];
                values[i] -= rate * mean[i] / (1 - Math.pow(BETA1, count))
                    / (Math.sqrt(square[i] / (1 - Math.pow(BETA2, count))) + EPSILON);
            }
        }

        float[] floats() {
            float[] result = new float[values.length];
            for (int i = 0; i < result.length; i++) {
                result[i] = (float)values[i];
            }
            return result;
        }
    }

    private static double[] clipped(double[] gradients, double limit) {
        double norm = norm(gradients);
        double factor = Math.min(1, limit / (norm + 1e-6));
        double[] result = gradients.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= factor;
        }
        return result;
    }

    private static double norm(double[] values) {
        double square = 0;
        for (double value : values) {
            square += value * value;
        }
        return Math.sqrt(square);
    }

    @Test
    void stepsTwoGroupsByTheirOwnNumbers() throws HazeLabException {
        try (ScriptModule module = load()) {
            Reference a = new Reference(A);
            Reference b = new Reference(B);
            module.device().run(Progress.NONE, scope -> {
                begin(scope, module);
                for (int count = 1; count <= 5; count++) {
                    double expected = norm(a.values);
                    List<DeviceTensor> results = step(scope, module, count);
                    assertEquals(expected, results.get(1).get().values()[0], 1e-5);
                    a.step(clipped(a.values, 2), 0.25, 0, count);
                    b.step(new double[] {3}, 0.5, DECAY, count);
                    assertArrayEquals(a.floats(), module.parameters().get("a").get().values(), 1e-5f);
                    assertArrayEquals(b.floats(), module.parameters().get("b").get().values(), 1e-5f);
                }
                return null;
            });
        }
    }

    @Test
    void followsTheParametersAndChangesPlaces() throws HazeLabException {
        try (ScriptModule module = load()) {
            module.device().run(Progress.NONE, scope -> {
                begin(scope, module);
                float[] average = A.clone();
                for (int count = 1; count <= 4; count++) {
                    step(scope, module, count);
                    double decay = (1.0 + count) / (10 + count);
                    scope.infer(module, MovingAverage.UPDATE, decay);
                    float[] now = module.parameters().get("a").get().values();
                    for (int i = 0; i < 3; i++) {
                        average[i] = (float)(decay * average[i] + (1 - decay) * now[i]);
                    }
                }
                float[] last = module.parameters().get("a").get().values();
                assertArrayEquals(average, scope.infer(module, MovingAverage.AVERAGE).get(0).get().values(), 1e-6f);
                scope.infer(module, MovingAverage.SWAP);
                assertArrayEquals(average, module.parameters().get("a").get().values(), 1e-6f);
                assertArrayEquals(last, scope.infer(module, MovingAverage.AVERAGE).get(0).get().values());
                scope.infer(module, MovingAverage.SWAP);
                assertArrayEquals(last, module.parameters().get("a").get().values());
                // a training goes on after a look at the average
                step(scope, module, 5);
                return null;
            });
        }
    }

    /** All state taken out after two steps and put into another module: the third step gives the same bytes. */
    @Test
    void resumesToTheSameBytes() throws HazeLabException {
        List<FloatTensor> state = new ArrayList<>();
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        float[][] expected = new float[3][];
        try (ScriptModule module = load()) {
            module.device().run(Progress.NONE, scope -> {
                begin(scope, module);
                for (int count = 1; count <= 2; count++) {
                    step(scope, module, count);
                    scope.infer(module, MovingAverage.UPDATE, 0.5);
                }
                module.parameters().forEach((name, tensor) -> weights.put(name, tensor.get()));
                for (String method : List.of("first_one", "second_one", "first_other", "second_other",
                    MovingAverage.AVERAGE)) {
                    scope.infer(module, method).forEach(tensor -> state.add(tensor.get()));
                }
                third(scope, module, expected);
                return null;
            });
        }
        float[][] actual = new float[3][];
        try (ScriptModule module = ScriptModule.load(ComputeDevice.open(RuntimeSettings.resolve("cpu", 1, "")),
            network().archive(weights, Order.ROWS), Progress.NONE)) {
            module.device().run(Progress.NONE, scope -> {
                scope.infer(module, "resume_one", List.of(state.get(0)), List.of(state.get(1)));
                scope.infer(module, "resume_other", List.of(state.get(2)), List.of(state.get(3)));
                scope.infer(module, MovingAverage.RESUME, state.subList(4, 6));
                third(scope, module, actual);
                return null;
            });
        }
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(expected[i], actual[i]);
        }
    }

    private static void third(DeviceScope scope, ScriptModule module, float[][] results) {
        step(scope, module, 3);
        scope.infer(module, MovingAverage.UPDATE, 0.5);
        results[0] = module.parameters().get("a").get().values();
        results[1] = module.parameters().get("b").get().values();
        results[2] = scope.infer(module, MovingAverage.AVERAGE).get(0).get().values();
    }

    @Test
    void refusesWhatCannotBeTrained() {
        Network network = new Network("Test");
        Parameter frozen = network.root().frozen().parameter("a", Initializer.ZEROS, 1);
        assertThrows(IllegalArgumentException.class, () -> Adam.declare(network, "one", List.of(frozen)));
        assertThrows(IllegalArgumentException.class, () -> Adam.declare(network, "one", List.of()));
        assertThrows(IllegalArgumentException.class, () -> MovingAverage.declare(network, List.of()));
    }
}
