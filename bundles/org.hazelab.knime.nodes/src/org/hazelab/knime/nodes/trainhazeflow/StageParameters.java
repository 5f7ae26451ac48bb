// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazeflow;

import org.hazelab.knime.nodes.dialog.AtLeast;
import org.hazelab.knime.nodes.dialog.AtMost;
import org.hazelab.knime.nodes.dialog.Inputs;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.trainhazeflow.TrainHazeFlowSections.DistillationSection;
import org.hazelab.knime.nodes.trainhazeflow.TrainHazeFlowSections.NetworkSection;
import org.hazelab.knime.nodes.trainhazeflow.TrainHazeFlowSections.PretrainSection;
import org.hazelab.knime.nodes.trainhazeflow.TrainHazeFlowSections.ReflowSection;
import org.hazelab.knime.nodes.training.TrainingLimits;
import org.hazelab.methods.hazeflow.network.HazeFlowSize;
import org.hazelab.methods.hazeflow.training.settings.StudentStart;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Which stages are trained, for how long, and the network. */
abstract class StageParameters extends HazeParameters {

    enum Preset {
        @Label(value = "Small network (CPU, about an hour)", description = "The compact network, 3.5 million weights: "
            + "Pretrain of 6,000 steps, Reflow and Distillation of 500 steps each, on 4 crops of 128 x 128 pixels a "
            + "step. It takes haze off, but knows far less than the published network.")
        SMALL,
        @Label(value = "As published (GPU)", description = "The authors' settings: 87.1 million weights, Pretrain of "
            + "100,000 steps on 16 crops of 256 x 256 pixels, Reflow of 10,000 steps on 4 crops, Distillation of "
            + "10,000 steps on 16 crops. Takes days on a large GPU.")
        AUTHORS,
        @Label(value = "Custom", description = "Every setting can be changed.")
        CUSTOM
    }

    enum NetworkSize {
        @Label(value = "Tiny", description = "A tenth of a million weights: shows within a minute how it is done, and "
            + "takes off a little haze. Crops in multiples of 4.")
        TINY(HazeFlowSize.TINY),
        @Label(value = "Compact", description = "3.5 million weights, for a processor. Crops in multiples of 64.")
        COMPACT(HazeFlowSize.COMPACT),
        @Label(value = "As published", description = "The authors' network, 87.1 million weights, for a GPU. Crops in "
            + "multiples of 64.")
        PAPER(HazeFlowSize.PAPER);

        final HazeFlowSize size;

        NetworkSize(HazeFlowSize size) {
            this.size = size;
        }
    }

    enum Start {
        @Label(value = "Trained weights", description = "Those that the stage before has ended with, as published. A "
            + "model file has the averaged ones only.")
        TRAINED(StudentStart.RAW),
        @Label(value = "Averaged weights", description = "Those of the teacher.")
        AVERAGED(StudentStart.AVERAGED);

        final StudentStart start;

        Start(StudentStart start) {
            this.start = start;
        }
    }

    interface PresetReference extends ParameterReference<Preset> {
    }

    interface ReflowReference extends ParameterReference<Boolean> {
    }

    interface DistillationReference extends ParameterReference<Boolean> {
    }

