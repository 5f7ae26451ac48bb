// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.CropCount;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.methods.hazematching.HazeMatchingRecipe;
import org.hazelab.methods.hazematching.Normalization;
import org.hazelab.methods.hazematching.TimeGrid;
import org.hazelab.methods.hazematching.TrainingSettings;
import org.hazelab.methods.recipe.ImageRole;
import org.hazelab.operations.training.TrainMethod.Config;
import org.hazelab.operations.training.TrainMethod.HistoryLine;
import org.hazelab.operations.training.TrainMethod.IfCheckpoint;
import org.hazelab.operations.training.TrainMethod.Result;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest network and crops throughout, so that a training takes a second. */
class TrainMethodTest {

    private static final CropCount CROPS = new CropCount(CropCount.Kind.PER_ROW, 2);
    private static final List<ImageRole> ROLES = List.of(new ImageRole("hazy", 1), new ImageRole("clean", 1));

    @TempDir
    private Path folder;
    private final List<String> leftOut = new ArrayList<>();

    private record Pair(FloatImage hazy, FloatImage clean) {
    }

    private static FloatImage image(int width, int height, long seed) {
        RandomStream random = RandomStream.of(seed);
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)(100 + 50 * random.nextGaussian());
        }
        return FloatImage.of(width, height, ValueRange.UNIT, values);
    }

    private static Pair pair(int width, int height, long seed) {
        return new Pair(image(width, height, 2 * seed), image(width, height, 2 * seed + 1));
    }

    private static TrainingRows rows(Pair... pairs) {
        int[] next = {0};
        return new TrainingRows() {
            @Override
            public long count() {
                return pairs.length;
            }

            @Override
            public Row next() {
                int row = next[0]++;
                return new Row() {
                    @Override
                    public String name() {
                        return "Row" + row;
                    }

                    @Override
                    public FloatImage image(int index, Progress progress) {
                        return index == 0 ? pairs[row].hazy() : pairs[row].clean();
                    }
                };
            }
        };
    }

    private static TrainingSettings settings(int epochs) {
        return new TrainingSettings(16, 2, 2, epochs, 1e-3, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, false, false,
            true, 42);
    }

    private static HazeMatchingRecipe recipe(int epochs) {
        return new HazeMatchingRecipe(28, settings(epochs), CROPS, Optional.empty());
    }

    private static Config config(double share, boolean skip, Optional<Path> checkpoint) {
        return new Config(share, skip, false, checkpoint, IfCheckpoint.RESUME);
    }

    private Result train(HazeMatchingRecipe recipe, Config config, TrainingRows rows,
        Optional<TrainingRows> validation, Optional<Path> start, String name, Progress progress)
        throws HazeLabException {
        Map<String, TrainingRows> tables = new LinkedHashMap<>(Map.of("training", rows));
        validation.ifPresent(others -> tables.put("validation", others));
        return new TrainMethod(recipe, config, RuntimeSettings.resolve("cpu", 2, ""),
            reason -> leftOut.add(reason.summary())).run(tables, start, folder.resolve(name), progress);
    }

    private Result train(HazeMatchingRecipe recipe, Config config, String name, Pair... pairs)
        throws HazeLabException {
        return train(recipe, config, rows(pairs), Optional.empty(), Optional.empty(), name, Progress.NONE);
    }

    @Test
    void writesAModelThatSaysHowItWasTrained() throws HazeLabException {
        Result result =
            train(recipe(2), config(0.3, false, Optional.empty()), "model", pair(20, 16, 1), pair(16, 18, 2),
                pair(30, 40, 3));
        assertEquals(2, result.rows().get("training"));
        assertEquals(1, result.rows().get("validation"));
        assertEquals(2, result.history().size());
        for (HistoryLine line : result.history()) {
            // Clean and noise of variance 1 each, and a network that has learned next to nothing. Seen: 1.96 to 2.05,
            // the same to five digits with the kernels of several processors.
            assertEquals(2, line.round().loss(), 0.5);
            assertEquals(2, line.round().validationLoss().orElseThrow(), 0.5);
            assertTrue(line.seconds() >= 0);
        }
        assertTrue(result.history().get(0).round().best());
        try (ModelFile file = ModelFile.open(folder.resolve("model"))) {
            assertEquals(result.description(), file.description());
            HazeMatchingModel model = HazeMatchingModel.of(file.description());
            assertEquals(28, model.imageSize());
            assertEquals(16, model.patch());
            assertEquals(20, model.timePoints());
            assertEquals(2, file.description().training().integer("epochs", 0, 9));
            assertEquals(2, file.description().training().numbers("losses").length);
            assertTrue(file.names().contains("input_blocks.0.0.weight"));
        }
    }

    /** Of 1, 2, 3, 4 and 7 in turn (clean: ten times that), repeated: population deviation sqrt(15.8 - 3.4^2). */
    @Test
    void normalisesByMeanAndPopulationDeviationOfAllTrainingPixels() throws HazeLabException {
        float[] values = {1, 2, 3, 4, 7};
        float[] hazy = new float[20 * 20];
        float[] clean = new float[20 * 20];
        for (int i = 0; i < hazy.length; i++) {
            hazy[i] = values[i % 5];
            clean[i] = 10 * values[i % 5];
        }
        Pair pair =
            new Pair(FloatImage.of(20, 20, ValueRange.UNIT, hazy), FloatImage.of(20, 20, ValueRange.UNIT, clean));
        Pair taller =
            new Pair(FloatImage.of(16, 25, ValueRange.UNIT, hazy), FloatImage.of(16, 25, ValueRange.UNIT, clean));
        Result result = train(recipe(1), config(0, false, Optional.empty()), "model", pair, taller);
        Normalization found = HazeMatchingModel.of(result.description()).normalization().orElseThrow();
        assertEquals(3.4, found.inputMean(), 1e-12);
        assertEquals(Math.sqrt(15.8 - 3.4 * 3.4), found.inputStd(), 1e-12);
        assertEquals(34, found.targetMean(), 1e-11);
        assertEquals(10 * Math.sqrt(15.8 - 3.4 * 3.4), found.targetStd(), 1e-11);
        assertTrue(result.history().get(0).round().validationLoss().isEmpty());
    }

    @Test
    void takesTheConstantsThatAreGiven() throws HazeLabException {
        Normalization given = Normalization.Preset.MICROTUBULE.normalization();
        HazeMatchingRecipe recipe = new HazeMatchingRecipe(28, settings(1), CROPS, Optional.of(given));
        Config config = new Config(0, false, true, Optional.empty(), IfCheckpoint.RESUME);
        assertEquals(Optional.of(given),
            HazeMatchingModel.of(train(recipe, config, "model", pair(16, 16, 1)).description())
                .normalization());
    }

    @Test
    void cutsSquaresOfBothImagesFromTheFile() throws Exception {
        try (ImageStore store = new ImageStore()) {
            Pair[] pairs = {pair(5, 4, 1), pair(7, 9, 2)};
            TrainingRows rows = rows(pairs);
            store.add(rows.next(), ROLES, 3, Progress.NONE);
            store.add(rows.next(), ROLES, 3, Progress.NONE);
            float[][] hazy = new float[1][9];
            float[][] clean = new float[1][9];
            ImageSet images = store.images(ROLES, 1, 0);
            images.read(0, 0, new ImageSet.Area(6, 4, 3, 3), hazy);
            images.read(0, 1, new ImageSet.Area(6, 4, 3, 3), clean);
            for (int i = 0; i < 9; i++) {
                int pixel = (6 + i / 3) * 7 + 4 + i % 3;
                assertEquals(pairs[1].hazy().plane(0)[pixel], hazy[0][i]);
                assertEquals(pairs[1].clean().plane(0)[pixel], clean[0][i]);
            }
        }
    }

    @Test
    void leavesRowsOutThatCannotBeTrainedWith() throws HazeLabException {
        Pair good = pair(16, 16, 1);
        FloatImage colour = FloatImage.of(16, 16, ValueRange.UNIT, new float[256], new float[256], new float[256]);
        FloatImage broken = image(16, 16, 5);
        broken.plane(0)[7] = Float.NaN;
        Result result = train(recipe(1), config(0, true, Optional.empty()), "model", pair(15, 30, 2), good,
            new Pair(good.hazy(), image(16, 17, 3)), new Pair(colour, good.clean()), new Pair(good.hazy(), broken));
        assertEquals(1, result.rows().get("training"));
        assertEquals(List.of("Row \"Row0\": The images have 15 x 30 pixels, less than the crops of 16 x 16",
            "Row \"Row2\": The hazy image has 16 x 16 pixels and the clean one 16 x 17",
            "Row \"Row3\": The hazy image has 3 channels",
            "Row \"Row4\": The clean image has pixels that are no numbers"), leftOut);
    }

    @Test
    void refusesTheFirstSuchRowIfThatIsWanted() throws IOException {
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> train(recipe(1), config(0, false, Optional.empty()), "model", pair(16, 16, 1), pair(15, 16, 2)));
        assertEquals("Row \"Row1\": The images have 15 x 16 pixels, less than the crops of 16 x 16", failure.summary());
        assertFalse(Files.exists(folder.resolve("model")));
    }

    @Test
    void saysWhyThereIsNothingToTrainWith() {
        assertEquals("There are no images for training: none of the 1 rows can be used",
            assertThrows(HazeLabException.class,
                () -> train(recipe(1), config(0, true, Optional.empty()), "model", pair(4, 4, 1))).summary());
        assertEquals("There are no images for validation: the table has no rows", assertThrows(HazeLabException.class,
            () -> train(recipe(1), config(0, true, Optional.empty()), rows(pair(16, 16, 1)), Optional.of(rows()),
                Optional.empty(),
                "model", Progress.NONE))
            .summary());
        FloatImage flat = FloatImage.zeros(16, 16, 1, ValueRange.UNIT);
        assertEquals("All pixels of the clean training images are the same", assertThrows(HazeLabException.class,
            () -> train(recipe(1), config(0, true, Optional.empty()), "model", new Pair(image(16, 16, 1), flat)))
            .summary());
    }

    @Test
    void refusesCropsThatDoNotFitTheNetwork() {
        TrainingSettings settings =
            new TrainingSettings(18, 1, 1, 1, 1e-3, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, false,
                false, false, 1);
        HazeLabException failure = assertThrows(HazeLabException.class, () -> train(
            new HazeMatchingRecipe(28, settings, CROPS, Optional.empty()), config(0, true, Optional.empty()), "model",
            pair(20, 20, 1)));
        assertEquals("Crops of 18 pixels do not fit the network for images of 28", failure.summary());
    }

    @Test
    void goesOnFromACheckpointAsIfItHadNeverStopped() throws IOException, HazeLabException {
        Pair[] pairs = {pair(20, 16, 1), pair(18, 18, 2), pair(16, 30, 3)};
        Optional<Path> checkpoint = Optional.of(folder.resolve("checkpoint"));
        train(recipe(3), config(0.3, false, Optional.empty()), "whole", pairs);
        // Cancelled within the second epoch.
        boolean[] cancelled = {false};
        Progress progress = new Progress() {
            @Override
            public void report(double fraction, String message) {
                cancelled[0] |= message.startsWith("Epoch 2 of 3, step 2");
            }

            @Override
            public void checkCanceled() {
                if (cancelled[0]) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class, () -> train(recipe(3), config(0.3, false, checkpoint), rows(pairs),
            Optional.empty(), Optional.empty(), "cancelled", progress));
        assertFalse(Files.exists(folder.resolve("cancelled")));
        Result resumed = train(recipe(3), config(0.3, false, checkpoint), "resumed", pairs);
        assertEquals(1, resumed.resumedAt());
        assertEquals(3, resumed.history().size());
        assertArrayEquals(weights("whole"), weights("resumed"));
        Result again = train(recipe(3), config(0.3, false, checkpoint), "again", pairs);
        assertEquals(3, again.resumedAt());
        assertEquals(resumed.history(), again.history());
        assertArrayEquals(weights("whole"), weights("again"));
    }

    @Test
    void doesNotGoOnFromTheCheckpointOfAnotherTraining() throws HazeLabException {
        Optional<Path> checkpoint = Optional.of(folder.resolve("checkpoint"));
        train(recipe(1), config(0, false, checkpoint), "first", pair(16, 16, 1));
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> train(recipe(1), config(0, false, checkpoint), "second", pair(16, 16, 2)));
        assertTrue(failure.summary().contains("is of another training: its pixels crc32 is "), failure.getMessage());
        assertEquals(0, train(recipe(1), new Config(0, false, false, checkpoint, IfCheckpoint.REPLACE), "second",
            pair(16, 16, 2)).resumedAt());
    }

    @Test
    void startsFromAModelWithItsNetworkAndNormalisation() throws HazeLabException {
        Pair pair = pair(16, 16, 1);
        Result first = train(recipe(1), config(0, false, Optional.empty()), "first", pair);
        HazeMatchingRecipe other = new HazeMatchingRecipe(128, settings(1),
            new CropCount(CropCount.Kind.PER_ROUND, 5), Optional.empty());
        Result second =
            train(other, config(0, false, Optional.empty()), rows(pair(16, 16, 9)), Optional.of(rows(pair(16, 16, 8))),
                Optional.of(folder.resolve("first")), "second", Progress.NONE);
        assertEquals(HazeMatchingModel.of(first.description()), HazeMatchingModel.of(second.description()));
        assertEquals(5, second.description().training().integer("crops", 0, 99));
        assertEquals(1, second.rows().get("validation"));
    }

    @Test
    void countsTheCropsOfAnEpochInThreeWays() {
        FloatImage image = FloatImage.zeros(10, 10, 1, ValueRange.UNIT);
        ImageSet three = ImageSet.of(List.of(List.of(image), List.of(image),
            List.of(FloatImage.zeros(10, 13, 1, ValueRange.UNIT))));
        assertEquals(7, new CropCount(CropCount.Kind.PER_ROW, 7).perRow(three, 3));
        assertEquals(3, new CropCount(CropCount.Kind.PER_ROUND, 7).perRow(three, 3));
        // 3 x 3 each in two of them and 3 x 4 in the third: 30, and 31 would be one more of each.
        assertEquals(10, new CropCount(CropCount.Kind.SIDE_BY_SIDE, 1).perRow(three, 3));
    }

    @Test
    void takesAsManyCropsAsFitSideBySide() throws HazeLabException {
        HazeMatchingRecipe recipe = new HazeMatchingRecipe(28, settings(1),
            new CropCount(CropCount.Kind.SIDE_BY_SIDE, 1), Optional.empty());
        Config config = new Config(0, false, true, Optional.empty(), IfCheckpoint.RESUME);
        Result result = train(recipe, config, "model", pair(33, 31, 1), pair(48, 32, 2));
        // 2 x 1 and 3 x 2 crops of 16 x 16 pixels, the same number of each.
        assertEquals(4, result.description().training().integer("crops", 0, 99));
    }

    private float[] weights(String name) throws HazeLabException {
        try (ModelFile file = ModelFile.open(folder.resolve(name))) {
            return file.read("input_blocks.0.0.weight", Progress.NONE).values();
        }
    }
}
