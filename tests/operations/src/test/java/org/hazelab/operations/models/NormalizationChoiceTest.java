// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.methods.hazematching.Normalization.Preset;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One method's constants never get into another one's model. */
class NormalizationChoiceTest {

    private static final ModelEntries HAZEMATCHING = HazeMatchingModel.entries(Preset.NEURON.normalization());
    private static final NormalizationChoice ALWAYS =
        new NormalizationChoice(HazeMatchingModel.METHOD, HAZEMATCHING, true);
    private static final NormalizationChoice FALLBACK =
        new NormalizationChoice(HazeMatchingModel.METHOD, HAZEMATCHING, false);

    @TempDir
    private Path folder;

    private Path model(String method, ModelEntries normalization) throws HazeLabException {
        Path file = folder.resolve(method + normalization.hashCode());
        ModelFile.write(file, true, new ModelDescription(method, ModelEntries.EMPTY, normalization, ModelEntries.EMPTY,
            ModelEntries.EMPTY), Map.of("a", FloatTensor.zeros(2)), Progress.NONE);
        return file;
    }

    private void refuses(Path file, NormalizationChoice choice) {
        String expected =
            "The constants of the normalisation are for models of the method \"hazematching\", and this model is "
                + "of the method \"other\"";
        Path target = folder.resolve("target");
        assertEquals(expected, assertThrows(HazeLabException.class, () -> ReadModel.describe(file, choice)).summary());
        assertEquals(expected,
            assertThrows(HazeLabException.class, () -> ReadModel.run(file, target, choice, note -> {}, Progress.NONE))
                .summary());
        assertFalse(Files.exists(target));
    }

    @Test
    void refusesAModelOfAnotherMethod() throws HazeLabException {
        ModelEntries own = ModelEntries.EMPTY.with("scale", 2.0);
        refuses(model("other", own), ALWAYS);
        refuses(model("other", ModelEntries.EMPTY), ALWAYS);
        refuses(model("other", ModelEntries.EMPTY), FALLBACK);
    }

    @Test
    void leavesAModelOfAnotherMethodAlone() throws HazeLabException {
        ModelEntries own = ModelEntries.EMPTY.with("scale", 2.0);
        assertEquals(own, ReadModel.describe(model("other", own), FALLBACK).normalization());
        assertEquals(ModelEntries.EMPTY,
            ReadModel.describe(model("other", ModelEntries.EMPTY), NormalizationChoice.OF_MODEL).normalization());
    }

    @Test
    void goesIntoAModelOfItsMethod() throws HazeLabException {
        assertEquals(HAZEMATCHING,
            ReadModel.describe(model(HazeMatchingModel.METHOD, ModelEntries.EMPTY), FALLBACK).normalization());
    }
}
