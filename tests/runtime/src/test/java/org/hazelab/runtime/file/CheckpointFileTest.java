// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.FileBytes;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.file.CheckpointNode.Group;
import org.hazelab.runtime.file.CheckpointNode.Items;
import org.hazelab.runtime.file.CheckpointNode.Value;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what PyTorch wrote; the values are those of {@code src/test/python/make_checkpoints.py}. */
class CheckpointFileTest {

    @TempDir
    Path folder;

    static byte[] resource(String name) {
        try (InputStream in = CheckpointFileTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CheckpointFile open(byte[] file) throws HazeLabException {
        return CheckpointFile.open(FileBytes.ofArray("The file \"x\"", file));
    }

    private static String refusal(byte[] file) {
        return assertThrows(HazeLabException.class, () -> {
            try (CheckpointFile open = open(file)) {
                for (Group group : open.stateDicts().values()) {
                    for (CheckpointTensor tensor : group.tensors().values()) {
                        tensor.read(Progress.NONE);
                    }
                }
            }
        }).summary();
    }

    private static Map<String, FloatTensor> read(CheckpointNode group) throws HazeLabException {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<String, CheckpointTensor> tensor : ((Group)group).tensors().entrySet()) {
            tensors.put(tensor.getKey(), tensor.getValue().read(Progress.NONE));
        }
        return tensors;
    }

    /** {@code first}, {@code first + step}, ... */
    private static FloatTensor ramp(float first, float step, int... shape) {
        float[] values = new float[(int)FloatTensor.size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = first + i * step;
        }
        return new FloatTensor(shape, values);
    }

    private static FloatTensor values(int[] shape, float... values) {
        return new FloatTensor(shape, values);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state.zip.pth", "state.legacy.pth"})
    void readsAStateDictInItsOrder(String name) throws Exception {
        Path path = Files.write(folder.resolve(name), resource(name));
        Map<String, FloatTensor> expected = new LinkedHashMap<>();
        expected.put("conv.weight", ramp(0, 0.125f, 2, 1, 3, 3));
        expected.put("conv.bias", values(new int[] {2}, 0.5f, -0.25f));
        expected.put("norm.weight", values(new int[] {2}, 1, 1));
        expected.put("norm.bias", values(new int[] {2}, 0, 0));
        expected.put("norm.running_mean", values(new int[] {2}, 0, 0));
        expected.put("norm.running_var", values(new int[] {2}, 1, 1));
        expected.put("norm.num_batches_tracked", values(new int[0], 0));
        try (CheckpointFile file = CheckpointFile.open(path)) {
            Map<String, FloatTensor> tensors = read(file.root());
            assertEquals(expected, tensors);
            assertEquals(List.copyOf(expected.keySet()), List.copyOf(tensors.keySet()));
            assertEquals(List.of(""), List.copyOf(file.stateDicts().keySet()));
            CheckpointTensor weight = file.stateDicts().get("").tensors().get("conv.weight");
            assertArrayEquals(new int[] {2, 1, 3, 3}, weight.shape());
            assertEquals("FloatStorage", weight.type());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"views.zip.pth", "views.legacy.pth"})
    void readsViewsOfSharedStorages(String name) throws HazeLabException {
        try (CheckpointFile file = open(resource(name))) {
            Map<String, FloatTensor> tensors = read(file.root());
            FloatTensor transposed = tensors.get("transposed");
            for (int y = 0; y < 4; y++) {
                for (int x = 0; x < 6; x++) {
                    assertEquals(6 * y + x, transposed.values()[4 * x + y]);
                }
            }
            assertEquals(values(new int[] {2, 3}, 8, 9, 10, 14, 15, 16), tensors.get("part"));
            assertEquals(values(new int[] {4}, 3, 9, 15, 21), tensors.get("column"));
            assertEquals(ramp(0, 1, 4, 6), tensors.get("whole"));
            assertEquals(values(new int[0], 2.5f), tensors.get("number"));
            assertEquals(FloatTensor.zeros(0, 3), tensors.get("none"));
            assertEquals(values(new int[] {3, 2}, 7, 7, 7, 7, 7, 7), tensors.get("expanded"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"types.zip.pth", "types.legacy.pth"})
    void readsEveryTypeOfNumber(String name) throws HazeLabException {
        try (CheckpointFile file = open(resource(name))) {
            int read = 0;
            for (Map.Entry<String, CheckpointTensor> tensor : ((Group)file.root()).tensors().entrySet()) {
                if (tensor.getKey().equals("complex64") || tensor.getKey().equals("float8")) {
                    assertTrue(assertThrows(HazeLabException.class,
                        () -> tensor.getValue().read(Progress.NONE)).summary()
                        .contains("which HazeLab does not read"));
                    continue;
                }
                boolean truth = tensor.getKey().equals("bool");
                assertEquals(values(new int[] {3}, 0, 1, truth ? 1 : 100), tensor.getValue().read(Progress.NONE),
                    tensor.getKey());
                read++;
            }
            assertEquals(name.contains("zip") ? 13 : 10, read);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"training.zip.pth", "training.legacy.pth", "training.protocol4.pth"})
    void readsWhatLiesBesideTheWeights(String name) throws HazeLabException {
        try (CheckpointFile file = open(resource(name))) {
            Map<String, CheckpointNode> entries = ((Group)file.root()).entries();
            assertEquals(new Value(12L), entries.get("epoch"));
            assertEquals(new Value(0.125), entries.get("best"));
            assertEquals(new Value(-3L), entries.get("steps"));
            assertEquals(new Value(false), entries.get("done"));
            assertNull(((Value)entries.get("nothing")).value());
            assertEquals(new Value("gr\u00fcn"), entries.get("name"));
            assertEquals(new Value("1180591620717411303424"), entries.get("large"));
            assertEquals(new Items(List.of(new Value(2L), new Value(3L))), entries.get("size"));
            assertEquals(new Value("torch.float16"), entries.get("type"));
            assertEquals(new Value("cuda:1"), entries.get("device"));
            assertEquals(new Group(Map.of("30", new Value(1L), "80", new Value(1L))), entries.get("milestones"));
            assertEquals(new Items(List.of(new Value("a"))), entries.get("tags"));
            assertEquals(new Items(List.of(new Value(1L), new Items(List.of(new Value(2.5), new Items(List.of()))))),
                entries.get("list"));
            assertEquals(ramp(0, 1, 2, 2), read(entries.get("params")).get("w"));
            assertEquals(ramp(1, 1, 2, 2), read(entries.get("params_ema")).get("w"));
            assertEquals(List.of("params", "params_ema", "optimizer/state/0", "optimizer/state/1", "optimizer/state/2",
                "optimizer/state/3"), List.copyOf(file.stateDicts().keySet()));
            assertEquals("params_ema/w", file.stateDicts().get("params_ema").tensors().get("w").path());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.zip.pth", "evil.legacy.pth"})
    void refusesAFileThatWantsToRunCode(String name) {
        assertEquals("The file \"x\" wants to run code: it names \"posix.system\", where weights consist of tensors, "
            + "lists and dictionaries alone", refusal(resource(name)));
    }

    @Test
    void namesFilesThatAreNoStateDicts() {
        assertTrue(refusal(resource("module.zip.pth")).contains("it names \"torch.nn.modules.linear.Linear\""));
        assertEquals("The file \"x\" is a TorchScript archive, which is a program, not a file of weights",
            refusal(resource("script.pt")));
        assertEquals("The file \"x\" is a safetensors file, not a PyTorch checkpoint",
            refusal(SafetensorsFileTest.file("{}")));
        assertEquals("The file \"x\" is empty", refusal(new byte[0]));
    }

    @Test
    void noticesADamagedNumber() {
        byte[] file = resource("state.zip.pth");
        // The bits of 0.5f, the bias.
        for (int i = 0; i < file.length - 8; i++) {
            if (file[i + 3] == 0x3f && file[i + 2] == 0 && file[i + 7] == (byte)0xbe) {
                file[i + 2] = 1;
            }
        }
        assertTrue(refusal(file).startsWith("The file \"x\" is damaged: the checksum of its part \"state.zip/data/"),
            refusal(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state.zip.pth", "state.legacy.pth"})
    void noticesWhereverAFileIsCutOff(String name) {
        byte[] file = resource(name);
        for (int length = 0; length < file.length; length++) {
            String summary = refusal(Arrays.copyOf(file, length));
            assertTrue(summary.contains("is incomplete") || summary.contains("is neither")
                || summary.contains("is empty")
                || summary.contains("is no file of weights"), length + ": " + summary);
        }
    }
}
