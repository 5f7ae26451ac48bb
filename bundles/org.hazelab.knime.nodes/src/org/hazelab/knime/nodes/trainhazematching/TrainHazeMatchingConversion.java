// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazematching;

import java.util.Optional;

import org.hazelab.knime.nodes.trainhazematching.TrainHazeMatchingNodeParameters.Preset;
import org.hazelab.knime.nodes.training.CommonSettings;
import org.hazelab.methods.crops.CropCount;
import org.hazelab.methods.hazematching.HazeMatchingRecipe;
import org.hazelab.methods.hazematching.Normalization;
import org.hazelab.methods.hazematching.TimeGrid;
import org.hazelab.methods.hazematching.TrainingSettings;

/** What the dialog's fields mean. */
final class TrainHazeMatchingConversion {

    private static final int AUTHORS_SIZE = 128;
    private static final int NEURON_SIZE = 64;
    private static final CropCount SIDE_BY_SIDE = new CropCount(CropCount.Kind.SIDE_BY_SIDE, 1);

    private TrainHazeMatchingConversion() {
    }

    /** A network, how it is trained, and the crops of an epoch. */
    private record Plan(int size, TrainingSettings settings, CropCount crops) {
    }

    private static Plan plan(TrainHazeMatchingNodeParameters p) {
        return switch (p.preset) {
            case SMALL ->
                new Plan(SmallPreset.SIZE, settings(p, SmallPreset.PATCH, SmallPreset.BATCH, SmallPreset.EPOCHS,
                    SmallPreset.RATE, TimeGrid.AUTHORS),
                    new CropCount(CropCount.Kind.PER_ROUND, SmallPreset.CROPS_PER_EPOCH));
            case AUTHORS -> new Plan(AUTHORS_SIZE, authors(p, AUTHORS_SIZE), SIDE_BY_SIDE);
            case AUTHORS_NEURON -> new Plan(NEURON_SIZE, authors(p, NEURON_SIZE), SIDE_BY_SIDE);
            case CUSTOM -> new Plan(p.network.size,
                settings(p, p.patch, p.batch, p.epochs, p.learningRate, new TimeGrid(p.timePoints)),
                p.crops == 0 ? SIDE_BY_SIDE : new CropCount(CropCount.Kind.PER_ROW, p.crops));
        };
    }

    private static TrainingSettings authors(TrainHazeMatchingNodeParameters p, int patch) {
        TrainingSettings authors = TrainingSettings.authors(patch);
        return settings(p, patch, authors.batch(), authors.epochs(), authors.rate(), authors.grid());
    }

    private static TrainingSettings settings(TrainHazeMatchingNodeParameters p, int patch, int batch, int epochs,
        double rate,
        TimeGrid grid) {
        TrainingSettings authors = TrainingSettings.authors(patch);
        boolean decay = p.decay || p.preset == Preset.SMALL;
        return new TrainingSettings(patch, authors.crops(), batch, epochs, rate, decay, authors.beta1(),
            authors.beta2(),
            authors.epsilon(), grid, p.anyTime, p.flips, p.fixedValidation, p.seed);
    }

    /** The constants that the dialog names; empty for those of the images or of the input model. */
    private static Optional<Normalization> normalization(TrainHazeMatchingNodeParameters p) {
        return switch (p.normalization) {
            case IMAGES -> Optional.empty();
            case CUSTOM -> Optional.of(new Normalization(p.cleanMean, p.cleanDeviation, p.hazyMean, p.hazyDeviation));
            default -> Optional.of(Normalization.Preset.valueOf(p.normalization.name()).normalization());
        };
    }

    /** The training with its settings. */
    static HazeMatchingRecipe recipe(TrainHazeMatchingNodeParameters p) {
        Plan plan = plan(p);
        return new HazeMatchingRecipe(plan.size(), plan.settings(), plan.crops(), normalization(p));
    }

    /** What all nodes that train ask. */
    static CommonSettings common(TrainHazeMatchingNodeParameters p) {
        return new CommonSettings(p.validationShare, p.misfits, p.keep, p.checkpoint, p.ifCheckpoint, p.device,
            p.threads, p.precision);
    }
}
