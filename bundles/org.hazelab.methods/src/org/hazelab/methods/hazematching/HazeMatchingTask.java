// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.optimizer.Adam;
import org.hazelab.methods.optimizer.AdamScript;
import org.hazelab.methods.optimizer.MicroBatches;
import org.hazelab.methods.optimizer.Schedule;
import org.hazelab.methods.precision.GradientsComparison;
import org.hazelab.methods.precision.PrecisionGuard;
import org.hazelab.methods.training.BatchSource;
import org.hazelab.methods.training.MeanLosses;
import org.hazelab.methods.training.StateGroup;
import org.hazelab.methods.training.TrainingTask;
import org.hazelab.methods.training.Validation;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.WeightSource;

/** The training of HazeMatching: conditional flow matching with Adam. */
public final class HazeMatchingTask implements TrainingTask<HazeMatchingBatch> {

    /** The names of the losses of training and validation. */
    static final List<String> LOSSES = List.of("loss");
    /** Crops that are worked on together on the processor: one by itself takes 10 % more (docs/measurements.md). */
    private static final int PIECE = 2;
    private static final String FIRST = "adam:first";
    private static final String SECOND = "adam:second";

    private final Network network;
    private final PrecisionGuard precision;
    private final MicroBatches pieces;
    /** In the precision that is used. */
    private ScriptModule module;
    private final TrainingSettings settings;
    private final HazeMatchingBatches training;
    private final Optional<Validation> validation;
    private final Schedule schedule;

    private HazeMatchingTask(Network network, ScriptModule module, MicroBatches pieces, PrecisionGuard precision,
        TrainingSettings settings, HazeMatchingBatches training, HazeMatchingBatches validation) {
        this.network = network;
        this.pieces = pieces;
        this.precision = precision;
        this.module = module.in(precision.used());
        this.settings = settings;
        this.training = training;
        this.validation = validation.batches() == 0 ? Optional.empty()
            : Optional.of(new MeanLosses<>(this, validation));
        schedule = settings.schedule(training.batches());
    }

    /**
     * Loads the network.
     *
     * @param network of {@link HazeMatchingNetwork}
     * @param training rows of a hazy and a clean image, at least one
     * @param validation as {@code training}; may be empty
     * @throws HazeLabException if an image is smaller than a crop, or a weight cannot be read
     */
    public static HazeMatchingTask open(ComputeDevice device, Network network, WeightSource weights,
        TrainingSettings settings, Normalization normalization, ImageSet training, ImageSet validation,
        Progress progress) throws HazeLabException {
        return open(device, network, weights, PrecisionGuard.exact(), settings, normalization, training, validation,
            progress);
    }

    /** As the other one, in a precision for which the network has forms. */
    static HazeMatchingTask open(ComputeDevice device, Network network, WeightSource weights,
        PrecisionGuard precision, TrainingSettings settings, Normalization normalization, ImageSet training,
        ImageSet validation, Progress progress) throws HazeLabException {
        if (training.count() == 0) {
            throw new HazeLabException("There is no pair of images to train with", "Give the node a table with rows");
        }
        HazeMatchingBatches batches = new HazeMatchingBatches(training, normalization, settings, false);
        HazeMatchingBatches others = new HazeMatchingBatches(validation, normalization, settings, true);
        ScriptModule module = ScriptModule.load(device, network, weights, Order.ROWS, progress);
        boolean begun = false;
        try {
            device.run(progress, scope -> scope.evaluate(module, Adam.begin(AdamScript.NAME)));
            MicroBatches pieces = MicroBatches.open(device, PIECE, progress);
            begun = true;
            return new HazeMatchingTask(network, module, pieces, precision, settings, batches, others);
        } finally {
            if (!begun) {
                module.close();
            }
        }
    }

    @Override
    public ComputeDevice device() {
        return module.device();
    }

    @Override
    public List<String> losses() {
        return LOSSES;
    }

    @Override
    public int rounds() {
        return settings.epochs();
    }

    @Override
    public BatchSource<HazeMatchingBatch> batches() {
        return training;
    }

    @Override
    public Optional<Validation> validation() {
        return validation;
    }

    @Override
    public List<StateGroup> state() {
        return List.of(StateGroup.model(module, network.parameters()),
            StateGroup.of(module, Adam.first(AdamScript.NAME), "Adam's means of the gradients of", FIRST,
                network.trained()).inOneRow(),
            StateGroup.of(module, Adam.second(AdamScript.NAME), "Adam's means of the squared gradients of", SECOND,
                network.trained()).inOneRow());
    }

    @Override
    public float[] step(HazeMatchingBatch batch, int number, Progress progress) throws HazeLabException {
        decidePrecision(batch, progress);
        ScriptModule used = module;
        return pieces.step(batch.size(), (scope, first, count, share) -> {
            HazeMatchingBatch part = batch.part(first, count);
            return scope.train(used, AdamScript.GRADIENTS, part.noise(), part.clean(), part.hazy(), part.times(),
                share);
        }, (scope, gradients) -> scope.evaluate(used, AdamScript.APPLY, gradients, schedule.rate(number),
            settings.beta1(), settings.beta2(), settings.epsilon(), number), progress);
    }

    /** By loss and gradients of the first crop that the training sees after its start or a checkpoint. */
    private void decidePrecision(HazeMatchingBatch batch, Progress progress) throws HazeLabException {
        module = module.in(precision.decide(() -> {
            HazeMatchingBatch first = batch.only(0);
            return GradientsComparison.of(module, AdamScript.GRADIENTS, progress, first.noise(), first.clean(),
                first.hazy(), first.times(), 1.0);
        }));
    }

    @Override
    public float[] evaluate(HazeMatchingBatch batch, Progress progress) throws HazeLabException {
        return pieces.losses(batch.size(), (scope, first, count) -> {
            HazeMatchingBatch part = batch.part(first, count);
            return scope.infer(module, HazeMatchingNetwork.LOSS, part.noise(), part.clean(), part.hazy(),
                part.times()).get(0);
        }, progress);
    }

    @Override
    public String work() {
        return "training with batches of " + settings.batch() + " crops of " + settings.patch() + " x "
            + settings.patch() + " pixels";
    }

    @Override
    public void close() {
        pieces.close();
        module.close();
    }
}
