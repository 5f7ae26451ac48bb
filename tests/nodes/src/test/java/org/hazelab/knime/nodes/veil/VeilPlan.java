// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.veil;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.ModelWeights;
import org.hazelab.methods.crops.CropSource;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.recipe.TrainingPlan;
import org.hazelab.methods.training.Trainer;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.WeightSource;

/** The training of a veil whose images are known. */
record VeilPlan(VeilRecipe recipe, ImageSet training, ImageSet validation) implements TrainingPlan {

    @Override
    public ModelDescription description() {
        ModelEntries settings = ModelEntries.EMPTY.with("pairs", training.count()).with("learning_rate", recipe.rate())
            .with("critic_rate", recipe.criticRate()).with("seed", recipe.seed()).with("epochs_of_stage",
                recipe.epochs());
        return VeilMethod.description(settings);
    }

    @Override
    public VeilTask open(int stage, Optional<ModelFile> before, ComputeDevice device, Progress progress)
        throws HazeLabException {
        CropSource crops = recipe.crops(training, false);
        CropSource others = recipe.crops(validation, true);
        Network generator = VeilNetwork.toInfer();
        Network network = stage == 0 ? VeilNetwork.toPretrain() : VeilNetwork.toRefine();
        WeightSource initial = network.initial(recipe.seed());
        // What a stage goes on with is the best average of the one before.
        WeightSource begun = before.isEmpty() ? initial
            : ModelWeights.of(before.get(), stage == 0 ? "" : Trainer.BEST, generator, progress);
        Set<String> shared = generator.initialWeights(0).keySet();
        WeightSource weights = parameter -> (shared.contains(parameter.name()) ? begun : initial).get(parameter);
        List<ScriptModule> modules = new ArrayList<>();
        boolean opened = false;
        try {
            modules.add(ScriptModule.load(device, network, weights, Order.ROWS, progress));
            if (stage > 0) {
                modules.add(ScriptModule.load(device, generator, begun, Order.ROWS, progress));
            }
            VeilTask task = new VeilTask(recipe, network, modules, crops, others);
            task.begin(progress);
            opened = true;
            return task;
        } finally {
            if (!opened) {
                modules.forEach(ScriptModule::close);
            }
        }
    }
}
