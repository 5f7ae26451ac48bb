// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.training.Trainer;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of the first version, whose trainings go on with every later one. */
class CheckpointFormatTest {

    /** Of the file that the first version wrote of the state in {@link #tensors}. */
    private static final String SHA256 = "a6940812df77173124f3aa795b662ceae87ca447b2fe0e3530e4bc215eb58756";
    private static final int WEIGHTS = 1_075_649;

    private static ModelDescription description(ModelEntries training) {
        return new ModelDescription("hazematching", ModelEntries.EMPTY.with("patch", 16), ModelEntries.EMPTY, training,
            ModelEntries.EMPTY);
    }

    private static Map<String, FloatTensor> tensors() {
        Network network = HazeMatchingNetwork.of(28);
        Map<String, FloatTensor> tensors = new LinkedHashMap<>(network.initialWeights(7));
        network.initialWeights(8).forEach((name, tensor) -> tensors.put("best:" + name, tensor));
        FloatTensor first = FloatTensor.zeros(WEIGHTS);
        FloatTensor second = FloatTensor.zeros(WEIGHTS);
        for (int i = 0; i < WEIGHTS; i++) {
            first.values()[i] = (i % 1000 - 500) / 1024f;
            second.values()[i] = i % 777 / 2048f;
        }
        tensors.put("adam:first", first);
        tensors.put("adam:second", second);
        return tensors;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readsAndWritesTheFirstVersionToTheByte(@TempDir Path folder) throws HazeLabException, IOException {
        Path old = folder.resolve("old");
        ModelFile.write(old, false, description(ModelEntries.EMPTY.with("seed", 42).with("steps", 6)
            .with("losses", new double[] {2.25, 1.75}).with("validation", new double[] {2.125, 2.25})
            .with("best", new int[] {1, 0})), tensors(), Progress.NONE);
        assertEquals(SHA256, sha256(old));
        TrainingSettings settings = new TrainingSettings(16, 4, 4, 4, 1e-3, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS,
            false, false, true, 42);
        Path written = folder.resolve("written");
        try (HazeMatchingTask task = Trainings.task(settings, Trainings.pairs(1, 16), Trainings.pairs(1, 16));
            Trainer<HazeMatchingBatch> trainer = new Trainer<>(task, Progress.NONE);
            ModelFile file = ModelFile.open(old)) {
            trainer.resume(file, old, Progress.NONE);
            assertEquals(2, trainer.history().count());
            assertEquals(2.125, trainer.history().best());
            trainer.write(written, description(ModelEntries.EMPTY.with("seed", 42)), Progress.NONE);
        }
        assertArrayEquals(Files.readAllBytes(old), Files.readAllBytes(written));
    }
}
