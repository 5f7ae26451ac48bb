// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.hazeflow.data.ImageBatch;
import org.hazelab.methods.hazeflow.network.HazeFlowNetwork;
import org.hazelab.methods.hazeflow.training.settings.OptimizerSettings;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.hazeflow.training.settings.StageSettings;
import org.hazelab.methods.optimizer.Adam;
import org.hazelab.methods.optimizer.MicroBatches;
import org.hazelab.methods.optimizer.MovingAverage;
import org.hazelab.methods.optimizer.Schedule;
import org.hazelab.methods.training.BatchSource;
import org.hazelab.methods.training.StateGroup;
import org.hazelab.methods.training.TrainingTask;
import org.hazelab.methods.training.Validation;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceScope;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * A stage of the training: Adam trains the student, the model is the average of its weights. The teacher, if there is
 * one, is told to infer alone, and no step changes it.
 */
final class StageTask<B extends ImageBatch<B>> implements TrainingTask<B> {

    /** What stands before the names of the weights that Adam changes. */
    static final String TRAINED = "trained:";
    /** Crops that are worked on together on the processor. */
    static final int PIECE = 2;

    private static final int HAZY = 0;
    /** Where the map of the dark channel prior is among the tensors of the stages with a teacher. */
    private static final int MAP = 1;

    private final HazeFlowRecipe recipe;
    private final Stage stage;
    private final TrainingNetwork network;
    private final ScriptModule module;
    private final Optional<ScriptModule> teacher;
    private final MicroBatches pieces;
    private final BatchSource<B> batches;
    private final Optional<Validation> validation;
    private final StageSettings settings;
    private final Schedule schedule;

    /**
     * What a stage computes with; the task's to close.
     *
     * @param student of {@link TrainingNetwork}
     * @param teacher made to infer
     */
    record Modules(ScriptModule student, Optional<ScriptModule> teacher) implements AutoCloseable {

        @Override
        public void close() {
            student.close();
            teacher.ifPresent(ScriptModule::close);
        }
    }

    private StageTask(HazeFlowRecipe recipe, Stage stage, TrainingNetwork network, Modules modules,
        MicroBatches pieces, BatchSource<B> batches, Optional<Validation> validation) {
        this.recipe = recipe;
        this.stage = stage;
        this.network = network;
        module = modules.student();
        teacher = modules.teacher();
        this.pieces = pieces;
        this.batches = batches;
        this.validation = validation;
        settings = recipe.settings().of(stage);
        schedule = settings.rate().schedule(settings.iterations());
    }

    /** Begins with moments of 0 and an average that is the weights. Where that fails, the modules stay the caller's. */
    static <B extends ImageBatch<B>> StageTask<B> begin(HazeFlowRecipe recipe, Stage stage, TrainingNetwork network,
        Modules modules, BatchSource<B> batches, Optional<Validation> validation, Progress progress)
        throws HazeLabException {
        ScriptModule module = modules.student();
        module.device().run(progress, scope -> {
            scope.evaluate(module, Adam.begin(TrainingNetwork.ADAM));
            return scope.evaluate(module, MovingAverage.BEGIN);
        });
        return new StageTask<>(recipe, stage, network, modules, MicroBatches.open(module.device(), PIECE, progress),
            batches, validation.map(pairs -> pairs.with(module, MovingAverage.SWAP)));
    }

    @Override
    public ComputeDevice device() {
        return module.device();
    }

    @Override
    public List<String> losses() {
        return recipe.losses(stage);
    }

    @Override
    public int rounds() {
        return settings.rounds();
    }

    @Override
    public BatchSource<B> batches() {
        return batches;
    }

    @Override
    public Optional<Validation> validation() {
        return validation;
    }

    @Override
    public List<StateGroup> state() {
        List<StateGroup> groups = new ArrayList<>(List.of(
            StateGroup.model(module, MovingAverage.AVERAGE, "the averaged weights", network.student()),
            StateGroup.weights(module, TRAINED, network.student()),
            StateGroup.of(module, Adam.first(TrainingNetwork.ADAM), "Adam's means of the gradients of", "adam:first",
                network.student()).inOneRow(),
            StateGroup.of(module, Adam.second(TrainingNetwork.ADAM), "Adam's means of the squared gradients of",
                "adam:second", network.student()).inOneRow()));
        teacher.ifPresent(fixed -> groups.add(
            StateGroup.fixed(fixed, "teacher:", HazeFlowNetwork.parameters(recipe.shape()))));
        return groups;
    }

    /** Some of the crops, and what the teacher says of them. */
    private List<Object> arguments(DeviceScope scope, B batch, int first, int count) {
        List<Object> arguments = new ArrayList<>();
        for (FloatTensor tensor : batch.tensors().part(first, count).images()) {
            arguments.add(scope.put(tensor));
        }
        teacher.ifPresent(fixed -> arguments.addAll(
            scope.evaluate(fixed, HazeFlowNetwork.INFER, arguments.get(HAZY), arguments.get(MAP))));
        return arguments;
    }

    @Override
    public float[] step(B batch, int number, Progress progress) throws HazeLabException {
        OptimizerSettings optimizer = recipe.settings().optimizer();
        return pieces.step(batch.size(), (scope, first, count, share) -> {
            List<Object> arguments = arguments(scope, batch, first, count);
            arguments.add(SeededDropout.keys(stageSeed(recipe, stage), number, first, count));
            arguments.add(share);
            return scope.train(module, TrainingNetwork.GRADIENTS, arguments.toArray());
        }, (scope, gradients) -> {
            scope.evaluate(module, TrainingNetwork.APPLY, gradients, schedule.rate(number), optimizer.longest(),
                number);
            scope.evaluate(module, MovingAverage.UPDATE, optimizer.decay(number));
        }, progress);
    }

    /** The start of a stage's random numbers. */
    static long stageSeed(HazeFlowRecipe recipe, Stage stage) {
        return recipe.settings().seed() + stage.ordinal();
    }

    @Override
    public float[] evaluate(B batch, Progress progress) throws HazeLabException {
        return pieces.losses(batch.size(), (scope, first, count) -> scope
            .infer(module, TrainingNetwork.LOSSES, arguments(scope, batch, first, count).toArray()).get(0), progress);
    }

    @Override
    public String work() {
        int side = recipe.settings().side();
        return "the stage " + stage.title() + " with batches of " + settings.batch() + " crops of " + side + " x "
            + side + " pixels";
    }

    @Override
    public void close() {
        pieces.close();
        module.close();
        teacher.ifPresent(ScriptModule::close);
    }
}
