// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.optimizer.Adam;
import org.hazelab.methods.optimizer.AdamScript;
import org.hazelab.methods.optimizer.MovingAverage;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.Value;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Run in a JVM of its own: trains 96 MB of weights, 4 MB a tensor, with moments, an average and the best weights,
 * writes a checkpoint, goes on from it and writes the model.
 */
final class LargeTraining {

    static final int PARAMETERS = 24;
    static final int SIDE = 1024;

    private static final ModelDescription DESCRIPTION = new ModelDescription("large", ModelEntries.EMPTY,
        ModelEntries.EMPTY, ModelEntries.EMPTY, ModelEntries.EMPTY);

    private LargeTraining() {
    }

    /** A batch of nothing: the weights are pulled to 0, by a loss so large that Adam's epsilon does not matter. */
    private record Nothing() implements TrainingBatch<Nothing> {

        @Override
        public int size() {
            return 1;
        }

        @Override
        public Nothing only(int item) {
            return this;
        }

        @Override
        public String name(int item) {
            return "nothing";
        }

        @Override
        public double farthest(int item) {
            return 0;
        }
    }

    private record Task(Network network, ScriptModule module, int rounds) implements TrainingTask<Nothing> {

        static Task open(int rounds) throws HazeLabException {
            Network network = new Network("Large");
            for (int i = 0; i < PARAMETERS; i++) {
                network.root().parameter("w" + i, Initializer.ONES, SIDE, SIDE);
            }
            AdamScript.declare(network, Map.of("share", Type.FLOAT), code -> {
                List<Value> squares = network.trained().stream()
                    .map(weight -> code.call("torch.mean", code.call("torch.square", weight))).toList();
                return code.call("torch.mul", code.call("torch.stack", code.list(squares.toArray())).mean(),
                    code.argument("share"));
            });
            MovingAverage.declare(network, network.trained());
            ComputeDevice cpu = ComputeDevice.open(RuntimeSettings.resolve("cpu", 1, ""));
            ScriptModule module = ScriptModule.load(cpu, network, network.initial(1), Order.ROWS, Progress.NONE);
            cpu.run(Progress.NONE, scope -> {
                scope.evaluate(module, Adam.begin(AdamScript.NAME));
                return scope.evaluate(module, MovingAverage.BEGIN);
            });
            return new Task(network, module, rounds);
        }

        @Override
        public ComputeDevice device() {
            return module.device();
        }

        @Override
        public List<String> losses() {
            return List.of("loss");
        }

        @Override
        public BatchSource<Nothing> batches() {
            return new BatchSource<>() {
                @Override
                public int batches() {
                    return 1;
                }

                @Override
                public Nothing batch(int round, int index) {
                    return new Nothing();
                }
            };
        }

        @Override
        public Optional<Validation> validation() {
            return Optional.empty();
        }

        @Override
        public List<StateGroup> state() {
            return List.of(
                StateGroup.model(module, MovingAverage.AVERAGE, "the averaged weights", network.trained()),
                StateGroup.weights(module, "trained:", network.trained()),
                StateGroup.of(module, Adam.first(AdamScript.NAME), "the means of", "first", network.trained())
                    .inOneRow(),
                StateGroup.of(module, Adam.second(AdamScript.NAME), "the squares of", "second:", network.trained()));
        }

        @Override
        public float[] step(Nothing batch, int number, Progress progress) throws HazeLabException {
            return device().run(progress, scope -> {
                float[] loss = scope.train(module, AdamScript.STEP, 1e6, 0.25, 0.9, 0.99, 1e-8, number).get(0).get()
                    .values();
                scope.evaluate(module, MovingAverage.UPDATE, 0.5);
                return loss;
            });
        }

        @Override
        public float[] evaluate(Nothing batch, Progress progress) {
            return new float[] {0};
        }

        @Override
        public String work() {
            return "training a large network";
        }

        @Override
        public void close() {
            module.close();
        }
    }

    public static void main(String[] arguments) throws HazeLabException {
        Path folder = Path.of(arguments[0]);
        Path checkpoint = folder.resolve("checkpoint");
        try (Task task = Task.open(1); Trainer<Nothing> trainer = new Trainer<>(task, Progress.NONE)) {
            trainer.run(current -> current.write(checkpoint, DESCRIPTION, Progress.NONE), Progress.NONE);
        }
        try (Task task = Task.open(2); Trainer<Nothing> trainer = new Trainer<>(task, Progress.NONE);
            ModelFile file = ModelFile.open(checkpoint)) {
            trainer.resume(file, checkpoint, Progress.NONE);
            trainer.run(RoundListener.NONE, Progress.NONE);
            trainer.writeModel(folder.resolve("model"), DESCRIPTION, false, Progress.NONE);
        }
        Map<String, Float> found = new LinkedHashMap<>();
        try (ModelFile file = ModelFile.open(folder.resolve("model"))) {
            FloatTensor last = file.read("w" + (PARAMETERS - 1), Progress.NONE);
            found.put("last", last.values()[SIDE]);
        }
        System.out.println(found);
    }
}
