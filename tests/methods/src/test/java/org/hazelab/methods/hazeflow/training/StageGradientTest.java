// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.CropBatch;
import org.hazelab.methods.hazeflow.data.ImageBatch;
import org.hazelab.methods.hazeflow.network.HazeFlowNetwork;
import org.hazelab.methods.hazeflow.training.settings.HazeFlowSettings;
import org.hazelab.methods.hazeflow.training.settings.LossSettings;
import org.hazelab.methods.hazeflow.training.settings.OptimizerSettings;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.hazeflow.training.settings.StudentStart;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.WeightSource;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

/** What each stage's gradient reaches: the parts of the network that section 7 of the publication's code trains. */
class StageGradientTest {

    private static final int TRANSMISSION = 3;

    /** Weights that no gradient is 0 for by chance: an untrained head hides what lies below it. */
    private static final WeightSource WEIGHTS = parameter -> {
        FloatTensor tensor = FloatTensor.zeros(parameter.shape());
        RandomStream random = RandomStream.of(3, parameter.name().hashCode());
        int[] shape = parameter.shape();
        double fan = shape.length < 2 ? 25 : FloatTensor.size(shape) / shape[0];
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = (float)(random.nextGaussian() / Math.sqrt(fan)
                + (parameter.name().contains("GroupNorm") && parameter.name().endsWith("weight") ? 1 : 0));
        }
        return tensor;
    };

    /** A stage's network with its loss, and a batch with a teacher's words. */
    private static final class Case implements AutoCloseable {

        private final TrainingNetwork network;
        private final ScriptModule module;
        private final List<Object> arguments = new ArrayList<>();

        Case(Stage stage, double lambda, double dropout) throws HazeLabException {
            HazeFlowSettings all = HazeFlowTrainings.settings(stage);
            LossSettings loss = all.losses();
            HazeFlowRecipe recipe = HazeFlowTrainings.recipe(HazeFlowTrainings.with(all,
                new LossSettings(loss.perceptual(), lambda, 0.3, loss.reflowTarget()),
                new OptimizerSettings(1, 0.9, dropout, StudentStart.RAW)));
            network = new TrainingNetwork(recipe, stage);
            ComputeDevice device = HazeFlowTrainings.device(2);
            module = ScriptModule.load(device, network.network(), WEIGHTS, Order.ROWS, Progress.NONE);
            try (StageTask<?> task = (StageTask<?>)recipe.plan(HazeFlowTrainings.images()).open(0, Optional.empty(),
                device, Progress.NONE)) {
                CropBatch batch = ((ImageBatch<?>)task.batches().batch(1, 0)).tensors();
                arguments.addAll(batch.images());
                if (stage.hasTeacher()) {
                    device.run(Progress.NONE, scope -> {
                        for (DeviceTensor tensor : scope.evaluate(module, HazeFlowNetwork.INFER, batch.images().get(0),
                            batch.images().get(1))) {
                            arguments.add(tensor.get());
                        }
                        return null;
                    });
                }
            }
        }

        /** The gradients of the whole loss, one a parameter. */
        List<FloatTensor> gradients() throws HazeLabException {
            List<Object> all = new ArrayList<>(arguments);
            all.add(SeededDropout.keys(1, 1, 0, 3));
            all.add(1.0);
            return module.device().run(Progress.NONE, scope -> {
                List<DeviceTensor> found = scope.train(module, TrainingNetwork.GRADIENTS, all.toArray());
                return found.subList(1, found.size()).stream().map(DeviceTensor::get).toList();
            });
        }

        double loss() throws HazeLabException {
            return module.device().run(Progress.NONE, scope -> (double)scope
                .infer(module, TrainingNetwork.LOSSES, arguments.toArray()).get(0).get().values()[0]);
        }

        /** Moves all weights along some direction. */
        void move(List<FloatTensor> direction, double by) throws HazeLabException {
            module.device().run(Progress.NONE, scope -> {
                for (int k = 0; k < direction.size(); k++) {
                    DeviceTensor weight = module.parameters().get(network.student().get(k).name());
                    FloatTensor values = weight.get();
                    for (int i = 0; i < values.values().length; i++) {
                        values.values()[i] += (float)(by * direction.get(k).values()[i]);
                    }
                    weight.set(values);
                }
                return null;
            });
        }

        @Override
        public void close() {
            module.close();
        }
    }

    private static double norm(FloatTensor tensor, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += Math.pow(tensor.values()[i], 2);
        }
        return Math.sqrt(squares);
    }

    /** The length of the gradient of the head's weights that make the transmission, and of those of the velocity. */
    private static double[] head(Case stage, List<FloatTensor> gradients) {
        FloatTensor head = gradients.get(gradients.size() - 2);
        Parameter parameter = stage.network.student().get(gradients.size() - 2);
        assertEquals(4, parameter.shape()[0], parameter.name());
        int row = head.values().length / 4;
        return new double[] {norm(head, TRANSMISSION * row, 4 * row), norm(head, 0, TRANSMISSION * row)};
    }

    @Test
    void everyWeightIsReachedInEveryStage() throws HazeLabException {
        for (Stage stage : Stage.values()) {
            try (Case one = new Case(stage, 0.5, 0.15)) {
                List<FloatTensor> gradients = one.gradients();
                assertEquals(one.network.student().size(), gradients.size());
                for (int k = 0; k < gradients.size(); k++) {
                    double norm = norm(gradients.get(k), 0, gradients.get(k).values().length);
                    assertTrue(norm > 0 && Double.isFinite(norm),
                        stage + " " + one.network.student().get(k).name() + ": " + norm);
                }
            }
        }
    }

    /** The refined transmission has no part in Reflow, and in Pretrain also learns from the dehazed image. */
    @Test
    void theTransmissionLearnsWhereItIsUsed() throws HazeLabException {
        try (Case reflow = new Case(Stage.REFLOW, 0.5, 0);
            Case pretrain = new Case(Stage.PRETRAIN, 0, 0);
            Case distillation = new Case(Stage.DISTILLATION, 0.5, 0)) {
            double[] ofReflow = head(reflow, reflow.gradients());
            assertEquals(0, ofReflow[0]);
            assertTrue(ofReflow[1] > 0);
            assertTrue(head(pretrain, pretrain.gradients())[0] > 0);
            assertTrue(head(distillation, distillation.gradients())[0] > 0);
        }
    }

    /** Against differences of the loss: nothing that the loss depends on is cut off, nothing else is added. */
    @Test
    void gradientsAreThoseOfTheLoss() throws HazeLabException {
        for (Stage stage : Stage.values()) {
            try (Case one = new Case(stage, 0.5, 0)) {
                List<FloatTensor> gradients = one.gradients();
                double squares = gradients.stream().mapToDouble(g -> Math.pow(norm(g, 0, g.values().length), 2)).sum();
                double step = 2e-3 / Math.sqrt(squares);
                one.move(gradients, step);
                double above = one.loss();
                one.move(gradients, -2 * step);
                double below = one.loss();
                assertEquals(1, (above - below) / (2 * step) / squares, 0.05, stage.title());
            }
        }
    }
}
