// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.optimizer.Adam;
import org.hazelab.methods.optimizer.Gradients;
import org.hazelab.methods.optimizer.MovingAverage;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Code;
import org.hazelab.runtime.script.Functions;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * The smallest training that has everything: a student learns from a frozen teacher, and a critic learns from the
 * student; each has an optimizer of its own, and the model is the student's moving average.
 */
final class TinyTask implements TrainingTask<TinyTask.Batch> {

    static final String TEACHER = "teacher";
    static final int WEIGHTS = 5;

    /** Numbers with a name. */
    record Batch(FloatTensor x, String label) implements TrainingBatch<Batch> {

        @Override
        public int size() {
            return x.shape()[0];
        }

        @Override
        public Batch only(int item) {
            float[] values = new float[WEIGHTS];
            System.arraycopy(x.values(), item * WEIGHTS, values, 0, WEIGHTS);
            return new Batch(new FloatTensor(new int[] {1, WEIGHTS}, values), label);
        }

        @Override
        public String name(int item) {
            return "Item " + (item + 1) + " of " + label;
        }

        @Override
        public double farthest(int item) {
            double most = 0;
            for (int i = item * WEIGHTS; i < (item + 1) * WEIGHTS; i++) {
                most = Math.max(most, Math.abs(x.values()[i]));
            }
            return most;
        }
    }

    /** Random numbers that depend on round and index alone. */
    static final class Source implements BatchSource<Batch> {

        @Override
        public int batches() {
            return 3;
        }

        @Override
        public Batch batch(int round, int index) throws HazeLabException {
            RandomStream random = RandomStream.of(round, index);
            FloatTensor x = FloatTensor.zeros(2, WEIGHTS);
            for (int i = 0; i < x.values().length; i++) {
                x.values()[i] = (float)random.nextGaussian();
            }
            return new Batch(x, "round " + round + ", batch " + index);
        }
    }

    final ScriptModule module;
    private final Network network;
    private final int rounds;
    private final double criticRate;
    private final BatchSource<Batch> source;
    private Optional<Validation> validation = Optional.empty();
    private int brokenStep;
    private String brokenParameter;

    TinyTask(int rounds, double criticRate, BatchSource<Batch> source) throws HazeLabException {
        this.rounds = rounds;
        this.criticRate = criticRate;
        this.source = source;
        network = network();
        module = ScriptModule.load(ComputeDevice.open(RuntimeSettings.resolve("cpu", 1, "")), network,
            network.initial(3), Order.ROWS, Progress.NONE);
        module.device().run(Progress.NONE, scope -> {
            scope.evaluate(module, Adam.begin("student"));
            scope.evaluate(module, Adam.begin("critic"));
            return scope.evaluate(module, MovingAverage.BEGIN);
        });
    }

    TinyTask validated(Validation by) {
        validation = Optional.of(by);
        return this;
    }

    private static Network network() {
        Network network = new Network("Tiny");
        Parameter student = network.root().at("student").parameter("w", Initializer.ZEROS, WEIGHTS);
        Parameter critic = network.root().at("critic").parameter("w", Initializer.ZEROS, WEIGHTS);
        Parameter teacher = network.root().at(TEACHER).frozen().parameter("w", Initializer.normal(1), WEIGHTS);
        Adam first = Adam.declare(network, "student", List.of(student));
        Adam second = Adam.declare(network, "critic", List.of(critic));
        MovingAverage.declare(network, List.of(student));
        network.inference("losses", Map.of("x", Type.TENSOR), Type.TENSOR, code -> code.call("torch.stack",
            code.list(distance(code, student, teacher), distance(code, critic, student))));
        Map<String, Type> arguments = new LinkedHashMap<>();
        arguments.put("x", Type.TENSOR);
        arguments.put("rate", Type.FLOAT);
        arguments.put("critic_rate", Type.FLOAT);
        arguments.put("count", Type.INT);
        network.training("step", arguments, Type.TENSOR, code -> {
            Value studied = distance(code, student, teacher);
            Value criticized = distance(code, critic, code.call("torch.detach", student));
            first.step(code, Gradients.of(code, studied, first.parameters()),
                new Adam.Numbers(code.argument("rate"), 0.9, 0.99, 1e-8, code.argument("count")));
            second.step(code, Gradients.of(code, criticized, second.parameters()),
                new Adam.Numbers(code.argument("critic_rate"), 0.9, 0.99, 1e-8, code.argument("count")));
            return code.call("torch.stack", code.list(Functions.detached(studied), Functions.detached(criticized)));
        });
        return network;
    }

    /** The mean squared difference of two linear functions of x. */
    private static Value distance(Code code, Object one, Object other) {
        Value x = code.argument("x");
        return code.call("torch.mse_loss", code.call("torch.mv", x, one), code.call("torch.mv", x, other));
    }

    @Override
    public ComputeDevice device() {
        return module.device();
    }

    @Override
    public List<String> losses() {
        return List.of("student", "critic");
    }

    @Override
    public int rounds() {
        return rounds;
    }

    @Override
    public BatchSource<Batch> batches() {
        return source;
    }

    @Override
    public Optional<Validation> validation() {
        return validation;
    }

    @Override
    public List<StateGroup> state() {
        List<Parameter> student = network.trained("student");
        List<Parameter> critic = network.trained("critic");
        return List.of(StateGroup.model(module, MovingAverage.AVERAGE, "the averaged weights", student),
            StateGroup.weights(module, "trained:", student), StateGroup.weights(module, "trained:", critic),
            StateGroup.of(module, Adam.first("student"), "the means of", "student:first:", student),
            StateGroup.of(module, Adam.second("student"), "the squares of", "student:second:", student),
            StateGroup.of(module, Adam.first("critic"), "the means of", "critic:first", critic).inOneRow(),
            StateGroup.of(module, Adam.second("critic"), "the squares of", "critic:second", critic).inOneRow());
    }

    /** Lets a step end with weights that are infinite. */
    void breakAfter(int step, String parameter) {
        brokenStep = step;
        brokenParameter = parameter;
    }

    @Override
    public float[] step(Batch batch, int number, Progress progress) throws HazeLabException {
        return device().run(progress, scope -> {
            float[] losses = scope.train(module, "step", batch.x(), 0.1, criticRate, number).get(0).get().values();
            scope.evaluate(module, MovingAverage.UPDATE, 0.5);
            if (number == brokenStep) {
                FloatTensor infinite = FloatTensor.zeros(WEIGHTS);
                infinite.values()[1] = Float.POSITIVE_INFINITY;
                module.parameters().get(brokenParameter).set(infinite);
            }
            return losses;
        });
    }

    @Override
    public float[] evaluate(Batch batch, Progress progress) throws HazeLabException {
        return device().run(progress, scope -> scope.infer(module, "losses", batch.x()).get(0).get().values());
    }

    @Override
    public String work() {
        return "training a tiny network";
    }

    @Override
    public void close() {
        module.close();
    }
}
