// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.ModelWeights;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.precision.PrecisionGuard;
import org.hazelab.methods.recipe.TrainingPlan;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.WeightSource;

/**
 * A training of HazeMatching whose images are known.
 *
 * @param model with a normalisation
 * @param settings with the number of crops that the images give
 */
record HazeMatchingPlan(HazeMatchingModel model, TrainingSettings settings, ImageSet training, ImageSet validation,
    boolean fromModel) implements TrainingPlan {

    @Override
    public ModelDescription description() {
        ModelEntries entries = ModelEntries.EMPTY.with("pairs", training.count())
            .with("validation_pairs", validation.count()).with("crops", settings.crops())
            .with("batch", settings.batch()).with("learning_rate", settings.rate()).with("beta1", settings.beta1())
            .with("beta2", settings.beta2()).with("epsilon", settings.epsilon())
            .with("any_time", settings.anyTime()).with("flips", settings.flips())
            .with("fixed_validation", settings.fixedValidation()).with("seed", settings.seed())
            .with("decay_over_epochs", settings.decay() ? settings.epochs() : 0).with("from_model", fromModel);
        ModelEntries versions = ModelEntries.EMPTY.with("pytorch", ComputeDevice.torchVersion());
        return model.description(entries, versions);
    }

    @Override
    public HazeMatchingTask open(int stage, Optional<ModelFile> before, ComputeDevice device, Progress progress)
        throws HazeLabException {
        return open(stage, before, device, PrecisionGuard.exact(), progress);
    }

    @Override
    public boolean hasFastPrecision() {
        return true;
    }

    @Override
    public HazeMatchingTask open(int stage, Optional<ModelFile> before, ComputeDevice device, PrecisionGuard precision,
        Progress progress) throws HazeLabException {
        Network network = HazeMatchingNetwork.of(model.imageSize(), precision.forms(Network.FastForms.TO_TRAIN));
        WeightSource weights = before.isPresent() ? ModelWeights.of(before.get(), network, progress)
            : network.initial(settings.seed());
        return HazeMatchingTask.open(device, network, weights, precision, settings,
            model.normalization().orElseThrow(), training, validation, progress);
    }
}
