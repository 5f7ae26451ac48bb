// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.HeapShortage;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.precision.PrecisionGuard;
import org.hazelab.methods.recipe.TrainingPlan;
import org.hazelab.methods.training.History;
import org.hazelab.methods.training.RoundListener;
import org.hazelab.methods.training.Trainer;
import org.hazelab.methods.training.TrainingBatch;
import org.hazelab.methods.training.TrainingTask;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceMemoryException;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.Precision;

/**
 * Runs the stages of a training one after another. A stage begins with the state that the one before has ended with,
 * which goes through a file, so that both are never in memory together: the checkpoint, or a temporary one.
 */
final class TrainingStages implements AutoCloseable {

    /** What takes memory where a training has not begun, or is over. */
    private static final String NETWORKS = "the networks of the training";

    private final TrainingPlan plan;
    private final List<String> stages;
    private final TrainingRecord record;
    private final TrainMethod.Config config;
    private final ComputeDevice device;
    /** Of the stage that runs, or ran last. */
    private PrecisionGuard precision = PrecisionGuard.exact();
    private final Set<String> remarks = new LinkedHashSet<>();
    /** What the next stage begins with. */
    private Optional<Path> before;
    private Optional<Path> temporary = Optional.empty();
    private History history = History.NONE;
    private int resumedAt;
    private int saved;

    TrainingStages(TrainingPlan plan, List<String> stages, TrainingRecord record, TrainMethod.Config config,
        ComputeDevice device, Optional<Path> start) {
        this.plan = plan;
        this.stages = stages;
        this.record = record;
        this.config = config;
        this.device = device;
        before = start;
        if (config.precision() == Precision.FAST && !plan.hasFastPrecision()) {
            remarks.add("The training is exact, since this method does not have the precision \"fast\".");
        }
    }

    /** The epochs that a checkpoint had behind it, in all stages. */
    int resumedAt() {
        return resumedAt;
    }

    /** What users should know of how the stages ran, in sentences. */
    List<String> remarks() {
        return List.copyOf(remarks);
    }

    /** One line an epoch. */
    List<TrainMethod.HistoryLine> lines() {
        return record.lines(history);
    }

    /**
     * Runs all stages, from a checkpoint on if there is one, and writes the model.
     *
     * @return what the model says
     */
    ModelDescription run(Path target, Progress progress) throws HazeLabException {
        Optional<Path> checkpoint = config.checkpoint().filter(file -> TrainMethod.resumes(config));
        if (checkpoint.isPresent()) {
            try (ModelFile file = ModelFile.open(checkpoint.get())) {
                record.resume(checkpoint.get(), file.description());
            }
        }
        int first = record.stage();
        int last = stages.size() - 1;
        for (int stage = first; stage < last; stage++) {
            Progress part = part(stage, progress);
            runStage(stage, stage == first ? checkpoint : Optional.empty(), part, trainer -> keep(trainer, part));
            record.finish(history);
        }
        ModelDescription[] description = new ModelDescription[1];
        Progress part = part(last, progress);
        runStage(last, first == last ? checkpoint : Optional.empty(), part, trainer -> {
            description[0] = record.description(history, config.lastWeights(), device.words(), precision);
            trainer.writeModel(target, description[0], config.lastWeights(), part.silent());
        });
        return description[0];
    }

    private Progress part(int stage, Progress progress) {
        int count = stages.size();
        return count == 1 ? progress
            : progress.part((double)stage / count, (stage + 1.0) / count, stages.get(stage) + ": ");
    }

    /** What is done with a stage that is over, as long as it is on the device. */
    private interface End {
        void of(Trainer<?> trainer) throws HazeLabException;
    }

    private void runStage(int stage, Optional<Path> checkpoint, Progress progress, End end) throws HazeLabException {
        try (TrainingTask<?> task = open(stage, checkpoint.isPresent(), progress.silent())) {
            runTask(task, checkpoint, progress, end);
        } catch (DeviceMemoryException e) {
            throw e.forUser(NETWORKS);
        } catch (OutOfMemoryError e) {
            throw HeapShortage.failure(NETWORKS, "", e);
        }
    }

    private TrainingTask<?> open(int stage, boolean resumes, Progress progress) throws HazeLabException {
        precision = PrecisionGuard.of(plan.hasFastPrecision() ? config.precision() : Precision.EXACT, device,
            PrecisionGuard.GRADIENTS, progress);
        if (resumes || before.isEmpty()) {
            return plan.open(stage, Optional.empty(), device, precision, progress);
        }
        try (ModelFile file = ModelFile.open(before.get())) {
            return plan.open(stage, Optional.of(file), device, precision, progress);
        }
    }

    private <B extends TrainingBatch<B>> void runTask(TrainingTask<B> task, Optional<Path> checkpoint,
        Progress progress, End end) throws HazeLabException {
        Progress silent = progress.silent();
        try (Trainer<B> trainer = new Trainer<>(task, silent)) {
            if (checkpoint.isPresent()) {
                resume(trainer, checkpoint.get(), silent);
            }
            record.clock();
            history = run(trainer, silent, progress);
            precision.words().ifPresent(remarks::add);
            end.of(trainer);
        }
    }

    private void resume(Trainer<?> trainer, Path checkpoint, Progress silent) throws HazeLabException {
        try (ModelFile file = ModelFile.open(checkpoint)) {
            trainer.resume(file, checkpoint, silent);
        }
        record.requireTimes(checkpoint, trainer.history());
        resumedAt = record.lines(trainer.history()).size();
        saved = trainer.history().count();
    }

    private History run(Trainer<?> trainer, Progress silent, Progress progress) throws HazeLabException {
        RoundListener listener = current -> {
            record.epoch();
            if (config.checkpoint().isPresent()) {
                current.write(config.checkpoint().get(), record.description(), silent);
                saved = current.history().count();
            }
        };
        try {
            return trainer.run(listener, progress);
        } catch (HazeLabException e) {
            throw saved == 0 ? e
                : new HazeLabException(e.summary(), e.remedy() + " The checkpoint \"" + config.checkpoint().get()
                    + "\" holds epoch " + saved + ", the last one before.", e);
        }
    }

    /** Keeps the state for the next stage. */
    private void keep(Trainer<?> trainer, Progress progress) throws HazeLabException {
        saved = 0;
        if (config.checkpoint().isPresent()) {
            before = config.checkpoint();
            return;
        }
        try {
            temporary = Optional.of(temporary.isPresent() ? temporary.get()
                : Files.createTempFile("hazelab-stage-", ".safetensors"));
        } catch (IOException e) {
            throw new HazeLabException("The state between two stages cannot be kept in a temporary file: "
                + e.getMessage(), "Make room in the folder for temporary files, or choose a checkpoint file", e);
        }
        trainer.write(temporary.get(), record.description(), progress.silent());
        before = temporary;
    }

    /** Deletes the temporary file. */
    @Override
    public void close() throws HazeLabException {
        try {
            if (temporary.isPresent()) {
                Files.deleteIfExists(temporary.get());
            }
        } catch (IOException e) {
            throw new HazeLabException("The temporary file \"" + temporary.get() + "\" could not be removed",
                "Remove it", e);
        }
    }
}
