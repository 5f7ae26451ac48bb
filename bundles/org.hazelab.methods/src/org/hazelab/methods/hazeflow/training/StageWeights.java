// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.ModelWeights;
import org.hazelab.methods.hazeflow.network.HazeFlowNetwork;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.hazeflow.training.settings.StudentStart;
import org.hazelab.methods.training.Trainer;
import org.hazelab.networks.weights.PartWeights;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.script.WeightSource;

/**
 * The weights that a stage begins with, in the file of the stage before or of a model.
 *
 * @param follows whether there is a stage before, whose file has the weights of its best round as well
 * @param validated whether that round was chosen by a validation; otherwise the last one counts, since losses of crops
 *            that are drawn again in every round say little about which is better
 * @param network of the student
 */
record StageWeights(HazeFlowRecipe recipe, boolean follows, boolean validated, TrainingNetwork network) {

    /** Loads the student, and the teacher if the stage has one. */
    StageTask.Modules load(ComputeDevice device, Stage stage, Optional<ModelFile> before, Progress progress)
        throws HazeLabException {
        Network toInfer = HazeFlowNetwork.toInfer(recipe.shape());
        WeightSource initial = network.network().initial(recipe.settings().seed());
        WeightSource averaged = before.isEmpty() ? initial
            : ModelWeights.of(before.get(), follows && validated ? Trainer.BEST : "", toInfer, progress);
        boolean raw = recipe.settings().optimizer().start() == StudentStart.RAW && before.isPresent()
            && hasRaw(before.get(), toInfer.parameters());
        WeightSource begun = raw ? ModelWeights.of(before.get(), StageTask.TRAINED, toInfer, progress) : averaged;
        Optional<ScriptModule> teacher = stage.hasTeacher()
            ? Optional.of(ScriptModule.load(device, toInfer, averaged, Order.ROWS, progress)) : Optional.empty();
        boolean loaded = false;
        try {
            StageTask.Modules modules = new StageTask.Modules(student(device, begun, initial, progress), teacher);
            loaded = true;
            return modules;
        } finally {
            if (!loaded) {
                teacher.ifPresent(ScriptModule::close);
            }
        }
    }

    /** A model file has none, but a checkpoint does. */
    private static boolean hasRaw(ModelFile file, List<Parameter> parameters) {
        Set<String> names = new HashSet<>(file.names());
        return parameters.stream().allMatch(parameter -> names.contains(StageTask.TRAINED + parameter.name()));
    }

    private ScriptModule student(ComputeDevice device, WeightSource begun, WeightSource initial, Progress progress)
        throws HazeLabException {
        Set<String> own = network.student().stream().map(Parameter::name).collect(Collectors.toSet());
        WeightSource weights = parameter -> (own.contains(parameter.name()) ? begun : initial).get(parameter);
        if (network.lpips().isEmpty()) {
            return ScriptModule.load(device, network.network(), weights, Order.ROWS, progress);
        }
        try (PartWeights foreign = network.lpips().get().open(recipe.weights(), progress)) {
            return ScriptModule.load(device, network.network(), foreign.over(weights), Order.ROWS, progress);
        }
    }
}
