// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

class ScriptModuleTest {

    private static final FloatTensor WEIGHT = new FloatTensor(new int[] {3}, new float[] {2, 3, 4});

    private static final byte[] SCRIPT = new TestScript().parameter("w", WEIGHT)
        .method("forward(self: __torch__.Test, x: Tensor) -> Tensor", "return torch.mul(x, self.w)")
        .method(
            "both(self: __torch__.Test, xs: List[Tensor], k: int, a: float, minus: bool) -> Tuple[Tensor, "
                + "List[Tensor]]",
            "_0 = torch.mul(torch.add(xs[0], xs[1], alpha=k), a)",
            "if minus:", "  _1 = torch.neg(_0)", "else:", "  _1 = _0",
            "return (_1, xs)")
        .method("nothing(self: __torch__.Test) -> NoneType", "return None")
        .method("number(self: __torch__.Test) -> int", "return 3")
        .method("swapped(self: __torch__.Test, x: Tensor) -> Tensor", "return torch.transpose(x, 0, 1)")
        .method("fails(self: __torch__.Test, x: Tensor) -> Tensor", "return torch.matmul(x, self.w)")
        .method("huge(self: __torch__.Test) -> Tensor", "return torch.zeros([1000000, 1000000, 1000])")
        .method("whole(self: __torch__.Test, x: Tensor) -> Tensor", "return torch.gt(x, 1.5)")
        .method("half(self: __torch__.Test, x: Tensor) -> Tensor", "return torch.to(x, 15)")
        .archive();

    private static ComputeDevice cpu() throws HazeLabException {
        return ComputeDevice.open(RuntimeSettings.resolve("cpu", 2, ""));
    }

    private static ScriptModule load() throws HazeLabException {
        return ScriptModule.load(cpu(), SCRIPT, Progress.NONE);
    }

    private static FloatTensor vector(float... values) {
        return new FloatTensor(new int[] {values.length}, values);
    }

    @Test
    void multipliesByItsParameter() throws HazeLabException {
        try (ScriptModule module = load()) {
            assertEquals(List.of(vector(2, 6, 12)), module.forward(List.of(vector(1, 2, 3)), Progress.NONE));
            assertEquals(Set.of("w"), module.parameters().keySet());
            assertEquals(WEIGHT, module.parameterValues(Progress.NONE).get("w"));
        }
    }

    @Test
    void takesListsNumbersAndTruthValuesAndReturnsTuples() throws HazeLabException {
        try (ScriptModule module = load()) {
            List<FloatTensor> results = module.device().run(Progress.NONE, scope -> scope.infer(module, "both",
                List.of(scope.put(vector(1, 2)), vector(10, 20)), 3, 0.5, true).stream().map(DeviceTensor::get)
                .toList());
            assertEquals(List.of(vector(-15.5f, -31), vector(1, 2), vector(10, 20)), results);
            assertEquals(List.of(), module.device().run(Progress.NONE, scope -> scope.infer(module, "nothing")));
        }
    }

