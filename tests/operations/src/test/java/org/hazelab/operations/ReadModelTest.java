// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.CheckpointImporter;
import org.hazelab.runtime.file.CheckpointFile;
import org.hazelab.runtime.file.CheckpointNode;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertEquals(DESCRIPTION, ReadModel.run(file, target, NormalizationChoice.OF_MODEL, Progress.NONE));
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(target));
    }

    @Test
    void writesNothingOverAndNothingHalf() throws HazeLabException, IOException {
        ModelFile.write(file, false, DESCRIPTION, WEIGHTS, Progress.NONE);
        Files.writeString(target, "old");
        assertThrows(HazeLabException.class, () -> ReadModel.run(file, target, NormalizationChoice.OF_MODEL, Progress.NONE));
        assertEquals("old", Files.readString(target));
        Files.writeString(file, "something else, long enough");
        assertThrows(HazeLabException.class, () -> ReadModel.run(file, folder.resolve("new"), NormalizationChoice.OF_MODEL,
            Progress.NONE));
        try (var files = Files.list(folder)) {
            assertEquals(List.of("in.any", "out"), files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }

    private static String refusal(final Path file, final Path target) {
        HazeLabException described = assertThrows(HazeLabException.class, () -> ReadModel.describe(file, NormalizationChoice.OF_MODEL));
        HazeLabException run = assertThrows(HazeLabException.class, () -> ReadModel.run(file, target, NormalizationChoice.OF_MODEL, Progress.NONE));
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

    /** A method whose checkpoints are dictionaries with its name. */
    private record Importer(String method) implements CheckpointImporter {

        @Override
        public boolean recognizes(final CheckpointFile checkpoint) {
            return checkpoint.root() instanceof CheckpointNode.Group group && group.entries().containsKey(method);
        }

        @Override
        public ModelDescription describe(final CheckpointFile checkpoint) {
            return new ModelDescription(method, ModelEntries.EMPTY, ModelEntries.EMPTY, ModelEntries.EMPTY,
                ModelEntries.EMPTY);
        }

        @Override
        public Map<String, FloatTensor> weights(final CheckpointFile checkpoint, final Progress progress) {
            return WEIGHTS;
        }
    }

    @Test
    void convertsACheckpointByTheMethodThatRecognizesIt() throws IOException, HazeLabException {
        Checkpoints.write(file, "second", "b");
        ConvertCheckpoint convert = new ConvertCheckpoint(List.of(new Importer("first"), new Importer("second")),
            NormalizationChoice.OF_MODEL);
        assertEquals("second", convert.describe(file).method());
        assertEquals("second", convert.run(file, target, Progress.NONE).method());
        try (ModelFile model = ModelFile.open(target)) {
            assertEquals("second", model.description().method());
            assertEquals(WEIGHTS, model.readAll(Progress.NONE));
        }
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

    private ModelEntries normalization(final ModelEntries own, final NormalizationChoice choice) throws HazeLabException {
        Path in = folder.resolve("in-" + own + choice.hashCode());
        Path out = folder.resolve("out-" + own + choice.hashCode());
        ModelFile.write(in, false, new ModelDescription("some-method", DESCRIPTION.configuration(), own,
            ModelEntries.EMPTY, ModelEntries.EMPTY), WEIGHTS, Progress.NONE);
        ModelDescription described = ReadModel.describe(in, choice);
        assertEquals(described, ReadModel.run(in, out, choice, Progress.NONE));
        try (ModelFile model = ModelFile.open(out)) {
            assertEquals(described, model.description());
            assertEquals(WEIGHTS, model.readAll(Progress.NONE));
            return model.description().normalization();
        }
    }
}
