// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.hazeflow.HazeFlowMethod;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.methods.hazeflow.training.settings.OptimizerSettings;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.hazeflow.training.settings.StudentStart;
import org.hazelab.methods.training.History;
import org.hazelab.methods.training.Round;
import org.hazelab.methods.training.Trainer;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.methods.hazeflow.network.HazeFlowNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stage hands to the next one, and what the model is. */
class StageHandoverTest {

    private static final HazeFlowRecipe PRETRAIN_AND_REFLOW =
        HazeFlowTrainings.recipe(HazeFlowTrainings.settings(Stage.PRETRAIN, Stage.REFLOW));

    @TempDir
    static Path folder;

    @TempDir
    Path own;

    private static List<History> histories;

    @BeforeAll
    static void trainTwoStages() throws HazeLabException {
        histories = HazeFlowTrainings.train(PRETRAIN_AND_REFLOW, HazeFlowTrainings.images(), 2, folder);
    }

    private static Path stage(int number) {
        return folder.resolve("stage" + number + ".safetensors");
    }

    /** All weights of a group, one tensor after another. */
    private static float[] weights(Path path, String prefix) throws HazeLabException {
        try (ModelFile file = ModelFile.open(path)) {
            float[] all = {};
            for (Parameter parameter : HazeFlowNetwork.parameters(PRETRAIN_AND_REFLOW.shape())) {
                float[] values = file.read(prefix + parameter.name(), Progress.NONE).values();
                int before = all.length;
                all = Arrays.copyOf(all, before + values.length);
                System.arraycopy(values, 0, all, before, values.length);
            }
            return all;
        }
    }

    /** The state of a stage that has been opened on a file and has not begun. */
    private Path begun(HazeFlowRecipe recipe, int stage, Path before, Map<String, ImageSet> images)
        throws HazeLabException {
        Path file = own.resolve("begun.safetensors");
        try (StageTask<?> task = (StageTask<?>)HazeFlowTrainings.open(recipe, images, stage, Optional.of(before), 1);
            Trainer<?> trainer = new Trainer<>(task, Progress.NONE)) {
            trainer.write(file, recipe.plan(images).description(), Progress.NONE);
        }
        return file;
    }

    /** The teacher has the averaged weights of the best round before, and two rounds of steps leave it as it was. */
    @Test
    void theTeacherIsTheBestAverageAndStays() throws HazeLabException {
        float[] best = weights(stage(0), Trainer.BEST);
        assertArrayEquals(best, weights(stage(1), "teacher:"));
        assertFalse(Arrays.equals(best, weights(stage(0), StageTask.TRAINED)));
        assertFalse(Arrays.equals(best, weights(stage(1), StageTask.TRAINED)));
    }

    /** Without validation nothing says which round is better, and the last one counts. */
    @Test
    void withoutValidationTheTeacherIsTheLastAverage() throws HazeLabException {
        Path file = begun(PRETRAIN_AND_REFLOW, 1, stage(0), HazeFlowTrainings.without(HazeFlowRecipe.VALIDATION));
        assertArrayEquals(weights(stage(0), ""), weights(file, "teacher:"));
    }

    @Test
    void theStudentStartsFromRawOrAveragedWeights() throws HazeLabException {
        Path raw = begun(PRETRAIN_AND_REFLOW, 1, stage(0), HazeFlowTrainings.images());
        assertArrayEquals(weights(stage(0), StageTask.TRAINED), weights(raw, StageTask.TRAINED));
        assertArrayEquals(weights(stage(0), StageTask.TRAINED), weights(raw, ""));
        HazeFlowSettings all = PRETRAIN_AND_REFLOW.settings();
        HazeFlowRecipe averaged = HazeFlowTrainings.recipe(HazeFlowTrainings.with(all, all.losses(),
            new OptimizerSettings(1, 0.9, 0, StudentStart.AVERAGED)));
        Path same = begun(averaged, 1, stage(0), HazeFlowTrainings.images());
        assertArrayEquals(weights(stage(0), Trainer.BEST), weights(same, StageTask.TRAINED));
    }

    /** A model, which has averaged weights alone, is the teacher, and the student begins with it. */
    @Test
    void aModelTakesThePlaceOfTheStageBefore() throws HazeLabException {
        Path model = own.resolve("model.safetensors");
        model(stage(0), model);
        HazeFlowRecipe reflow = new HazeFlowRecipe(HazeFlowTrainings.settings(Stage.REFLOW),
            PRETRAIN_AND_REFLOW.shape(), PRETRAIN_AND_REFLOW.weights(), HazeFlowTrainings.SCORER, true);
        Path file = begun(reflow, 0, model, HazeFlowTrainings.images());
        assertArrayEquals(weights(model, ""), weights(file, "teacher:"));
        assertArrayEquals(weights(model, ""), weights(file, StageTask.TRAINED));
    }

    /** Writes the model of a checkpoint of Pretrain: the best average. */
    private void model(Path checkpoint, Path model) throws HazeLabException {
        try (StageTask<?> task = (StageTask<?>)HazeFlowTrainings.open(PRETRAIN_AND_REFLOW, HazeFlowTrainings.images(),
            0, Optional.empty(), 1); Trainer<?> trainer = new Trainer<>(task, Progress.NONE)) {
            try (ModelFile file = ModelFile.open(checkpoint)) {
                trainer.resume(file, checkpoint, Progress.NONE);
            }
            trainer.writeModel(model, PRETRAIN_AND_REFLOW.plan(HazeFlowTrainings.images()).description(), false,
                Progress.NONE);
        }
        assertArrayEquals(weights(checkpoint, Trainer.BEST), weights(model, ""));
    }

    /** What validation scores is what the model gives to a user. */
    @Test
    void theScoreIsThatOfTheModel() throws HazeLabException {
        Path model = own.resolve("model.safetensors");
        model(stage(0), model);
        Round best = histories.get(0).rounds().stream().filter(Round::best).reduce((first, last) -> last).orElseThrow();
        FloatImage clean = HazeFlowTrainings.clean(7);
        try (ModelFile file = ModelFile.open(model); ImageDehazer dehazer = new HazeFlowMethod().open(file,
            DehazeOptions.DEFAULT, HazeFlowTrainings.device(1), Progress.NONE)) {
            FloatImage dehazed = dehazer.dehaze(HazeFlowTrainings.hazy(clean), 0, DehazeWatcher.NONE, Progress.NONE)
                .image();
            assertEquals(best.validation().get("psnr"), HazeFlowTrainings.SCORER.psnr(dehazed, clean), 1e-3);
        }
    }
}
