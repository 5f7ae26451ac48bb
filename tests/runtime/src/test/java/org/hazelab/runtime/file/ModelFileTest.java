// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

    @TempDir
    Path folder;

    private static final ModelDescription DESCRIPTION = new ModelDescription("some-method",
        ModelEntries.EMPTY.with("channels", 32, 64).with("attention", true).with("name", "a b"),
        ModelEntries.EMPTY.with("mean", 0.1).with("std", 1e-7, 2, -1.0 / 3),
        ModelEntries.EMPTY.with("epochs", 200), ModelEntries.of(Map.of("hazelab", "1.0.0")));

    /** For other files, under the same keys; only what readers of safetensors want is left out. */
    @Test
    void describesItselfInJson() {
        ModelDescription description = new ModelDescription("m", ModelEntries.EMPTY.with("a \"b\"", "\\ \u00fc\n"),
            ModelEntries.EMPTY.with("mean", 0.1), ModelEntries.EMPTY, ModelEntries.EMPTY);
        assertEquals("""
            {
              "hazelab.format": "1",
              "hazelab.method": "m",
              "configuration.a \\"b\\"": "\\\\ \u00fc\\u000a",
              "normalization.mean": "0.1",
              "usage.f": "f(x)"
            }
            """, description.json(new TreeMap<>(Map.of("f", "f(x)"))));
    }

    private Path write(Map<String, String> metadata) throws HazeLabException {
        Path file = folder.resolve("m.safetensors");
        SafetensorsFile.write(file, true, metadata, SafetensorsFileTest.tensors(), Progress.NONE);
        return file;
    }

    private static String refusal(Path file) {
        return assertThrows(HazeLabException.class, () -> ModelFile.open(file).close()).getMessage();
    }

    @Test
    void readsWhatItWrote() throws HazeLabException {
        Path file = folder.resolve("m.safetensors");
        Map<String, FloatTensor> tensors = SafetensorsFileTest.tensors();
        ModelFile.write(file, false, DESCRIPTION, tensors, Progress.NONE);
        try (ModelFile model = ModelFile.open(file)) {
            assertEquals(DESCRIPTION, model.description());
            assertEquals(List.copyOf(tensors.keySet()), model.names());
            assertEquals(tensors, model.readAll(Progress.NONE));
            assertEquals(tensors.get("z.weight"), model.read("z.weight", Progress.NONE));
            assertArrayEquals(new int[] {2, 3}, model.shape("z.weight"));
            ModelEntries configuration = model.description().configuration();
            assertArrayEquals(new int[] {32, 64}, configuration.integers("channels", 1, 1024));
            assertEquals(true, configuration.flag("attention"));
            assertArrayEquals(new double[] {1e-7, 2, -1.0 / 3}, model.description().normalization().numbers("std"));
            model.requireMethod(List.of("other", "some-method"));
        }
    }

    @Test
    void writesNumbersTheSameWayInEveryJava() {
        // As few digits as tell a number from its neighbours; Double.toString takes more of them before Java 19.
        assertEquals("{a=0.1, b=2E+23, c=-12, d=1E-9, e=0.0}", ModelEntries.EMPTY.with("a", 0.1).with("b", 2e23)
            .with("c", -12.0).with("d", 1e-9).with("e", 0.0).toString());
    }

    /** 1.45395660400390625 is a 32-bit float, half way between two numbers of 17 digits. */
    @Test
    void roundsHalvesUp() {
        ModelEntries entries = ModelEntries.EMPTY.with("mean", 1.4539566040039062, -1.4539566040039062);
        assertEquals("{mean=1.4539566040039063,-1.4539566040039063}", entries.toString());
    }

    @Test
    void saysThatANewerVersionWroteTheFile() throws HazeLabException {
        Path file = write(Map.of("hazelab.format", "2", "hazelab.method", "x"));
        assertEquals("The file \"" + file
            + "\" was written by a newer HazeLab: its format version is 2, this one reads "
            + "1. Update HazeLab.", refusal(file));
    }

    @Test
    void saysThatTheMethodIsUnknown() throws HazeLabException {
        Path file = write(Map.of("hazelab.format", "1", "hazelab.method", "time\ntravel"));
        try (ModelFile model = ModelFile.open(file)) {
            HazeLabException thrown = assertThrows(HazeLabException.class, () -> model.requireMethod(List.of("b",
                "a")));
            assertEquals("The file \"" + file + "\" is a model of the method \"time?travel\", which is not among those "
                + "that this HazeLab knows: a, b", thrown.summary());
        }
    }

    @Test
    void saysThatASafetensorsFileIsNoModel() throws HazeLabException {
        Path file = write(Map.of("format", "pt"));
        assertEquals("The file \"" + file + "\" is a safetensors file, but no model of HazeLab: it does not say which "
            + "method its weights are for. Choose a file that HazeLab's Model Writer has written.", refusal(file));
    }

    @Test
    void refusesAFormatVersionThatIsNoNumberAndAMissingMethod() throws HazeLabException {
        Path file = write(Map.of("hazelab.format", "one"));
        assertEquals(
            "The file \"" + file + "\" is damaged: its format version is \"one\". Replace it by an intact copy.",
            refusal(file));
        write(Map.of("hazelab.format", "1"));
        assertEquals("The file \"" + file + "\" is damaged: it does not name its method. Replace it by an intact copy.",
            refusal(file));
    }

    @Test
    void saysWhichEntryIsMissingOrWrong() {
        ModelEntries entries = ModelEntries.of(Map.of("n", "12x", "flag", "yes", "big", "70000", "inf", "Infinity"));
        assertEquals("The model is damaged: it does not say its \"absent\"",
            assertThrows(HazeLabException.class, () -> entries.text("absent")).summary());
        assertEquals("The model is damaged: its \"n\" is \"12x\", no whole number",
            assertThrows(HazeLabException.class, () -> entries.integer("n", 0, 9)).summary());
        assertEquals("The model is damaged: its \"n\" is \"12x\", no number",
            assertThrows(HazeLabException.class, () -> entries.number("n")).summary());
        assertEquals("The model is damaged: its \"big\" is \"70000\", not between 1 and 512",
            assertThrows(HazeLabException.class, () -> entries.integers("big", 1, 512)).summary());
        assertEquals("The model is damaged: its \"flag\" is \"yes\", neither true nor false",
            assertThrows(HazeLabException.class, () -> entries.flag("flag")).summary());
        assertEquals("The model is damaged: its \"inf\" is \"Infinity\", no finite number",
            assertThrows(HazeLabException.class, () -> entries.number("inf")).summary());
    }
}
