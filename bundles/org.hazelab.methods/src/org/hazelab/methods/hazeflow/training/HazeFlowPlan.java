// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.hazeflow.HazeFlowModel;
import org.hazelab.methods.hazeflow.data.HazyRows;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.methods.hazeflow.training.settings.HazeSettings;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.recipe.TrainingPlan;
import org.hazelab.methods.training.TrainingTask;
import org.hazelab.methods.training.Validation;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;

/**
 * A training of HazeFlow whose images are known.
 *
 * @param clean those of Pretrain
 * @param hazy those of Reflow and Distillation
 * @param validation pairs to score
 */
record HazeFlowPlan(HazeFlowRecipe recipe, ImageSet clean, HazyRows hazy, ImageSet validation)
    implements
        TrainingPlan {

    private static final ImageSet NO_IMAGES = ImageSet.of(List.of());

    /** @throws HazeLabException if a stage has no images */
    static HazeFlowPlan of(HazeFlowRecipe recipe, Map<String, ImageSet> images) throws HazeLabException {
        ImageSet clean = images.getOrDefault(HazeFlowRecipe.CLEAN, NO_IMAGES);
        HazyRows hazy = new HazyRows(images.getOrDefault(HazeFlowRecipe.HAZY, NO_IMAGES),
            images.getOrDefault(HazeFlowRecipe.PAIRS, NO_IMAGES));
        for (Stage stage : recipe.settings().order()) {
            if ((stage.hasTeacher() ? hazy.count() : clean.count()) == 0) {
                throw new HazeLabException("There are no images for " + stage.title(), stage.hasTeacher()
                    ? "Give hazy images, or pairs of a hazy and a clean image, or leave the stage out."
                    : "Give clean images, or leave the stage out.");
            }
        }
        return new HazeFlowPlan(recipe, clean, hazy,
            images.getOrDefault(HazeFlowRecipe.VALIDATION, NO_IMAGES));
    }

    @Override
    public ModelDescription description() {
        HazeFlowSettings settings = recipe.settings();
        ModelEntries entries = ModelEntries.EMPTY
            .with("stages", String.join(",", settings.order().stream().map(HazeFlowPlan::word).toList()))
            .with("crop_size", settings.side()).with("seed", settings.seed()).with("from_model", recipe.fromModel())
            .with("clean_images", clean.count()).with("hazy_images", hazy.photographs().count())
            .with("pairs", hazy.pairs().count()).with("validation_pairs", validation.count())
            .with("perceptual_loss", settings.losses().perceptual().id(recipe.weights()))
            .with("color_weight", settings.losses().colour())
            .with("longest_gradient", settings.optimizer().longest())
            .with("average_decay", settings.optimizer().averageDecay())
            .with("dropout", settings.optimizer().dropout());
        for (Stage stage : settings.order()) {
            entries = settings.of(stage).record(entries, stage);
            entries = stage == Stage.PRETRAIN ? pretrain(entries) : stage == Stage.REFLOW ? entries
                .with("reflow_target", word(settings.losses().reflowTarget())) : entries;
            entries = stage.hasTeacher() ? entries.with("student_start", word(settings.optimizer().start())) : entries;
        }
        ModelEntries versions = ModelEntries.EMPTY.with("pytorch", ComputeDevice.torchVersion());
        return new HazeFlowModel(recipe.shape()).description(entries, versions);
    }

    private ModelEntries pretrain(ModelEntries entries) {
        HazeSettings haze = recipe.settings().haze();
        return entries.with("haze", word(haze.preset())).with("non_homogeneous", haze.nonHomogeneous())
            .with("density_maps", haze.maps()).with("velocity_airlight", haze.trueAirlight() ? "true" : "white")
            .with("depth", haze.depth().words())
            .with("transmission_weight", recipe.settings().losses().transmission());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public TrainingTask<?> open(int stage, Optional<ModelFile> before, ComputeDevice device, Progress progress)
        throws HazeLabException {
        Stage opened = recipe.settings().order().get(stage);
        TrainingNetwork network = new TrainingNetwork(recipe, opened);
        StageWeights weights = new StageWeights(recipe, stage > 0, validation.count() > 0, network);
        StageBatches batches = new StageBatches(recipe, opened, device.isCpu() ? device.lanes()
            : Runtime.getRuntime().availableProcessors());
        StageTask.Modules modules = weights.load(device, opened, before, progress);
        boolean begun = false;
        try {
            Optional<Validation> scores = validation.count() == 0 ? Optional.empty()
                : Optional.of(new PairValidation(recipe, validation, modules.student()));
            TrainingTask<?> task = switch (opened) {
                case PRETRAIN -> StageTask.begin(recipe, opened, network, modules, batches.pretrain(clean), scores,
                    progress);
                case REFLOW -> StageTask.begin(recipe, opened, network, modules, batches.reflow(hazy), scores,
                    progress);
                case DISTILLATION -> StageTask.begin(recipe, opened, network, modules, batches.distillation(hazy),
                    scores, progress);
            };
            begun = true;
            return task;
        } finally {
            if (!begun) {
                modules.close();
            }
        }
    }
}
