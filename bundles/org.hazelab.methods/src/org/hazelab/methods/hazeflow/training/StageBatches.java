// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.hazeflow.data.CropSettings;
import org.hazelab.methods.hazeflow.data.DistillationBatch;
import org.hazelab.methods.hazeflow.data.DistillationBatches;
import org.hazelab.methods.hazeflow.data.HazyRows;
import org.hazelab.methods.hazeflow.data.PretrainBatch;
import org.hazelab.methods.hazeflow.data.PretrainBatches;
import org.hazelab.methods.hazeflow.data.ReflowBatch;
import org.hazelab.methods.hazeflow.data.ReflowBatches;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.methods.hazeflow.training.settings.HazeSettings;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.hazeflow.training.settings.StageSettings;
import org.hazelab.methods.training.BatchSource;

/**
 * The batches of a stage: as many a round as the settings have steps, whatever the number of images. Each of them gives
 * as many crops as that takes.
 *
 * @param threads that make a batch
 */
record StageBatches(HazeFlowRecipe recipe, Stage stage, int threads) {

    private static final double FLIP = 0.5;
    private static final int DEPTH = 1;

    /** The first batches of each round. */
    private record Some<B>(BatchSource<B> all, int batches) implements BatchSource<B> {

        @Override
        public B batch(int round, int index) throws HazeLabException {
            return all.batch(round, index);
        }
    }

    private CropSettings crops(int rows) {
        HazeFlowSettings settings = recipe.settings();
        StageSettings of = settings.of(stage);
        long wanted = (long)of.steps() * of.batch();
        int perRow = (int)Math.min(Integer.MAX_VALUE, (wanted + rows - 1) / rows); // too many are refused later
        return new CropSettings(settings.side(), perRow, of.batch(), stage != Stage.DISTILLATION, FLIP,
            StageTask.stageSeed(recipe, stage), threads);
    }

    private <B> BatchSource<B> some(BatchSource<B> all) {
        return new Some<>(all, recipe.settings().of(stage).steps());
    }

    BatchSource<PretrainBatch> pretrain(ImageSet clean) throws HazeLabException {
        HazeSettings haze = recipe.settings().haze();
        return some(new PretrainBatches(clean, haze.depth().of(clean, DEPTH),
            haze.haze(recipe.settings().side(), FLIP), crops(clean.count()), false));
    }

    BatchSource<ReflowBatch> reflow(HazyRows hazy) throws HazeLabException {
        return some(new ReflowBatches(hazy, ReflowBatches.GAMMAS, crops(hazy.count()), false));
    }

    BatchSource<DistillationBatch> distillation(HazyRows hazy) throws HazeLabException {
        return some(new DistillationBatches(hazy, crops(hazy.count()), false));
    }
}