    static final class IsCustom implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(PresetReference.class).isOneOf(Preset.CUSTOM);
        }
    }

    /** Whether a stage is trained by settings of its own. */
    abstract static class CustomStage implements EffectPredicateProvider {
        private final Class<? extends ParameterReference<Boolean>> stage;

        CustomStage(Class<? extends ParameterReference<Boolean>> stage) {
            this.stage = stage;
        }

        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(IsCustom.class).and(i.getBoolean(stage).isTrue());
        }
    }

    static final class CustomPretrain extends CustomStage {
        CustomPretrain() {
            super(PretrainReference.class);
        }
    }

    static final class CustomReflow extends CustomStage {
        CustomReflow() {
            super(ReflowReference.class);
        }
    }

    static final class CustomDistillation extends CustomStage {
        CustomDistillation() {
            super(DistillationReference.class);
        }
    }

    @Widget(title = "Pretrain", description = "The first stage: clean images with haze that is made on the fly.")
    @ValueReference(PretrainReference.class)
    boolean pretrain = true;

    @Widget(title = "Reflow", description = "The second stage: real hazy images that are darkened at random, from "
        + "which the network learns what it has made of the images as they are. It needs <i>Real hazy images</i> or "
        + "<i>Pairs</i>, and Pretrain or a <i>Start model</i>.")
    @ValueReference(ReflowReference.class)
    boolean reflow;

    @Widget(title = "Distillation", description = "The third stage: real hazy images whose contrast, brightness, and "
        + "sharpness are reduced at random, from which the network learns the clean images that it has made before. It "
        + "needs what Reflow needs.")
    @ValueReference(DistillationReference.class)
    boolean distillation;

    @Widget(title = "Training", description = "How large the network is and how long each stage is trained.")
    @RadioButtonsWidget
    @ValueReference(PresetReference.class)
    Preset preset = Preset.SMALL;

    @TextMessage(LengthMessage.class)
    Void lengthMessage;

    @Layout(NetworkSection.class)
    @Widget(title = "Network", description = "The size of the network. A model at the input <i>Start model</i> takes "
        + "its place: its network is trained further.")
    @ValueSwitchWidget
    @ValueReference(LengthMessage.NetworkReference.class)
    @Effect(predicate = Inputs.Model.class, type = EffectType.HIDE)
    NetworkSize network = NetworkSize.COMPACT;

    @Layout(NetworkSection.class)
    @Widget(title = "Crop size (px)", description = "The number of rows and columns of the crops. They are drawn from "
        + "the images at random, again in every epoch, and images that are smaller are enlarged.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N1024.class)
    @ValueReference(LengthMessage.CropReference.class)
    int crop = 256;

    @Layout(NetworkSection.Weights.class)
    @Widget(title = "Dropout (0 to 0.9)", description = "The probability that the network drops a value in training. "
        + "0.15 as published; small networks learn better without.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N0_9.class)
    double dropout = 0.15;

    @Layout(NetworkSection.Weights.class)
    @Widget(title = "Gradient norm (up to 1,000)", description = "Gradients whose norm over all weights is larger are "
        + "shortened to it.")
    @NumberInputWidget(minValidation = AtLeast.N0_001.class, maxValidation = AtMost.N1000.class)
    double gradientNorm = 1;

    @Layout(NetworkSection.class)
    @Widget(title = "Reflow and Distillation start with", description = "The weights that these stages begin with. "
        + "Their teacher always has the averaged ones.")
    @ValueSwitchWidget
    Start start = Start.TRAINED;

    @Layout(PretrainSection.Length.class)
    @Widget(title = "Epochs of Pretrain", description = "The number of epochs of the first stage, including those "
        + "before the checkpoint.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = TrainingLimits.Million.class)
    @ValueReference(LengthMessage.PretrainEpochs.class)
    int pretrainEpochs = 100;

    @Layout(PretrainSection.Length.class)
    @Widget(title = "Steps per epoch of Pretrain", description = "The number of steps in an epoch of the first stage, "
        + "whatever the number of images.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = TrainingLimits.Million.class)
    @ValueReference(LengthMessage.PretrainSteps.class)
    int pretrainSteps = 1000;

    @Layout(PretrainSection.Batch.class)
    @Widget(title = "Batch size of Pretrain", description = "The number of crops that a step of the first stage is "
        + "computed from.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N4096.class)
    @ValueReference(LengthMessage.PretrainBatch.class)
    int pretrainBatch = 16;

    @Layout(PretrainSection.Batch.class)
    @Widget(title = "Warm-up steps of Pretrain", description = "The number of steps in which the learning rate rises "
        + "from 0.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = TrainingLimits.Million.class)
    int pretrainWarmUp = 5000;

    @Layout(PretrainSection.Rates.class)
    @Widget(title = "Learning rate of Pretrain (up to 1)", description = "The highest length of Adam's steps in the "
        + "first stage, above 0.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Limits.AtMostOne.class)
    double pretrainRate = 5e-5;

    @Layout(PretrainSection.Rates.class)
    @Widget(title = "Last learning rate of Pretrain (up to 1)", description = "The rate that the highest one falls to. "
        + "Where both are equal, the number of epochs can be raised later.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double pretrainLastRate = 1e-6;

    @Layout(ReflowSection.Length.class)
    @Widget(title = "Epochs of Reflow", description = "The number of epochs of the second stage.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = TrainingLimits.Million.class)
    @ValueReference(LengthMessage.ReflowEpochs.class)
    int reflowEpochs = 10;

    @Layout(ReflowSection.Length.class)
    @Widget(title = "Steps per epoch of Reflow", description = "The number of steps in an epoch of the second stage.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = TrainingLimits.Million.class)
    @ValueReference(LengthMessage.ReflowSteps.class)
    int reflowSteps = 1000;

    @Layout(ReflowSection.Batch.class)
    @Widget(title = "Batch size of Reflow", description = "The number of crops that a step of the second stage is "
        + "computed from.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N4096.class)
    @ValueReference(LengthMessage.ReflowBatch.class)
    int reflowBatch = 4;

    @Layout(ReflowSection.Batch.class)
    @Widget(title = "Learning rate of Reflow (up to 1)", description = "The length of Adam's steps in the second "
        + "stage, above 0. It stays the same.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Limits.AtMostOne.class)
    double reflowRate = 1e-6;

    @Layout(DistillationSection.Length.class)
    @Widget(title = "Epochs of Distillation", description = "The number of epochs of the third stage.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = TrainingLimits.Million.class)
    @ValueReference(LengthMessage.DistillationEpochs.class)
    int distillationEpochs = 10;

    @Layout(DistillationSection.Length.class)
    @Widget(title = "Steps per epoch of Distillation", description = "The number of steps in an epoch of the third "
        + "stage.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = TrainingLimits.Million.class)
    @ValueReference(LengthMessage.DistillationSteps.class)
    int distillationSteps = 1000;

    @Layout(DistillationSection.Batch.class)
    @Widget(title = "Batch size of Distillation", description = "The number of crops that a step of the third stage is "
        + "computed from.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N4096.class)
    @ValueReference(LengthMessage.DistillationBatch.class)
    int distillationBatch = 16;

    @Layout(DistillationSection.Batch.class)
    @Widget(title = "Learning rate of Distillation (up to 1)", description = "The length of Adam's steps in the third "
        + "stage, above 0. It stays the same.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Limits.AtMostOne.class)
    double distillationRate = 5e-5;

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        Limits.check("crop size", crop, 1, 1024);
        Limits.check("dropout", dropout, 0, 0.9);
        Limits.check("gradient norm", gradientNorm, 0.001, 1000);
        Limits.check("number of warm-up steps of Pretrain", pretrainWarmUp, 0, TrainingLimits.MILLION);
        Limits.check("last learning rate of Pretrain", pretrainLastRate, 0, 1);
        checkStage("Pretrain", pretrainEpochs, pretrainSteps, pretrainBatch, pretrainRate);
        checkStage("Reflow", reflowEpochs, reflowSteps, reflowBatch, reflowRate);
        checkStage("Distillation", distillationEpochs, distillationSteps, distillationBatch, distillationRate);
    }

    private static void checkStage(String stage, int epochs, int steps, int batch, double rate)
        throws InvalidSettingsException {
        Limits.check("number of epochs of " + stage, epochs, 1, TrainingLimits.MILLION);
        Limits.check("number of steps per epoch of " + stage, steps, 1, TrainingLimits.MILLION);
        Limits.check("batch size of " + stage, batch, 1, 4096);
        Limits.checkPositive("learning rate of " + stage, rate, 1);
    }
}
