// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.CropBatch;
import org.hazelab.methods.crops.CropSource;
import org.hazelab.methods.crops.CropTransform;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.optimizer.Adam;
import org.hazelab.methods.optimizer.AdamScript;
import org.hazelab.methods.recipe.ImageRole;
import org.hazelab.methods.recipe.TableRole;
import org.hazelab.methods.recipe.TrainingPlan;
import org.hazelab.methods.recipe.TrainingRecipe;
import org.hazelab.methods.training.BatchSource;
import org.hazelab.methods.training.MeanLosses;
import org.hazelab.methods.training.StateGroup;
import org.hazelab.methods.training.TrainingBatch;
import org.hazelab.methods.training.TrainingTask;
import org.hazelab.methods.training.Validation;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Initializer;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.Type;
import org.hazelab.runtime.script.WeightSource;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * A method that no other code knows: colour images and grey ones, unpaired real ones, two stages. Three weights and an
 * offset predict the colour from the grey image; the second stage learns with the weights of the first as its teacher.
 */
record StagedRecipe(int rounds, long seed) implements TrainingRecipe {

    private static final int SIDE = 4;
    private static final List<Parameter.Kind> KEPT = List.of(Parameter.Kind.TRAINED);

    @Override
    public String method() {
        return "staged";
    }

    @Override
    public List<TableRole> tables() {
        TableRole clear = TableRole.required("clear", new ImageRole("clear", 3), new ImageRole("depth", 1));
        return List.of(clear, clear.heldOut("checks"), TableRole.optional("real", new ImageRole("real", 3)));
    }

    @Override
    public int leastSide(TableRole table) {
        return SIDE;
    }

    @Override
    public List<String> stages() {
        return List.of("Colour", "Copy");
    }

    @Override
    public List<String> losses() {
        return List.of("colour", "copy");
    }

    @Override
    public List<String> validationLosses() {
        return losses();
    }

    @Override
    public TrainingRecipe startingFrom(ModelDescription model) throws HazeLabException {
        throw new HazeLabException("No start", "Connect none");
    }

    @Override
    public void check() {
        // fits
    }

    @Override
    public TrainingPlan plan(Map<String, ImageSet> images) {
        return new Plan(this, images);
    }

    private record Plan(StagedRecipe recipe, Map<String, ImageSet> images) implements TrainingPlan {

        @Override
        public ModelDescription description() {
            ModelEntries training = ModelEntries.EMPTY.with("rows", images.get("clear").count()).with("seed",
                recipe.seed());
            return new ModelDescription("staged", ModelEntries.EMPTY, ModelEntries.EMPTY, training,
                ModelEntries.EMPTY);
        }

        @Override
        public TrainingTask<?> open(int stage, Optional<ModelFile> before, ComputeDevice device, Progress progress)
            throws HazeLabException {
            Network network = network(recipe.losses().get(stage));
            WeightSource initial = network.initial(recipe.seed());
            WeightSource weights = before.isEmpty() ? initial
                : parameter -> parameter.name().equals("teacher") ? before.get().read("best:w", progress)
                    : initial.get(parameter);
            ScriptModule module = ScriptModule.load(device, network, weights, Order.ROWS, progress);
            device.run(progress, scope -> scope.evaluate(module, Adam.begin(AdamScript.NAME)));
            CropSource.Settings settings = new CropSource.Settings(SIDE, 4, 2, CropTransform.ROTATE_AND_FLIP,
                recipe.seed());
            return new Task(recipe, stage, network, module, new CropSource(images.get("clear"), 2, settings, false),
                new CropSource(images.get("checks"), 2, settings, true));
        }

        private static Network network(String loss) {
            Network network = new Network("Staged");
            Parameter weights = network.root().parameter("w", Initializer.normal(1), 1, 3, 1, 1);
            Parameter teacher = network.root().frozen().parameter("teacher", Initializer.normal(1), 1, 3, 1, 1);
            Map<String, Type> arguments = Map.of("images", Type.TENSORS);
            network.inference("loss", arguments, Type.TENSOR, code -> loss.equals("colour")
                ? code.call("torch.mse_loss", code.call("torch.mul", code.element(code.argument("images"), 1), weights),
                    code.element(code.argument("images"), 0))
                : code.call("torch.mse_loss", weights, teacher));
            AdamScript.declare(network, arguments, code -> loss.equals("colour")
                ? code.call("torch.mse_loss", code.call("torch.mul", code.element(code.argument("images"), 1), weights),
                    code.element(code.argument("images"), 0))
                : code.call("torch.mse_loss", weights, teacher));
            return network;
        }
    }

    private record Batch(CropBatch crops) implements TrainingBatch<Batch> {

        List<FloatTensor> images() {
            return crops.images();
        }

        @Override
        public int size() {
            return crops.size();
        }

        @Override
        public Batch only(int item) {
            return new Batch(crops.only(item));
        }

        @Override
        public String name(int item) {
            return crops.names().get(item);
        }

        @Override
        public double farthest(int item) {
            return 1;
        }
    }

    private record Source(CropSource crops) implements BatchSource<Batch> {

        @Override
        public int batches() {
            return crops.batches();
        }

        @Override
        public Batch batch(int round, int index) throws HazeLabException {
            return new Batch(crops.batch(round, index));
        }
    }

    private record Task(StagedRecipe recipe, int stage, Network network, ScriptModule module, CropSource crops,
        CropSource checks) implements TrainingTask<Batch> {

        @Override
        public ComputeDevice device() {
            return module.device();
        }

        @Override
        public List<String> losses() {
            return List.of(recipe.losses().get(stage));
        }

        @Override
        public int rounds() {
            return recipe.rounds();
        }

        @Override
        public BatchSource<Batch> batches() {
            return new Source(crops);
        }

        @Override
        public Optional<Validation> validation() {
            return checks.batches() == 0 ? Optional.empty()
                : Optional.of(new MeanLosses<>(this, new Source(checks)));
        }

        @Override
        public List<StateGroup> state() {
            List<Parameter> all = network.parameters();
            List<Parameter> trained = all.stream().filter(parameter -> KEPT.contains(parameter.kind())).toList();
            return List.of(StateGroup.model(module, trained), StateGroup.weights(module, "frozen:",
                all.stream().filter(parameter -> !trained.contains(parameter)).toList()),
                StateGroup.of(module, Adam.first(AdamScript.NAME), "the means of", "first:", trained),
                StateGroup.of(module, Adam.second(AdamScript.NAME), "the squares of", "second:", trained));
        }

        @Override
        public float[] step(Batch batch, int number, Progress progress) throws HazeLabException {
            return device().run(progress, scope -> scope.train(module, AdamScript.STEP, batch.images(), 0.05, 0.9,
                0.99, 1e-8, number).get(0).get().values());
        }

        @Override
        public float[] evaluate(Batch batch, Progress progress) throws HazeLabException {
            return device().run(progress,
                scope -> scope.infer(module, "loss", batch.images()).get(0).get().values());
        }

        @Override
        public String work() {
            return "training in stages";
        }

        @Override
        public void close() {
            module.close();
        }
    }
}
