// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.file.StoredTensor;
import org.hazelab.runtime.file.WeightsFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedFileTest {

    @TempDir
    private Path folder;

    private WeightsFile open(byte[] bytes) throws HazeLabException, IOException {
        Path file = folder.resolve("net.pt");
        Files.write(file, bytes);
        return WeightsFile.openPublished(file);
    }

    private static byte[] archive(boolean script, String pickle) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "net/data.pkl", pickle);
            if (script) {
                put(zip, "net/code/__torch__.py", "class A(Module):\n");
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
    }

    private static FloatTensor ramp(int first, int... shape) {
        FloatTensor tensor = FloatTensor.zeros(shape);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = first + i;
        }
        return tensor;
    }

    /** As OpenAI publishes CLIP: the modules of a program, whose weights are halves. */
    @Test
    void readsTheTensorsOfATorchScriptArchiveByTheNamesOfTheirModules() throws HazeLabException, IOException {
        try (WeightsFile file = open(CheckpointFileTest.resource("published.script.pt"))) {
            assertEquals("a TorchScript archive", file.kind());
            Map<String, FloatTensor> read = new LinkedHashMap<>();
            for (Map.Entry<String, StoredTensor> tensor : file.groups().get("").entrySet()) {
                read.put(tensor.getKey(), tensor.getValue().read(Progress.NONE));
            }
            assertEquals(1, file.groups().size());
            assertEquals(Map.of("class_embedding", ramp(0, 2), "conv1.weight", ramp(1, 2, 1, 2, 2),
                "resblocks.0.weight", ramp(2, 2, 2), "resblocks.0.bias", ramp(3, 2), "resblocks.1.weight",
                ramp(4, 2, 2), "resblocks.1.bias", ramp(5, 2), "logit_scale", ramp(6)), read);
        }
    }

    @Test
    void readsACheckpointAsItIs() throws HazeLabException, IOException {
        try (WeightsFile file = open(CheckpointFileTest.resource("state.zip.pth"))) {
            assertEquals("a PyTorch checkpoint", file.kind());
            assertArrayEquals(new int[] {2, 1, 3, 3}, file.groups().get("").get("conv.weight").shape());
        }
    }

    /** The classes of the archive's own program are no permission for others. */
    @Test
    void refusesAnArchiveWhoseObjectsWantToRunCode() {
        HazeLabException failure =
            assertThrows(HazeLabException.class, () -> open(CheckpointFileTest.resource("evil.script.pt")).close());
        assertEquals("The file \"" + folder.resolve("net.pt") + "\" wants to run code: it names \"posix.system\", "
            + "where weights consist of tensors, lists and dictionaries alone", failure.summary());
    }

    /** Classes cannot be called, nor made with arguments; others are not made; attributes are given once. */
    @ParameterizedTest
    @ValueSource(strings = {"c__torch__\nA\n)R.", "c__torch__\nA\nK\1\u0085\u0081.",
        "ccollections\nOrderedDict\n)\u0081.", "c__torch__evil\nA\n)\u0081.",
        "c__torch__\nA\n)\u0081}b}(X\1\0\0\0aK\1ub}(X\1\0\0\0bK\1ub."})
    void refusesObjectsOfOtherKinds(String pickle) throws HazeLabException, IOException {
        byte[] archive = archive(true, "\u0080\2" + pickle);
        HazeLabException failure = assertThrows(HazeLabException.class, () -> open(archive).close());
        assertTrue(failure.summary().contains("cannot be understood") || failure.summary().contains("run code"),
            failure.summary());
    }

    /** As is allowed in an archive of a script. */
    @Test
    void refusesObjectsOfAScriptInACheckpoint() throws IOException {
        byte[] archive = archive(false, "\u0080\2c__torch__\nA\n)\u0081.");
        HazeLabException failure = assertThrows(HazeLabException.class, () -> open(archive).close());
        assertTrue(failure.summary().contains("it names \"__torch__.A\""), failure.summary());
    }
}
