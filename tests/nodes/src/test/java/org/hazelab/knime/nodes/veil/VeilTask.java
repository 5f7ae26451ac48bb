// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.veil;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.CropSource;
import org.hazelab.methods.optimizer.Adam;
import org.hazelab.methods.optimizer.MovingAverage;
import org.hazelab.methods.optimizer.Schedule;
import org.hazelab.methods.training.BatchSource;
import org.hazelab.methods.training.MeanLosses;
import org.hazelab.methods.training.StateGroup;
import org.hazelab.methods.training.TrainingTask;
import org.hazelab.methods.training.Validation;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceScope;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Parameter;

/**
 * A stage of the training. In both, Adam trains the generator, and the model is its moving average. With a teacher, the
 * generator also learns from what the teacher says and from a critic, which AdamW trains.
 */
final class VeilTask implements TrainingTask<VeilBatch> {

    static final List<String> PAIRED = List.of("content", "haze");
    static final List<String> OPPOSED = List.of("content", "haze", "teaching", "adversarial", "critic");

    private static final double AVERAGE_DECAY = 0.8;

    private final VeilRecipe recipe;
    private final Network network;
    private final ScriptModule module;
    private final Optional<ScriptModule> teacher;
    private final CropSource training;
    private final CropSource validation;
    private final Schedule rate;
    private final Schedule criticRate;

    /**
     * @param network of {@link VeilNetwork}, made to refine if there is a teacher
     * @param modules that of the network, and a teacher or none, made to infer; the task's
     */
    VeilTask(VeilRecipe recipe, Network network, List<ScriptModule> modules, CropSource training,
        CropSource validation) {
        this.recipe = recipe;
        this.network = network;
        module = modules.get(0);
        teacher = modules.stream().skip(1).findFirst();
        this.training = training;
        this.validation = validation;
        long steps = (long)recipe.epochs() * training.batches();
        rate = Schedule.warmUp(2, Schedule.cosine(recipe.rate(), recipe.rate() / 10, steps));
        criticRate = Schedule.linear(recipe.criticRate(), steps);
    }

    /** Sets moments and average to their start. */
    void begin(Progress progress) throws HazeLabException {
        device().run(progress, scope -> {
            if (teacher.isPresent()) {
                scope.evaluate(module, Adam.begin(VeilNetwork.CRITIC));
            }
            scope.evaluate(module, Adam.begin(VeilNetwork.GENERATOR));
            return scope.evaluate(module, MovingAverage.BEGIN);
        });
    }

    @Override
    public ComputeDevice device() {
        return module.device();
    }

    @Override
    public List<String> losses() {
        return teacher.isPresent() ? OPPOSED : PAIRED;
    }

    @Override
    public int rounds() {
        return recipe.epochs();
    }

    @Override
    public BatchSource<VeilBatch> batches() {
        return source(training);
    }

    private static BatchSource<VeilBatch> source(CropSource crops) {
        return new BatchSource<>() {
            @Override
            public int batches() {
                return crops.batches();
            }

            @Override
            public VeilBatch batch(int round, int index) throws HazeLabException {
                return new VeilBatch(crops.batch(round, index));
            }
        };
    }

    @Override
    public Optional<Validation> validation() {
        return validation.batches() == 0 ? Optional.empty()
            : Optional.of(new MeanLosses<>(this, source(validation)).with(module, MovingAverage.SWAP));
    }

    @Override
    public List<StateGroup> state() {
        List<Parameter> trained = network.trained(VeilNetwork.GENERATOR);
        List<Parameter> frozen = network.parameters().stream()
            .filter(parameter -> parameter.kind() == Parameter.Kind.FROZEN).toList();
        List<StateGroup> groups = new ArrayList<>(List.of(StateGroup.model(module, frozen),
            StateGroup.model(module, MovingAverage.AVERAGE, "the averaged weights", trained),
            StateGroup.weights(module, "trained:", trained)));
        addMoments(groups, VeilNetwork.GENERATOR, trained);
        if (teacher.isPresent()) {
            List<Parameter> critic = network.trained(VeilNetwork.CRITIC);
            groups.add(StateGroup.weights(module, "", critic));
            addMoments(groups, VeilNetwork.CRITIC, critic);
            groups.add(StateGroup.fixed(teacher.get(), "teacher:", VeilNetwork.toInfer().parameters()));
        }
        return groups;
    }

    private void addMoments(List<StateGroup> groups, String optimizer, List<Parameter> parameters) {
        groups.add(StateGroup.of(module, Adam.first(optimizer), "the means of the gradients of",
            optimizer + ":first:", parameters));
        groups.add(StateGroup.of(module, Adam.second(optimizer), "the means of the squared gradients of",
            optimizer + ":second:", parameters));
    }

    /** The tensors that steps and losses begin with. */
    private List<Object> images(DeviceScope scope, VeilBatch batch) {
        List<Object> images = new ArrayList<>(List.of(scope.put(batch.hazy()), scope.put(batch.clear())));
        if (teacher.isPresent()) {
            images.add(scope.evaluate(teacher.get(), VeilNetwork.DEHAZE, images.get(0), 1.0).get(0));
        }
        return images;
    }

    @Override
    public float[] step(VeilBatch batch, int number, Progress progress) throws HazeLabException {
        return device().run(progress, scope -> {
            List<Object> arguments = images(scope, batch);
            arguments.add(rate.rate(number));
            if (teacher.isPresent()) {
                arguments.add(criticRate.rate(number));
            }
            arguments.add(number);
            float[] losses = scope.train(module, VeilNetwork.STEP, arguments.toArray()).get(0).get().values();
            scope.evaluate(module, MovingAverage.UPDATE, AVERAGE_DECAY);
            return losses;
        });
    }

    @Override
    public float[] evaluate(VeilBatch batch, Progress progress) throws HazeLabException {
        return device().run(progress, scope -> scope.infer(module, VeilNetwork.LOSSES, images(scope, batch).toArray())
            .get(0).get().values());
    }

    @Override
    public String work() {
        return "training with batches of " + VeilRecipe.BATCH + " crops";
    }

    @Override
    public void close() {
        module.close();
        teacher.ifPresent(ScriptModule::close);
    }
}
