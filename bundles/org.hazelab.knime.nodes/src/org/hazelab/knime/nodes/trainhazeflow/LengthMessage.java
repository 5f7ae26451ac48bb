// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazeflow;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import org.hazelab.imaging.Nullable;
import org.hazelab.knime.nodes.dialog.Inputs;
import org.hazelab.knime.nodes.dialog.PlaceMessage;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.trainhazeflow.StageParameters.NetworkSize;
import org.hazelab.knime.nodes.trainhazeflow.StageParameters.Preset;
import org.hazelab.methods.hazeflow.training.HazeFlowRecipe;
import org.hazelab.methods.hazeflow.training.settings.Stage;
import org.hazelab.methods.hazeflow.training.settings.StageSettings;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;

/** Says in the dialog how many steps a training takes and how much memory, or what it lacks. */
final class LengthMessage extends PlaceMessage {

    interface NetworkReference extends ParameterReference<NetworkSize> {
    }

    interface CropReference extends ParameterReference<Integer> {
    }

    interface PretrainEpochs extends ParameterReference<Integer> {
    }

    interface PretrainSteps extends ParameterReference<Integer> {
    }

    interface PretrainBatch extends ParameterReference<Integer> {
    }

    interface ReflowEpochs extends ParameterReference<Integer> {
    }

    interface ReflowSteps extends ParameterReference<Integer> {
    }

    interface ReflowBatch extends ParameterReference<Integer> {
    }

    interface DistillationEpochs extends ParameterReference<Integer> {
    }

    interface DistillationSteps extends ParameterReference<Integer> {
    }

    interface DistillationBatch extends ParameterReference<Integer> {
    }

    private static final List<Class<? extends ParameterReference<Integer>>> NUMBERS = List.of(CropReference.class,
        PretrainEpochs.class, PretrainSteps.class, PretrainBatch.class, ReflowEpochs.class, ReflowSteps.class,
        ReflowBatch.class, DistillationEpochs.class, DistillationSteps.class, DistillationBatch.class);
    private static final double GIGABYTE = 1e9;

    private final Map<Class<?>, Supplier<Integer>> numbers = new HashMap<>();
    private final Map<Stage, Supplier<Boolean>> stages = new EnumMap<>(Stage.class);
    private Supplier<Preset> preset;
    private Supplier<NetworkSize> network;

    @Override
    public void init(StateProviderInitializer initializer) {
        super.init(initializer);
        preset = initializer.computeFromValueSupplier(StageParameters.PresetReference.class);
        network = initializer.computeFromValueSupplier(NetworkReference.class);
        stages.put(Stage.PRETRAIN, initializer.computeFromValueSupplier(ImagesParameters.PretrainReference.class));
        stages.put(Stage.REFLOW, initializer.computeFromValueSupplier(StageParameters.ReflowReference.class));
        stages.put(Stage.DISTILLATION,
            initializer.computeFromValueSupplier(StageParameters.DistillationReference.class));
        NUMBERS.forEach(field -> numbers.put(field, initializer.computeFromValueSupplier(field)));
    }

    private int number(Class<? extends ParameterReference<Integer>> field) {
        return value(numbers.get(field));
    }

    private static <T> T value(@Nullable Supplier<T> supplier) {
        return Objects.requireNonNull(supplier, "asked before the dialog has begun").get();
    }

    private TrainHazeFlowNodeParameters parameters() {
        TrainHazeFlowNodeParameters p = new TrainHazeFlowNodeParameters();
        p.preset = preset.get();
        p.network = network.get();
        p.pretrain = value(stages.get(Stage.PRETRAIN));
        p.reflow = value(stages.get(Stage.REFLOW));
        p.distillation = value(stages.get(Stage.DISTILLATION));
        p.crop = number(CropReference.class);
        p.pretrainEpochs = number(PretrainEpochs.class);
        p.pretrainSteps = number(PretrainSteps.class);
        p.pretrainBatch = number(PretrainBatch.class);
        p.reflowEpochs = number(ReflowEpochs.class);
        p.reflowSteps = number(ReflowSteps.class);
        p.reflowBatch = number(ReflowBatch.class);
        p.distillationEpochs = number(DistillationEpochs.class);
        p.distillationSteps = number(DistillationSteps.class);
        p.distillationBatch = number(DistillationBatch.class);
        return p;
    }

    @Override
    protected Optional<Look> question(NodeParametersInput input) {
        TrainHazeFlowNodeParameters p = parameters();
        try {
            p.validate();
        } catch (InvalidSettingsException e) {
            return Optional.empty(); // the field says so
        }
        boolean ownNetwork = Inputs.count(input, ModelPortObject.TYPE) == 0;
        boolean noHaze = Inputs.count(input, BufferedDataTable.TYPE) < 2;
        return Optional.of(workflow -> {
            HazeFlowRecipe recipe = TrainHazeFlowConversion.recipe(p);
            if (ownNetwork) {
                recipe.check(); // says that crops do not fit the network, or that a stage lacks a model
            }
            if (noHaze && (p.reflow || p.distillation)) {
                return Optional.of(new Message("There are no real hazy images", TrainHazeFlowConversion.NO_HAZE,
                    MessageType.WARNING));
            }
            return Optional.of(message(recipe, p.preset, ownNetwork));
        });
    }

    private static Message message(HazeFlowRecipe recipe, Preset preset, boolean ownNetwork) {
        long steps = 0;
        List<String> parts = new ArrayList<>();
        for (Map.Entry<Stage, StageSettings> stage : recipe.settings().stages().entrySet()) {
            steps += stage.getValue().iterations();
            parts.add(stage.getKey().title() + " " + number(stage.getValue().rounds()) + " epochs of "
                + number(stage.getValue().steps()) + " steps");
        }
        String memory = !ownNetwork ? ""
            : String.format(Locale.ROOT, " It takes about %.1f GB of memory.", recipe.memory() / GIGABYTE);
        return new Message(number(steps) + " steps", String.join(", ", parts) + "." + memory
            + (preset == Preset.AUTHORS ? " Use a GPU." : ""), MessageType.INFO);
    }

    private static String number(long value) {
        return String.format(Locale.US, "%,d", value);
    }
}
