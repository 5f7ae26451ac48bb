// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.hazelab.methods.hazematching.Trainings.none;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.hazematching.Trainings.State;
import org.hazelab.methods.training.Round;
import org.hazelab.methods.training.RoundListener;
import org.hazelab.methods.training.Trainer;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A number that is not finite ends a training with the reason, and takes the place of nothing that was good. */
class NotFiniteTrainingTest {

    @TempDir
    private Path folder;
    private final List<State> told = new ArrayList<>();

    private static TrainingSettings settings(int crops, int epochs, double rate) {
        return new TrainingSettings(16, crops, 4, epochs, rate, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, false, false,
            true, 42);
    }

    private static ImageSet pairs(int count) {
        return Trainings.pairs(count, 16);
    }

    private static ImageSet pairsWithAPixel(int count, float value) {
        List<List<FloatImage>> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(List.of(Trainings.image(GoldenNumbers.image(100 + i, 16, 16)),
                Trainings.image(GoldenNumbers.image(200 + i, 16, 16))));
        }
        pairs.get(count - 1).get(0).plane(0)[40] = value;
        return ImageSet.of(pairs);
    }

    private Path checkpoint() {
        return folder.resolve("checkpoint");
    }

    private State train(TrainingSettings settings, ImageSet pairs, ImageSet validation, Optional<Path> start)
        throws HazeLabException {
        return Trainings.train(settings, pairs, validation, start, trainer -> {
            told.add(State.of(trainer));
            trainer.write(checkpoint(), Trainings.DESCRIPTION, Progress.NONE);
        }, Progress.NONE);
    }

    private HazeLabException failure(TrainingSettings settings, ImageSet pairs, ImageSet validation) {
        return assertThrows(HazeLabException.class, () -> train(settings, pairs, validation, Optional.empty()));
    }

    @Test
    void namesTheValidationImage() {
        HazeLabException failure = failure(settings(2, 2, 1e-3), pairs(2), pairsWithAPixel(3, 1e25f));
        assertEquals(
            "The validation loss of epoch 1 is not finite for Image 3 of the validation images, where a pixel "
                + "is 1.0e+25 standard deviations away from the mean",
            failure.summary());
        assertTrue(failure.remedy().startsWith("Correct the pixels of this image, or leave its row out"),
            failure.remedy());
        assertEquals(List.of(), told);
    }

    @Test
    void namesTheTrainingImage() {
        assertEquals(
            "The loss of epoch 1 is not finite for Image 3 of the training images, where a pixel is 1.0e+25 "
                + "standard deviations away from the mean",
            failure(settings(4, 1, 1e-3), pairsWithAPixel(3, 1e25f), none())
                .summary());
    }

    /** The weights are finite after the only step, and no validation can work with them: that is no image's fault. */
    @Test
    void doesNotBlameAnImageForWeightsThatDiverge() {
        assertEquals("The training diverges: the validation loss of epoch 1 is no longer finite",
            failure(settings(1, 1, 1e30), pairs(4), pairs(2)).summary());
    }

    /** It may not be the reason, but it is worth naming. */
    @Test
    void namesAnImageFarFromTheMeanWhereTheTrainingDiverges() {
        HazeLabException failure = failure(settings(16, 3, 1e12), pairsWithAPixel(1, 1e6f), none());
        assertEquals(
            "The training diverges: the loss of epoch 1 is no longer finite. In Image 1 of the training images a "
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
        HazeLabException failure = failure(settings(1, 1, 1e39), pairs(4), none());
        assertTrue(failure.summary().startsWith("The training diverges: after epoch 1 the weights \""),
            failure.summary());
        assertEquals(List.of(), told);
    }

    @Test
    void keepsTheLastGoodCheckpoint() throws HazeLabException, IOException {
        State good = train(settings(1, 1, 1e-3), pairs(4), pairs(1), Optional.empty());
        byte[] before = Files.readAllBytes(checkpoint());
        assertThrows(HazeLabException.class,
            () -> train(settings(1, 3, 1e39), pairs(4), pairs(1), Optional.of(checkpoint())));
        assertArrayEquals(before, Files.readAllBytes(checkpoint()));
        assertEquals(good.tensors(), Trainings.read(checkpoint()));
    }

    /** The weights are broken on the device, as no step may leave them. */
    @Test
    void neverWritesWeightsThatAreNotFinite() throws HazeLabException, IOException {
        train(settings(1, 1, 1e-3), pairs(4), none(), Optional.empty());
        byte[] before = Files.readAllBytes(checkpoint());
        try (HazeMatchingTask task = Trainings.task(settings(1, 2, 1e-3), pairs(4), none());
            Trainer<HazeMatchingBatch> trainer = new Trainer<>(task, Progress.NONE);
            ModelFile file = ModelFile.open(checkpoint())) {
            trainer.resume(file, checkpoint(), Progress.NONE);
            task.device().run(Progress.NONE, scope -> {
                DeviceTensor tensor = task.state().get(0).tensors(scope).get(0);
                FloatTensor values = tensor.get();
                values.values()[5] = Float.NaN;
                tensor.set(values);
                return null;
            });
            assertEquals("The checkpoint of epoch 1 is not written: the weights \"time_embed.0.weight\" are not finite",
                assertThrows(HazeLabException.class,
                    () -> trainer.write(checkpoint(), Trainings.DESCRIPTION, Progress.NONE)).summary());
            assertArrayEquals(before, Files.readAllBytes(checkpoint()));
            assertEquals("The training cannot begin: the weights \"time_embed.0.weight\" are not finite",
                assertThrows(HazeLabException.class, () -> trainer.run(RoundListener.NONE, Progress.NONE)).summary());
        }
    }

    @Test
    void refusesACheckpointThatIsNotFinite() throws HazeLabException {
        State good = train(settings(1, 1, 1e-3), pairs(4), none(), Optional.empty());
        FloatTensor moments = good.tensors().get("adam:second");
        moments.values()[1_000_000] = Float.POSITIVE_INFINITY;
        Path bad = folder.resolve("bad");
        try (ModelFile file = ModelFile.open(checkpoint())) {
            ModelFile.write(bad, false, file.description(), good.tensors(), Progress.NONE);
        }
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> train(settings(1, 2, 1e-3), pairs(4), none(), Optional.of(bad)));
        assertTrue(failure.summary().startsWith("The checkpoint " + bad
            + " cannot be used: Adam's means of the squared gradients of \""), failure.summary());
    }

    /** Without losses of validation that were not finite, as it was written before they ended a training. */
    @Test
    void saysWhyAnOldCheckpointCannotBeRead() throws HazeLabException {
        train(settings(1, 2, 1e-3), pairs(4), pairs(1), Optional.empty());
        Path file = checkpoint();
        Path old = folder.resolve("old");
        try (ModelFile model = ModelFile.open(file)) {
            ModelDescription description = model.description();
            ModelEntries training = description.training().with("validation", new double[] {1.5});
            ModelFile.write(old, false, new ModelDescription(description.method(), description.configuration(),
                description.normalization(), training, description.versions()), model.readAll(Progress.NONE),
                Progress.NONE);
        }
        assertEquals(
            "The checkpoint " + old + " has 1 validation losses for 2 epochs: the others were not finite",
            assertThrows(HazeLabException.class,
                () -> train(settings(1, 3, 1e-3), pairs(4), pairs(1), Optional.of(old))).summary());
    }

    @Test
    void doesNotMixEpochsWithAndWithoutValidation() throws HazeLabException {
        train(settings(1, 1, 1e-3), pairs(4), none(), Optional.empty());
        assertTrue(assertThrows(HazeLabException.class,
            () -> train(settings(1, 2, 1e-3), pairs(4), pairs(1), Optional.of(checkpoint())))
            .summary().startsWith("The epochs of the checkpoint have no validation loss"));
    }

    @Test
    void hasNoEpochWhoseLossIsNotFinite() {
        assertThrows(IllegalArgumentException.class, () -> new Round(1, Map.of("loss", Double.NaN), Map.of(), true));
        assertThrows(IllegalArgumentException.class,
            () -> new Round(1, Map.of("loss", 1.0), Map.of("loss", Double.POSITIVE_INFINITY), true));
    }

    @Test
    void saysThatTheMemoryIsTooSmallForABatch() {
        ImageSet huge = new Trainings.Sized(1, 16) {
            @Override
            public void read(int row, int image, Area area, float[][] planes) {
                throw new OutOfMemoryError("Java heap space");
            }
        };
        HazeLabException failure = failure(settings(4, 1, 1e-3), huge, none());
        assertEquals(
            "There is not enough memory for training with batches of 4 crops of 16 x 16 pixels. Give Java more memory "
                + "(-Xmx, for KNIME in knime.ini), or choose smaller batches or crops.",
            failure.getMessage());
    }
}
