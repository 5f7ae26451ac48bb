// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training.settings;

import java.util.Locale;
import java.util.Objects;

import org.hazelab.runtime.file.ModelEntries;

/**
 * How long a stage is trained.
 *
 * @param rounds epochs, those before a checkpoint included, at least 1; after each there are a line of the history, a
 *            validation and a checkpoint
 * @param steps of a round, at least 1, whatever the number of images
 * @param batch crops of a step, at least 1
 * @param rate the learning rate
 */
public record StageSettings(int rounds, int steps, int batch, LearningRate rate) {

    public StageSettings {
        Objects.requireNonNull(rate);
        if (rounds < 1 || steps < 1 || batch < 1) {
            throw new IllegalArgumentException(rounds + " rounds of " + steps + " steps of " + batch + " crops");
        }
    }

    /** The steps of all rounds. */
    public long iterations() {
        return (long)rounds * steps;
    }

    /** The authors' for a stage: 100 000, 10 000 and 10 000 steps in rounds of 1000. */
    public static StageSettings published(Stage stage) {
        return switch (stage) {
            case PRETRAIN -> new StageSettings(100, 1000, 16, new LearningRate(5e-5, 5000, 1e-6));
            case REFLOW -> new StageSettings(10, 1000, 4, LearningRate.constant(1e-6));
            case DISTILLATION -> new StageSettings(10, 1000, 16, LearningRate.constant(5e-5));
        };
    }

    /** Ours for a processor and the small networks. */
    public static StageSettings processor(Stage stage) {
        return switch (stage) {
            case PRETRAIN -> new StageSettings(30, 200, 4, new LearningRate(5e-4, 200, 1e-5));
            case REFLOW -> new StageSettings(5, 100, 4, LearningRate.constant(2e-5));
            case DISTILLATION -> new StageSettings(5, 100, 4, LearningRate.constant(5e-5));
        };
    }

    /** Also the number of rounds where the learning rate depends on it; otherwise a training can be made longer. */
    public ModelEntries record(ModelEntries entries, Stage stage) {
        String prefix = stage.name().toLowerCase(Locale.ROOT) + "_";
        ModelEntries all = entries.with(prefix + "steps", steps).with(prefix + "batch", batch)
            .with(prefix + "learning_rate", rate.rate()).with(prefix + "warm_up", rate.warmUp())
            .with(prefix + "last_learning_rate", rate.last());
        return rate.last() == rate.rate() ? all : all.with(prefix + "decay_over_epochs", rounds);
    }
}