    @Test
    void readsTensorsThatLieOtherwiseInMemory() throws HazeLabException {
        try (ScriptModule module = load()) {
            FloatTensor x = new FloatTensor(new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6});
            assertEquals(new FloatTensor(new int[] {3, 2}, new float[] {1, 4, 2, 5, 3, 6}), call(module, "swapped", x));
            assertEquals(new FloatTensor(new int[] {0, 2}, new float[0]),
                call(module, "swapped", FloatTensor.zeros(2, 0)));
        }
    }

    /** DJL ends the JVM when it is asked to convert to or from bfloat16 itself. */
    @Test
    void readsOtherKindsOfNumbersAsFloats() throws HazeLabException {
        try (ScriptModule module = load()) {
            assertEquals(vector(0, 1), call(module, "whole", vector(1, 2)));
            assertEquals(vector(1, 2.5f), call(module, "half", vector(1, 2.5f)));
        }
    }

    @Test
    void computesGradientsAndChangesParameters() throws HazeLabException {
        try (ScriptModule module = load()) {
            module.device().run(Progress.NONE, scope -> {
                DeviceTensor w = module.parameters().get("w");
                assertEquals(Optional.empty(), w.gradient());
                scope.train(module, "forward", vector(5, 6, 7)).get(0).backward();
                scope.train(module, "forward", vector(1, 1, 1)).get(0).backward();
                assertEquals(vector(6, 7, 8), w.gradient().orElseThrow(), "gradients add up");
                w.clearGradient();
                assertEquals(vector(0, 0, 0), w.gradient().orElse(vector(0, 0, 0)));
                w.set(vector(1, 10, 100));
                return null;
            });
            assertEquals(List.of(vector(1, 20, 300)), module.forward(List.of(vector(1, 2, 3)), Progress.NONE));
        }
    }

    @Test
    void inferenceHasNoGradientOnAnyThread() throws Exception {
        try (ScriptModule module = load()) {
            Throwable[] thrown = new Throwable[1];
            Thread other = new Thread(() -> thrown[0] = assertThrows(IllegalStateException.class,
                () -> module.device().run(Progress.NONE, scope -> {
                    scope.infer(module, "forward", vector(1, 2, 3)).get(0).backward();
                    return null;
                })));
            other.start();
            other.join();
            assertTrue(thrown[0].getMessage().contains("does not require grad"), thrown[0]::toString);
        }
    }

    @Test
    void keepsTensorsThatAreAskedForAndFreesTheOthers() throws HazeLabException {
        ComputeDevice cpu = cpu();
        DeviceTensor[] made = new DeviceTensor[2];
        cpu.run(Progress.NONE, scope -> {
            made[0] = scope.keep(scope.put(vector(1, 2)));
            made[1] = scope.put(vector(3));
            return null;
        });
        assertEquals(vector(1, 2), cpu.run(Progress.NONE, scope -> made[0].get()));
        assertThrows(IllegalStateException.class, () -> cpu.run(Progress.NONE, scope -> made[1].get()));
        made[0].close();
        made[0].close();
        assertThrows(IllegalStateException.class, () -> cpu.run(Progress.NONE, scope -> made[0].get()));
    }

    @Test
    void refusesWhatWouldEndTheJvm() throws HazeLabException {
        ScriptModule module = load();
        assertThrows(IllegalStateException.class, () -> module.parameters().get("w").get(), "not in its turn");
        assertThrows(IllegalArgumentException.class, () -> call(module, "unknown", vector(1)));
        assertThrows(IllegalArgumentException.class, () -> module.device().run(Progress.NONE,
            scope -> scope.infer(module, "forward", "a text")));
        assertThrows(IllegalStateException.class, () -> module.device().run(Progress.NONE,
            scope -> scope.infer(module, "number")));
        module.close();
        module.close();
        assertThrows(IllegalStateException.class, () -> call(module, "forward", vector(1, 2, 3)));
    }

    @Test
    void tellsWhatFailedInAScript() throws HazeLabException {
        try (ScriptModule module = load()) {
            String message = assertThrows(IllegalStateException.class,
                () -> call(module, "fails", FloatTensor.zeros(2, 2))).getMessage();
            assertTrue(message.contains("size mismatch"), message);
            assertThrows(IllegalStateException.class,
                () -> ScriptModule.load(module.device(), new byte[] {1, 2, 3}, Progress.NONE));
            assertEquals(vector(2, 6, 12), call(module, "forward", vector(1, 2, 3)), "and goes on");
        }
    }

    @Test
    void tooMuchMemoryIsAnErrorOfItsOwn() throws HazeLabException {
        try (ScriptModule module = load()) {
            DeviceMemoryException failure = assertThrows(DeviceMemoryException.class,
                () -> module.device().run(Progress.NONE, scope -> scope.infer(module, "huge")));
            assertEquals("There is not enough memory on cpu for a tile", failure.forUser("a tile").summary());
        }
    }

    @Test
    void copiesInAndOutExactly() throws HazeLabException {
        float[] values = {Float.MIN_VALUE, -0f, Float.NaN, Float.POSITIVE_INFINITY, 1f / 3};
        float[] back = cpu().run(Progress.NONE, scope -> scope.put(vector(values)).get()).values();
        assertArrayEquals(values, back);
        assertEquals(FloatTensor.zeros(), cpu().run(Progress.NONE, scope -> scope.put(FloatTensor.zeros()).get()));
    }

    private static FloatTensor call(ScriptModule module, String method, FloatTensor x) throws HazeLabException {
        return module.device().run(Progress.NONE, scope -> scope.infer(module, method, x).get(0).get());
    }
}
