// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.layers.Functions;
import org.hazelab.runtime.script.layers.Linear;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

/** Methods that call methods, choices and repetitions, the three gradient modes, and kinds of parameters. */
class MethodsTest {

    private static final FloatTensor X = new FloatTensor(new int[] {3}, new float[] {1, -2, 3});

    private static ComputeDevice cpu() throws HazeLabException {
        return ComputeDevice.open(RuntimeSettings.resolve("cpu", 1, ""));
    }

    private static ScriptModule load(Network network) throws HazeLabException {
        return ScriptModule.load(cpu(), network.archive(network.initialWeights(1), Order.ROWS), Progress.NONE);
    }

    private static float[] run(Network network, String method, Object... arguments) throws HazeLabException {
        try (ScriptModule module = load(network)) {
            return cpu().run(Progress.NONE, scope -> scope.infer(module, method, arguments).get(0).get()).values();
        }
    }

    @Test
    void methodsCallMethods() throws HazeLabException {
        Network network = new Network("Test");
        network.inference("twice", Map.of("x", Type.TENSOR), Type.TENSOR, code -> code.argument("x").times(2));
        network.inference("forward", Map.of("x", Type.TENSOR), Type.TENSOR,
            code -> code.invoke("twice", code.invoke("twice", code.argument("x"))));
        assertArrayEquals(new float[] {4, -8, 12}, run(network, "forward", X));
        assertThrows(IllegalArgumentException.class, () -> network.inference("wrong", Map.of("x", Type.TENSOR),
            Type.TENSOR, code -> code.invoke("later", code.argument("x"))));
        assertThrows(IllegalArgumentException.class, () -> network.inference("wrong", Map.of("x", Type.TENSOR),
            Type.TENSOR, code -> code.invoke("twice")));
        assertThrows(IllegalArgumentException.class, () -> network.inference("twice", Map.of(), Type.NONE,
            Code::nothing));
    }

    @Test
    void choosesAndRepeats() throws HazeLabException {
        Network network = new Network("Test");
        Map<String, Type> arguments = new LinkedHashMap<>();
        arguments.put("x", Type.TENSOR);
        arguments.put("times", Type.INT);
        arguments.put("add", Type.BOOLEAN);
        network.inference("forward", arguments, Type.TENSOR, code -> {
            List<Value> last = code.repeat(code.argument("times"), List.of(code.argument("x"), code.argument("x")),
                (turn, state) -> List.of(code.choose(code.argument("add"), () -> state.get(0).plus(turn),
                    () -> state.get(0).times(state.get(1))), state.get(1).plus(1)));
            return last.get(0);
        });
        assertArrayEquals(new float[] {1, -2, 3}, run(network, "forward", X, 0, true));
        assertArrayEquals(new float[] {4, 1, 6}, run(network, "forward", X, 3, true));
        // x * x * (x + 1)
        assertArrayEquals(new float[] {2, -4, 36}, run(network, "forward", X, 2, false));
    }

    /** Values before and after a turn may change places. */
    @Test
    void repetitionsTakeTheirValuesAllAtOnce() throws HazeLabException {
        Network network = new Network("Test");
        network.inference("forward", Map.of("x", Type.TENSOR), Type.TENSOR, code -> code.repeat(3,
            List.of(code.argument("x"), code.argument("x").times(10)),
            (turn, state) -> List.of(state.get(1), state.get(0))).get(0));
        assertArrayEquals(new float[] {10, -20, 30}, run(network, "forward", X));
    }

    private static Network teacherAndStudent() {
        Network network = new Network("Test");
        Linear teacher = Linear.of(network.root().at("teacher").frozen(), 3, 3);
        Linear student = Linear.of(network.root().at("student"), 3, 3);
        Parameter count = network.root().buffer("count", Initializer.ZEROS, 1);
        network.training("teach", Map.of("x", Type.TENSOR), Type.TENSOR, code -> teacher.of(code.argument("x")));
        network.training("learn", Map.of("x", Type.TENSOR, "y", Type.TENSOR).entrySet().stream().sorted(
            Map.Entry.comparingByKey()).collect(LinkedHashMap::new, (map, e) -> map.put(e.getKey(), e.getValue()),
                Map::putAll),
            Type.TENSOR, code -> {
                code.assign(count, code.call("torch.add", count, 1));
                return Functions.meanSquaredError(student.of(teacher.of(code.argument("x"))), code.argument("y"));
            });
        return network;
    }

    @Test
    void aTeachersResultsEnterATraining() throws HazeLabException {
        try (ScriptModule module = load(teacherAndStudent())) {
            cpu().run(Progress.NONE, scope -> {
                FloatTensor row = new FloatTensor(new int[] {1, 3}, X.values());
                DeviceTensor target = scope.evaluate(module, "teach", row).get(0);
                scope.train(module, "learn", row, target).get(0).backward();
                assertTrue(module.parameters().get("student.weight").gradient().isPresent());
                assertFalse(module.parameters().get("teacher.weight").gradient().isPresent());
                assertArrayEquals(new float[] {1}, module.parameters().get("count").get().values());
                DeviceTensor never = scope.infer(module, "teach", row).get(0);
                assertThrows(IllegalStateException.class, () -> scope.train(module, "learn", row, never));
                // what evaluate gives has no graph
                assertThrows(IllegalStateException.class, target::backward);
                return null;
            });
        }
    }

    @Test
    void knowsWhichParametersAreTrained() {
        Network network = teacherAndStudent();
        assertEquals(List.of("teacher.weight", "teacher.bias", "student.weight", "student.bias", "count"),
            network.parameters().stream().map(Parameter::name).toList());
        assertEquals(List.of("student.weight", "student.bias"),
            network.trained().stream().map(Parameter::name).toList());
        assertEquals(List.of(), network.trained("teacher"));
        assertEquals(2, network.trained("student").size());
        assertEquals(List.of(), network.trained("stud"));
        assertThrows(IllegalArgumentException.class, () -> network.inference("wrong", Map.of(), Type.NONE, code -> {
            code.assign(network.parameters().get(0), code.expression("torch.ones([3, 3])"));
            return code.nothing();
        }));
    }
}
