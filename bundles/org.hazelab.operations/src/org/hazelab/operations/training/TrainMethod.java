// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.recipe.TrainingPlan;
import org.hazelab.methods.recipe.TrainingRecipe;
import org.hazelab.methods.training.Round;
import org.hazelab.operations.table.ImageTable;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.Precision;

/**
 * Trains a method on tables of images: reads the images, runs the stages of the method's recipe, writes checkpoints and
 * a model file. It knows no method.
 *
 * <p>Memory does not grow with the images, which lie in a temporary file of 4 bytes a value: beside one row while it is
 * read, it is that of the networks and of a few batches.
 *
 * <p>The same tables, settings and device give the same weights with any number of threads, also where a training goes
 * on from a checkpoint.
 */
public final class TrainMethod {

    /** What happens if there is a checkpoint before the training begins. */
    public enum IfCheckpoint {
        /** The training goes on from it. */
        RESUME,
        /** The training begins at its start and replaces it. */
        REPLACE
    }

    /**
     * What all trainings have in common.
     *
     * @param validationShare of the rows, from 0 up to below 1, drawn at random and held out for validation, if the
     *            recipe can do that and there is no table for it
     * @param skipMisfits whether rows that cannot be trained with are left out; otherwise the first one is a failure
     * @param lastWeights whether the model gets the weights of the last epoch instead of those of the best one
     * @param checkpoint a file that holds the state after every epoch; empty for none
     * @param ifCheckpoint what to do if that file is there
     * @param precision that is wished for; the result says where it could not be had
     */
    public record Config(double validationShare, boolean skipMisfits, boolean lastWeights, Optional<Path> checkpoint,
        IfCheckpoint ifCheckpoint, Precision precision) {

        /** Exact training. */
        public Config(double validationShare, boolean skipMisfits, boolean lastWeights, Optional<Path> checkpoint,
            IfCheckpoint ifCheckpoint) {
            this(validationShare, skipMisfits, lastWeights, checkpoint, ifCheckpoint, Precision.EXACT);
        }

        public Config {
            Objects.requireNonNull(precision);
            Objects.requireNonNull(checkpoint);
            Objects.requireNonNull(ifCheckpoint);
            if (!(validationShare >= 0 && validationShare < 1)) {
                throw new IllegalArgumentException("a share of " + validationShare + " for validation");
            }
        }
    }

    /**
     * One epoch.
     *
     * @param stage the title of its stage
     * @param round its losses
     * @param seconds how long it took
     */
    public record HistoryLine(String stage, Round round, double seconds) {
    }

    /**
     * The result of a training.
     *
     * @param description of the model file
     * @param history one line an epoch, those before a checkpoint included
     * @param rows how many there are of each table, those held out for another one included there
     * @param resumedAt the epochs that a checkpoint had behind it, 0 without one
     * @param device on which it ran, in words
     * @param remarks what users should know of how it ran, in sentences
     */
    public record Result(ModelDescription description, List<HistoryLine> history, Map<String, Integer> rows,
        int resumedAt, String device, List<String> remarks) {

        public Result {
            history = List.copyOf(history);
            rows = Map.copyOf(rows);
            remarks = List.copyOf(remarks);
        }
    }

    /** Is told of rows that are left out. */
    @FunctionalInterface
    public interface Notes {
        void leftOut(HazeLabException reason);

        /** The user should know this of the training; a sentence. */
        default void remark(String sentence) {
            // not of interest
        }
    }

    private static final double READING = 0.04;
    private static final double TRAINING = 0.99;

    private final TrainingRecipe recipe;
    private final Config config;
    private final RuntimeSettings runtime;
    private final Notes notes;

    /** Trains on a device as the runtime's settings have it. */
    public TrainMethod(TrainingRecipe recipe, Config config, RuntimeSettings runtime, Notes notes) {
        this.recipe = recipe;
        this.config = config;
        this.runtime = runtime;
        this.notes = notes;
    }

    /**
     * Trains.
     *
     * @param tables by the names that the recipe's tables have; only required ones have to be there
     * @param start a model file to start from
     * @param target where the model goes; it must not be there
     * @throws HazeLabException if there is nothing to train with, a setting or the start does not fit, the device is
     *             not there, its memory is too small, the training diverges, or a file cannot be written; a checkpoint
     *             holds the last sound epoch
     * @throws java.util.concurrent.CancellationException if the user has cancelled; a checkpoint holds the last whole
     *     epoch
     */
    public Result run(Map<String, ImageTable<TrainingRow>> tables, Optional<Path> start, Path target, Progress progress)
        throws HazeLabException {
        TrainingRecipe used = start.isPresent() ? recipe.startingFrom(description(start.get(), progress)) : recipe;
        used.check();
        ComputeDevice device = ComputeDevice.open(runtime, ComputeDevice.Use.TRAINING);
        if (device.gpuUnused()) {
            notes.remark("The processor is used although there is a GPU: " + device.words() + ".");
        }
        try (ImageStore store = new ImageStore()) {
            TrainingImages images = TrainingImages.read(store, used, config, tables, notes,
                progress.part(0, READING, ""));
            TrainingPlan plan = used.plan(images.sets());
            TrainingRecord record = new TrainingRecord(plan.description(), used.stages(), store.checksum(),
                plan.hasFastPrecision() ? config.precision() : Precision.EXACT);
            try (TrainingStages stages = new TrainingStages(plan, used.stages(), record, config, device, start)) {
                ModelDescription description = stages.run(target, progress.part(READING, TRAINING, ""));
                List<HistoryLine> lines = stages.lines();
                progress.report(1, "Epoch " + lines.size() + " of " + lines.size() + ": done");
                return new Result(description, lines, counts(images), stages.resumedAt(), device.words(),
                    stages.remarks());
            }
        }
    }

    private static Map<String, Integer> counts(TrainingImages images) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        images.sets().forEach((name, set) -> counts.put(name, set.count()));
        return counts;
    }

    private static ModelDescription description(Path start, Progress progress) throws HazeLabException {
        progress.checkCanceled();
        try (ModelFile opened = ModelFile.open(start)) {
            return opened.description();
        }
    }

    /** Whether a training would go on from a checkpoint. */
    static boolean resumes(Config config) {
        return config.ifCheckpoint() == IfCheckpoint.RESUME && config.checkpoint().filter(Files::exists).isPresent();
    }
}
