// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.CheckpointImporter;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.file.SafetensorsFile;
import org.hazelab.runtime.file.StoredTensor;
import org.hazelab.runtime.file.WeightsFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadModelTest {

    private static final ModelDescription DESCRIPTION = new ModelDescription("some-method",
        ModelEntries.EMPTY.with("channels", 32), ModelEntries.EMPTY, ModelEntries.EMPTY, ModelEntries.EMPTY);
    private static final Map<String, FloatTensor> WEIGHTS =
        Map.of("w", new FloatTensor(new int[] {3}, new float[] {1, -2, 0.5f}));

    @TempDir
    Path folder;
    private Path file;
    private Path target;

    @BeforeEach
    void start() {
        file = folder.resolve("in.any");
        target = folder.resolve("out");
    }

    @Test
    void copiesAModelToTheByte() throws HazeLabException, IOException {
        ModelFile.write(file, false, DESCRIPTION, WEIGHTS, Progress.NONE);
        assertEquals(DESCRIPTION, ReadModel.describe(file, NormalizationChoice.OF_MODEL));
        assertEquals(DESCRIPTION, ReadModel.run(file, target, NormalizationChoice.OF_MODEL, note -> {}, Progress.NONE));
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(target));
    }

    @Test
    void writesNothingOverAndNothingHalf() throws HazeLabException, IOException {
        ModelFile.write(file, false, DESCRIPTION, WEIGHTS, Progress.NONE);
        Files.writeString(target, "old");
        assertThrows(HazeLabException.class,
            () -> ReadModel.run(file, target, NormalizationChoice.OF_MODEL, note -> {}, Progress.NONE));
        assertEquals("old", Files.readString(target));
        Files.writeString(file, "something else, long enough");
        assertThrows(HazeLabException.class,
            () -> ReadModel.run(file, folder.resolve("new"), NormalizationChoice.OF_MODEL,
                note -> {}, Progress.NONE));
        try (var files = Files.list(folder)) {
            assertEquals(List.of("in.any", "out"), files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    private static String refusal(final Path file, final Path target) {
        HazeLabException described =
            assertThrows(HazeLabException.class, () -> ReadModel.describe(file, NormalizationChoice.OF_MODEL));
        HazeLabException run = assertThrows(HazeLabException.class,
            () -> ReadModel.run(file, target, NormalizationChoice.OF_MODEL, note -> {}, Progress.NONE));
        assertEquals(described.getMessage(), run.getMessage());
        assertFalse(Files.exists(target));
        return run.summary();
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        assertEquals("The file \"" + file + "\" does not exist", refusal(file, target));
        Files.createFile(file);
        assertEquals("The file \"" + file + "\" is empty", refusal(file, target));
        Files.writeString(file, "PK\u0003\u0004 and nothing of an archive");
        assertEquals("The file \"" + file + "\" is incomplete: it ends too early", refusal(file, target));
    }

    @Test
    void saysThatACheckpointIsOfNoKnownMethod() throws IOException {
        Checkpoints.write(file, "a", "b");
        assertEquals("The file \"" + file + "\" is a PyTorch checkpoint, but it cannot be told which method its 0 "
            + "tensors are for", refusal(file, target));
    }

    /** A method whose checkpoints have a tensor of its name. */
    private record Importer(String method) implements CheckpointImporter {

        @Override
        public Optional<Found> find(final WeightsFile file) {
            StoredTensor tensor = file.groups().getOrDefault("", Map.of()).get(method);
            return tensor == null ? Optional.empty() : Optional.of(new Found(new ModelDescription(method,
                ModelEntries.EMPTY, ModelEntries.EMPTY, ModelEntries.EMPTY, ModelEntries.EMPTY), Map.of("w", tensor),
                List.of("It was " + method + ".")));
        }

        @Override
        public Optional<Nearest> nearest(final WeightsFile file) {
            return Optional.of(new Nearest(method.length(), method + "'s, but it is not"));
        }
    }

    private void writeForeign(final String name, final float... values) throws HazeLabException {
        SafetensorsFile.write(file, true, Map.of("format", "pt"),
            Map.of(name, new FloatTensor(new int[] {values.length}, values)), Progress.NONE);
    }

    @Test
    void convertsWeightsByTheMethodThatRecognizesThem() throws HazeLabException {
        writeForeign("second", 1, -2, 0.5f);
        NormalizationChoice given = new NormalizationChoice("second", ModelEntries.EMPTY.with("mean", 2.0), false);
        ConvertCheckpoint convert =
            new ConvertCheckpoint(List.of(new Importer("first"), new Importer("second")), given);
        assertEquals("second", convert.describe(file).method());
        List<String> notes = new ArrayList<>();
        assertEquals("second", convert.run(file, target, notes::add, Progress.NONE).method());
        assertEquals(List.of("It was second."), notes);
        try (ModelFile model = ModelFile.open(target)) {
            assertEquals("second", model.description().method());
            assertEquals(given.constants(), model.description().normalization());
            assertEquals(WEIGHTS, model.readAll(Progress.NONE));
        }
        writeForeign("third", 1);
        assertEquals(
            "The file \"" + file + "\" is a safetensors file, but it cannot be told which method its 1 tensors are "
                + "for. The nearest network is first's, but it is not",
            assertThrows(HazeLabException.class, () -> convert.describe(file)).summary());
    }

    @Test
    void saysWhichTensorsAreOfNoKnownMethod() throws HazeLabException {
        writeForeign("conv1.weight", 1, 2);
        assertEquals(
            "The file \"" + file + "\" is a safetensors file, but it cannot be told which method its 1 tensors are "
                + "for, such as \"conv1.weight\" (2)",
            refusal(file, target));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void refusesWeightsThatAreNotFiniteByName(final float odd) throws HazeLabException {
        String expected =
            "The file \"" + file + "\" cannot be used: its tensor \"NAME\" has 2 weights of 3 that are no finite "
                + "numbers, the first being " + odd;
        for (NormalizationChoice choice : List.of(NormalizationChoice.OF_MODEL,
            new NormalizationChoice(DESCRIPTION.method(), ModelEntries.EMPTY.with("mean", 2.0), true))) {
            ModelFile.write(file, true, DESCRIPTION,
                Map.of("a.w", new FloatTensor(new int[] {3}, new float[] {1, odd, odd})),
                Progress.NONE);
            assertEquals(expected.replace("NAME", "a.w"), assertThrows(HazeLabException.class,
                () -> ReadModel.run(file, target, choice, note -> {}, Progress.NONE)).summary());
            writeForeign("first", odd, 0, odd);
            NormalizationChoice ofFirst = new NormalizationChoice("first", choice.constants(), choice.always());
            assertEquals(expected.replace("NAME", "first"), assertThrows(HazeLabException.class,
                () -> new ConvertCheckpoint(List.of(new Importer("first")), ofFirst).run(file, target, note -> {},
                    Progress.NONE))
                .summary());
        }
        assertFalse(Files.exists(target));
    }

    /** Constants are for files that have none, unless they are to hold always; the weights stay the same. */
    @Test
    void givesAModelTheConstantsThatItLacks() throws HazeLabException {
        ModelEntries own = ModelEntries.EMPTY.with("mean", 1.0);
        ModelEntries given = ModelEntries.EMPTY.with("mean", 2.0);
        NormalizationChoice fallback = new NormalizationChoice("some-method", given, false);
        NormalizationChoice always = new NormalizationChoice("some-method", given, true);
        assertEquals(given, normalization(ModelEntries.EMPTY, fallback));
        assertEquals(given, normalization(ModelEntries.EMPTY, always));
        assertEquals(own, normalization(own, fallback));
        assertEquals(given, normalization(own, always));
        assertEquals(own, normalization(own, NormalizationChoice.OF_MODEL));
        assertEquals(own, normalization(own, new NormalizationChoice("", ModelEntries.EMPTY, true)));
    }

    private ModelEntries normalization(final ModelEntries own, final NormalizationChoice choice)
        throws HazeLabException {
        Path in = folder.resolve("in-" + own + choice.hashCode());
        Path out = folder.resolve("out-" + own + choice.hashCode());
        ModelFile.write(in, false, new ModelDescription("some-method", DESCRIPTION.configuration(), own,
            ModelEntries.EMPTY, ModelEntries.EMPTY), WEIGHTS, Progress.NONE);
        ModelDescription described = ReadModel.describe(in, choice);
        assertEquals(described, ReadModel.run(in, out, choice, note -> {}, Progress.NONE));
        try (ModelFile model = ModelFile.open(out)) {
            assertEquals(described, model.description());
            assertEquals(WEIGHTS, model.readAll(Progress.NONE));
            return model.description().normalization();
        }
    }
}
