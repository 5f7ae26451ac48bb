// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.CropCount;
import org.hazelab.methods.hazematching.HazeMatchingRecipe;
import org.hazelab.methods.hazematching.TimeGrid;
import org.hazelab.methods.hazematching.TrainingSettings;
import org.hazelab.operations.table.ImageTable;
import org.hazelab.operations.training.TrainMethod.Config;
import org.hazelab.operations.training.TrainMethod.IfCheckpoint;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose numbers are not finite any more, as a node sees it. */
class DivergingTrainingTest {

    @TempDir
    private Path folder;

    private static FloatImage image(long seed) {
        RandomStream random = RandomStream.of(seed);
        float[] values = new float[256];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)(100 + 50 * random.nextGaussian());
        }
        return FloatImage.of(16, 16, ValueRange.UNIT, values);
    }

    private static ImageTable<TrainingRow> rows(String name, FloatImage... images) {
        return ImageTable.of(IntStream.range(0, images.length / 2).mapToObj(row -> (TrainingRow)new TrainingRow() {
            @Override
            public String name() {
                return name + row;
            }

            @Override
            public FloatImage image(int index, Progress progress) {
                return images[2 * row + index];
            }
        }).toList());
    }

    private TrainMethod.Result train(int epochs, double rate, FloatImage... validation) throws HazeLabException {
        TrainingSettings settings =
            new TrainingSettings(16, 2, 2, epochs, rate, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS,
                false, false, true, 42);
        Config config = new Config(0, false, false, Optional.of(folder.resolve("checkpoint")), IfCheckpoint.RESUME);
        Map<String, ImageTable<TrainingRow>> tables =
            new LinkedHashMap<>(Map.of("training", rows("Pair", image(1), image(2))));
        if (validation.length > 0) {
            tables.put("validation", rows("Check", validation));
        }
        HazeMatchingRecipe recipe = new HazeMatchingRecipe(28, settings, new CropCount(CropCount.Kind.PER_ROW, 2),
            Optional.empty());
        return new TrainMethod(recipe, config, RuntimeSettings.resolve("cpu", 2, ""), reason -> {}).run(tables,
            Optional.empty(), folder.resolve("model"), Progress.NONE);
    }

    /** It is finite, so the row is none that cannot be used, and its loss is not. */
    @Test
    void namesTheRowOfTheValidationImage() {
        FloatImage broken = image(5);
        broken.plane(0)[7] = 1e25f;
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> train(2, 1e-3, image(3), image(4), broken, image(6)));
        assertTrue(
            failure.summary().startsWith("The validation loss of epoch 1 is not finite for Row \"Check1\" of the "
                + "validation images, where a pixel is "),
            failure.summary());
        assertFalse(Files.exists(folder.resolve("checkpoint")));
        assertFalse(Files.exists(folder.resolve("model")));
    }

    /** One step an epoch: its loss is still that of the first weights, and the weights are finite. */
    @Test
    void saysWhichEpochTheCheckpointHolds() throws HazeLabException {
        Path checkpoint = folder.resolve("checkpoint");
        for (int i = 0; i < 2; i++) {
            HazeLabException failure = assertThrows(HazeLabException.class, () -> train(2, 1e30));
            assertEquals("The training diverges: the loss of epoch 2 is no longer finite", failure.summary());
            assertEquals(
                "Choose a lower learning rate, and check that the images are normalised. The checkpoint \"" + checkpoint
                    + "\" holds epoch 1, the last one before.",
                failure.remedy());
            try (ModelFile file = ModelFile.open(checkpoint)) {
                assertEquals(1, file.description().training().numbers("losses").length);
            }
            assertFalse(Files.exists(folder.resolve("model")));
        }
    }
}
