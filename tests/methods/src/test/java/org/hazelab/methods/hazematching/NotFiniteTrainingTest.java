// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.training.Checkpoint;
import org.hazelab.methods.training.Epoch;
import org.hazelab.methods.training.TrainingListener;
import org.hazelab.methods.training.TrainingState;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no finite number ends a training with the reason, and takes the place of nothing that was good. */
class NotFiniteTrainingTest {

    private static final Network NETWORK = HazeMatchingNetwork.of(28);
    private static final ModelDescription DESCRIPTION = new ModelDescription("hazematching", ModelEntries.EMPTY,
        ModelEntries.EMPTY, ModelEntries.EMPTY, ModelEntries.EMPTY);

    @TempDir
    private Path folder;
    private final List<TrainingState> told = new ArrayList<>();

    private static TrainingSettings settings(int crops, int epochs, double rate) {
        return new TrainingSettings(16, crops, 4, epochs, rate, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, false, false,
            true, 42);
    }

    private static List<TrainingPair> pairs(int count) {
        List<TrainingPair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(new TrainingPair(GoldenNumbers.image(100 + i, 16, 16), GoldenNumbers.image(200 + i, 16, 16)));
        }
        return pairs;
    }

    private static List<TrainingPair> pairsWithAPixel(int count, float value) {
        List<TrainingPair> pairs = pairs(count);
        pairs.get(count - 1).hazy().values()[40] = value;
        return pairs;
    }

    private TrainingState train(TrainingSettings settings, List<TrainingPair> pairs, List<TrainingPair> validation,
        TrainingState start) throws HazeLabException {
        TrainingListener listener = state -> {
            told.add(state);
            Checkpoint.write(folder.resolve("checkpoint"), DESCRIPTION, state, Progress.NONE);
        };
        return new HazeMatchingTraining(GoldenNumbers.cpu(), settings, TrainingPairs.of(pairs),
            TrainingPairs.of(validation),
            listener).run(NETWORK, start, Progress.NONE);
    }

    private HazeLabException failure(TrainingSettings settings, List<TrainingPair> pairs,
        List<TrainingPair> validation) {
        return assertThrows(HazeLabException.class, () -> train(settings, pairs, validation, fresh()));
    }

    private static TrainingState fresh() {
        return TrainingState.start(NETWORK.initialWeights(7));
    }

    @Test
    void namesTheValidationImage() {
        HazeLabException failure = failure(settings(2, 2, 1e-3), pairs(2), pairsWithAPixel(3, 1e25f));
        assertEquals(
            "The validation loss of epoch 1 is no finite number for Image 3 of the validation images, where a pixel "
                + "is 1.0e+25 standard deviations away from the mean",
            failure.summary());
        assertTrue(failure.remedy().startsWith("Mend the pixels of this image, or leave its row out"),
            failure.remedy());
        assertEquals(List.of(), told);
    }

    @Test
    void namesTheTrainingImage() {
        assertEquals(
            "The loss of epoch 1 is no finite number for Image 3 of the training images, where a pixel is 1.0e+25 "
                + "standard deviations away from the mean",
            failure(settings(4, 1, 1e-3), pairsWithAPixel(3, 1e25f), List.of())
                .summary());
    }

    /** The weights are finite after the only step, and no validation can work with them: that is no image's fault. */
    @Test
    void doesNotBlameAnImageForWeightsThatDiverge() {
        assertEquals("The training diverges: the validation loss of epoch 1 is no number any more",
            failure(settings(1, 1, 1e30), pairs(4), pairs(2)).summary());
    }

    /** It need not be the reason, but who looks for one should know of it. */
    @Test
    void namesAnImageFarFromTheMeanWhereTheTrainingDiverges() {
        HazeLabException failure = failure(settings(16, 3, 1e12), pairsWithAPixel(1, 1e6f), List.of());
        assertEquals(
            "The training diverges: the loss of epoch 1 is no number any more. In Image 1 of the training images a "
                + "pixel is 1.0e+06 standard deviations away from the mean",
            failure.summary());
    }

    @Test
    void tellsATrainingThatDivergesFromAnImage() {
        HazeLabException failure = failure(settings(4, 3, 1e12), pairs(3), pairs(1));
        assertTrue(failure.summary().startsWith("The training diverges: "), failure.summary());
        assertTrue(failure.remedy().startsWith("Choose a lower learning rate"), failure.remedy());
    }

    /** One step an epoch: no loss is computed with its weights where there is no validation. */
    @Test
    void checksTheWeightsAfterTheLastStep() {
        HazeLabException failure = failure(settings(1, 1, 1e39), pairs(4), List.of());
        assertTrue(failure.summary().startsWith("The training diverges: after epoch 1 the weights \""),
            failure.summary());
        assertEquals(List.of(), told);
    }

    @Test
    void keepsTheLastGoodCheckpoint() throws HazeLabException, IOException {
        TrainingState good = train(settings(1, 1, 1e-3), pairs(4), pairs(1), fresh());
        byte[] before = Files.readAllBytes(folder.resolve("checkpoint"));
        assertThrows(HazeLabException.class, () -> train(settings(1, 3, 1e39), pairs(4), pairs(1), good));
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("checkpoint")));
        assertEquals(good, Checkpoint.read(folder.resolve("checkpoint"), Progress.NONE));
    }

    @Test
    void neverWritesWeightsThatAreNotFinite() throws HazeLabException, IOException {
        TrainingState good = train(settings(1, 1, 1e-3), pairs(4), List.of(), fresh());
        byte[] before = Files.readAllBytes(folder.resolve("checkpoint"));
        TrainingState bad = broken(good);
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> Checkpoint.write(folder.resolve("checkpoint"), DESCRIPTION, bad, Progress.NONE));
        assertEquals(
            "The checkpoint of epoch 1 is not written: the weights \"input_blocks.0.0.weight\" are no finite numbers",
            failure.summary());
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("checkpoint")));
        assertEquals("The training cannot begin: the weights \"input_blocks.0.0.weight\" are no finite numbers",
            assertThrows(HazeLabException.class, () -> train(settings(1, 2, 1e-3), pairs(4), List.of(), bad))
                .summary());
    }

    private static TrainingState broken(TrainingState good) {
        Map<String, FloatTensor> weights = new LinkedHashMap<>(good.weights());
        FloatTensor tensor = weights.get("input_blocks.0.0.weight");
        float[] values = tensor.values().clone();
        values[5] = Float.NaN;
        weights.put("input_blocks.0.0.weight", new FloatTensor(tensor.shape(), values));
        return new TrainingState(weights, good.bestWeights(), good.firstMoments(), good.secondMoments(), good.steps(),
            good.history());
    }

    /** Without losses of validation that were not finite, as it was written before they ended a training. */
    @Test
    void saysWhyAnOldCheckpointCannotBeRead() throws HazeLabException {
        TrainingState good = train(settings(1, 2, 1e-3), pairs(4), pairs(1), fresh());
        Path file = folder.resolve("checkpoint");
        Path old = folder.resolve("old");
        try (ModelFile model = ModelFile.open(file)) {
            ModelDescription description = model.description();
            ModelEntries training = description.training().with("validation", new double[] {1.5});
            ModelFile.write(old, false, new ModelDescription(description.method(), description.configuration(),
                description.normalization(), training, description.versions()), model.readAll(Progress.NONE),
                Progress.NONE);
        }
        assertEquals(2, good.epochs());
        assertEquals(
            "The checkpoint " + old + " has 1 validation losses for 2 epochs: the others were no finite numbers",
            assertThrows(HazeLabException.class, () -> Checkpoint.read(old, Progress.NONE)).summary());
    }

    @Test
    void doesNotMixEpochsWithAndWithoutValidation() throws HazeLabException {
        TrainingState without = train(settings(1, 1, 1e-3), pairs(4), List.of(), fresh());
        assertTrue(assertThrows(HazeLabException.class, () -> train(settings(1, 2, 1e-3), pairs(4), pairs(1), without))
            .summary().startsWith("The epochs of the checkpoint have no validation loss"));
    }

    @Test
    void hasNoEpochWhoseLossIsNotFinite() {
        assertThrows(IllegalArgumentException.class, () -> new Epoch(1, Double.NaN, OptionalDouble.empty(), true));
        assertThrows(IllegalArgumentException.class,
            () -> new Epoch(1, 1, OptionalDouble.of(Double.POSITIVE_INFINITY), true));
    }

    @Test
    void saysThatTheMemoryIsTooSmallForABatch() {
        TrainingPairs huge = new TrainingPairs() {
            @Override
            public int count() {
                return 1;
            }

            @Override
            public int height(int pair) {
                return 16;
            }

            @Override
            public int width(int pair) {
                return 16;
            }

            @Override
            public void square(int pair, int top, int left, int side, float[] hazy, float[] clean) {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> new HazeMatchingTraining(GoldenNumbers.cpu(),
                settings(4, 1, 1e-3), huge, TrainingPairs.of(List.of()), TrainingListener.NONE).run(NETWORK, fresh(),
                    Progress.NONE));
        assertEquals(
            "There is not enough memory for training with batches of 4 crops of 16 x 16 pixels. Give Java more memory "
                + "(-Xmx, for KNIME in knime.ini), or choose smaller batches or crops.",
            failure.getMessage());
    }
}
