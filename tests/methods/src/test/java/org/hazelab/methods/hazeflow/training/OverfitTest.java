// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.hazeflow.data.PretrainBatch;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.methods.hazeflow.training.settings.LearningRate;
import org.hazelab.methods.hazeflow.training.settings.OptimizerSettings;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.hazeflow.training.settings.StageSettings;
import org.junit.jupiter.api.Test;

/** The tiny network learns one batch by heart. */
class OverfitTest {

    private static final int STEPS = 120;

    /** Seen: from 3.93, of which velocity 2.16 and transmission .21, to 0.89, .05 and .04. */
    @Test
    void pretrainLearnsTwoCropsByHeart() throws HazeLabException {
        Map<Stage, StageSettings> stages = new EnumMap<>(Stage.class);
        stages.put(Stage.PRETRAIN, new StageSettings(1, STEPS, 2, new LearningRate(8e-3, 5, 5e-4)));
        HazeFlowSettings all = HazeFlowTrainings.settings(Stage.PRETRAIN);
        HazeFlowRecipe recipe = HazeFlowTrainings.recipe(new HazeFlowSettings(all.size(), all.side(), stages,
            all.haze(), all.losses(), OptimizerSettings.PROCESSOR, all.seed()));
        try (StageTask<PretrainBatch> task = open(recipe)) {
            PretrainBatch batch = task.batches().batch(1, 0);
            float[] first = task.step(batch, 1, Progress.NONE);
            for (int step = 2; step <= STEPS; step++) {
                task.step(batch, step, Progress.NONE);
            }
            float[] last = task.evaluate(batch, Progress.NONE);
            String losses = Arrays.toString(first) + " " + Arrays.toString(last);
            assertTrue(first[0] > 3, losses);
            assertTrue(last[0] < 1.3, losses);
            assertTrue(last[1] < 0.15, losses); // velocity
            assertTrue(last[3] < 0.1, losses); // transmission
        }
    }

    @SuppressWarnings("unchecked")
    private static StageTask<PretrainBatch> open(HazeFlowRecipe recipe) throws HazeLabException {
        return (StageTask<PretrainBatch>)recipe.plan(HazeFlowTrainings.images()).open(0, Optional.empty(),
            HazeFlowTrainings.device(2), Progress.NONE);
    }
}
