// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazematching;

import java.util.List;

import org.hazelab.knime.nodes.dialog.AtLeast;
import org.hazelab.knime.nodes.dialog.AtMost;
import org.hazelab.knime.nodes.dialog.DeviceChoices;
import org.hazelab.knime.nodes.dialog.Inputs;
import org.hazelab.knime.nodes.shared.ChannelChoice;
import org.hazelab.knime.nodes.shared.DeviceSettings;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.shared.PrecisionChoice;
import org.hazelab.knime.nodes.training.CheckpointMessage;
import org.hazelab.knime.nodes.training.IfCheckpoint;
import org.hazelab.knime.nodes.training.KeptWeights;
import org.hazelab.knime.nodes.training.Misfits;
import org.hazelab.knime.nodes.training.TrainingLimits;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.HorizontalLayout;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** What the dialog of Train HazeMatching asks. */
final class TrainHazeMatchingNodeParameters implements NodeParameters {

    @Section(title = "Custom training")
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    interface CustomSection {

        @HorizontalLayout
        interface Crops {
        }

        @HorizontalLayout
        @After(Crops.class)
        interface Epochs {
        }

        @HorizontalLayout
        @After(Epochs.class)
        interface Rates {
        }
    }

    @Section(title = "Data")
    @Advanced
    @After(CustomSection.class)
    interface DataSection {
    }

    @Section(title = "Normalization", description = "How gray levels become the numbers that the network sees: "
        + "(x - mean) / standard deviation. The model keeps the constants.")
    @Advanced
    @After(DataSection.class)
    interface NormalizationSection {

        @HorizontalLayout
        @Effect(predicate = IsCustomNormalization.class, type = EffectType.SHOW)
        interface Clean {
        }

        @HorizontalLayout
        @Effect(predicate = IsCustomNormalization.class, type = EffectType.SHOW)
        @After(Clean.class)
        interface Hazy {
        }
    }

    @Section(title = "Extras not in the paper", description = "What the authors do not do, and what may help.")
    @Advanced
    @After(NormalizationSection.class)
    interface ExtrasSection {
    }

    @Section(title = "Checkpoint and model")
    @Advanced
    @After(ExtrasSection.class)
    interface CheckpointSection {

        /** Below the checkpoint. */
        interface Model {
        }
    }

    @Section(title = "Computation")
    @Advanced
    @After(CheckpointSection.class)
    interface ComputationSection {
    }

    enum Preset {
        @Label(value = "Quick (CPU, minutes)", description = SmallPreset.WORDS)
        SMALL,
        @Label(value = "As published (GPU)", description = "The authors' settings: the network for images of 128 "
            + "pixels (3.7 million weights), crops of 128 x 128, batches of 16, 200 epochs, learning rate 1e-4, 20 "
            + "time points. An epoch has as many crops as fit side by side into the images. Needs a GPU.")
        AUTHORS,
        @Label(value = "As published for neurons (GPU)", description = "As published, but with the network for images "
            + "of 64 pixels and crops of 64 x 64, as the authors train on neurons.")
        AUTHORS_NEURON,
        @Label(value = "Custom", description = "Every setting can be changed.")
        CUSTOM
    }

    enum NetworkSize {
        @Label(value = "28", description = "3 levels, attention at full resolution. Crops in multiples of 4.")
        SIZE_28(28),
        @Label(value = "32", description = "4 levels, attention at half the resolution. Crops in multiples of 8.")
        SIZE_32(32),
        @Label(value = "64",
            description = "4 levels, attention at a quarter of the resolution; the authors' for neurons. Crops "
                + "in multiples of 8, too.")
        SIZE_64(64),
        @Label(value = "128",
            description = "5 levels, attention at an eighth of the resolution; the authors' for all other data. "
                + "Crops in multiples of 16.")
        SIZE_128(128),
        @Label(value = "256",
            description = "6 levels, attention at a sixteenth of the resolution. Crops in multiples of 32.")
        SIZE_256(256);

        final int size;

        NetworkSize(int size) {
            this.size = size;
        }
    }

    interface NormalizationReference extends ParameterReference<NormalizationFrom> {
    }

    static final class IsCustom implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(StepsMessage.PresetReference.class).isOneOf(Preset.CUSTOM);
        }
    }

    static final class IsCustomNormalization implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(NormalizationReference.class).isOneOf(NormalizationFrom.CUSTOM);
        }
    }

    @Widget(title = "Hazy images", description = "The column of the hazy images, such as widefield ones. The table at "
        + "the input <i>Validation images</i> has a column of this name, too.")
    @ChoicesProvider(ImageColumns.Choices.class)
    @ValueReference(StepsMessage.ColumnReference.class)
    String hazyColumn = "";

    @Widget(title = "Clean images", description = "The column of the clean images of the same places, such as confocal "
        + "ones. The table at the input <i>Validation images</i> has a column of this name, too.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String cleanColumn = "";

    @Layout(DataSection.class)
    @Widget(title = "Channel", description = ChannelChoice.TEXT)
    @Migrate(loadDefaultIfAbsent = true)
    ChannelChoice channel = ChannelChoice.GREY_ONLY;

    @Layout(DataSection.class)
    @Widget(title = "If a row cannot be used", description = "What happens to a row with a missing image, images of "
        + "different sizes, channels that differ, more than one slice, pixels that are no numbers, or images smaller "
        + "than a crop.")
    @ValueSwitchWidget
    Misfits misfits = Misfits.LEAVE_OUT;

    @Layout(DataSection.class)
    @Widget(title = "Fraction for validation (0 to 0.9)", description = "The fraction of the pairs that is not trained "
        + "on but used to measure the loss after every epoch. It is drawn by the random seed, at least one pair if "
        + "above 0. The input <i>Validation images</i> takes its place if it is connected.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N0_9.class)
    @ValueReference(StepsMessage.FractionReference.class)
    @Effect(predicate = Inputs.SecondTable.class, type = EffectType.HIDE)
    double validationShare = 0.1;

    @Widget(title = "Training", description = "How large the network is and how long it is trained.")
    @RadioButtonsWidget
    @ValueReference(StepsMessage.PresetReference.class)
    Preset preset = Preset.SMALL;

    @TextMessage(StepsMessage.class)
    Void stepsMessage;

    @Layout(CustomSection.class)
    @Widget(title = "Network for images of (px)", description = "The nominal image size of the network, which decides "
        + "on its depth and on where it has attention. It works on other sizes as well. A model at the input <i>Start "
        + "model</i> takes its place: its network is trained further.")
    @ValueSwitchWidget
    @Effect(predicate = Inputs.Model.class, type = EffectType.HIDE)
    @ValueReference(StepsMessage.NetworkReference.class)
    NetworkSize network = NetworkSize.SIZE_64;

    @Layout(CustomSection.Crops.class)
    @Widget(title = "Crop size (px)", description = "The number of rows and columns of the crops. They are drawn from "
        + "the images at random, again in every epoch.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N1024.class)
    @ValueReference(StepsMessage.PatchReference.class)
    int patch = 64;

    @Layout(CustomSection.Crops.class)
    @Widget(title = "Crops per image (0 = all)", description = "The number of crops of each image in an epoch. 0 takes "
        + "as many as fit side by side into all images.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = TrainingLimits.Million.class)
    @ValueReference(StepsMessage.CropsReference.class)
    int crops;

    @Layout(CustomSection.Epochs.class)
    @Widget(title = "Batch size", description = "The number of crops that a step is computed from. The last incomplete "
        + "batch of an epoch is dropped.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N4096.class)
    @ValueReference(StepsMessage.BatchReference.class)
    int batch = 16;

    @Layout(CustomSection.Epochs.class)
    @Widget(title = "Epochs", description = "The number of epochs, including those before the checkpoint.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = TrainingLimits.Million.class)
    @ValueReference(StepsMessage.EpochsReference.class)
    int epochs = 200;

    @Layout(CustomSection.Rates.class)
    @Widget(title = "Learning rate (up to 1)", description = "The length of Adam's steps, above 0.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Limits.AtMostOne.class)
    double learningRate = 1e-4;

    @Layout(CustomSection.Rates.class)
    @Widget(title = "Time points (steps + 1)", description = "The number of points of time from noise (0) to clean "
        + "image (1) that are trained. Dehazing takes as many, so one step less.")
    @NumberInputWidget(minValidation = AtLeast.N2.class, maxValidation = AtMost.N10000.class)
    int timePoints = 20;

    @Layout(ComputationSection.class)
    @Widget(title = "Random seed", description = "The start of all random numbers: first weights, crops, noise, times, "
        + "and the pairs for validation. The same seed gives the same model on the same device, with any number of "
        + "threads.")
    long seed = 42;

    @Layout(CheckpointSection.Model.class)
    @Widget(title = "Weights of the model", description = "The epoch whose weights the model gets.")
    @ValueSwitchWidget
    KeptWeights keep = KeptWeights.BEST;

    @Layout(NormalizationSection.class)
    @Widget(title = "Mean and standard deviation of", description = "The source of the mean and standard deviation "
        + "that images are normalized with.")
    @ValueReference(NormalizationReference.class)
    NormalizationFrom normalization = NormalizationFrom.IMAGES;

    @Layout(NormalizationSection.Clean.class)
    @Widget(title = "Clean mean", description = "The mean of the clean images, in their gray levels.")
    @NumberInputWidget(minValidation = TrainingLimits.LowestLevel.class,
        maxValidation = TrainingLimits.HighestLevel.class)
    double cleanMean;

    @Layout(NormalizationSection.Clean.class)
    @Widget(title = "Clean deviation", description = "The standard deviation of the clean images, above 0.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class,
        maxValidation = TrainingLimits.HighestLevel.class)
    double cleanDeviation = 1;

    @Layout(NormalizationSection.Hazy.class)
    @Widget(title = "Hazy mean", description = "The mean of the hazy images, in their own gray levels.")
    @NumberInputWidget(minValidation = TrainingLimits.LowestLevel.class,
        maxValidation = TrainingLimits.HighestLevel.class)
    double hazyMean;

    @Layout(NormalizationSection.Hazy.class)
    @Widget(title = "Hazy deviation", description = "The standard deviation of the hazy images, above 0.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class,
        maxValidation = TrainingLimits.HighestLevel.class)
    double hazyDeviation = 1;

    @Layout(ExtrasSection.class)
    @Widget(title = "Rotate and mirror crops", description = "Each crop is rotated by a multiple of 90 degrees and "
        + "mirrored at random. Not for images in which up and down or left and right differ.")
    boolean flips;

    @Layout(ExtrasSection.class)
    @Widget(title = "Decrease the learning rate to 0", description = "The learning rate falls in a straight line, from "
        + "its value at the first step to 0 after the last one, which lets short trainings end well. The number of "
        + "epochs can then not be raised later. <i>Quick</i> does so in any case.")
    boolean decay;

    @Layout(ExtrasSection.class)
    @Widget(title = "Same noise in every validation", description = "Validation draws the same noise and times after "
        + "every epoch, so that its losses can be compared. The authors draw other ones.")
    boolean fixedValidation;

    @Layout(ExtrasSection.class)
    @Widget(title = "Any time from 0 to 1", description = "Times are drawn evenly from 0 to 1, as in the theory, "
        + "instead of from the time points.")
    boolean anyTime;

    @Layout(CheckpointSection.class)
    @Widget(title = "Checkpoint file (empty: none)", description = IfCheckpoint.FILE)
    @TextInputWidget(placeholder = "knime://knime.workflow/data/checkpoint.safetensors")
    @ValueReference(CheckpointMessage.FileReference.class)
    String checkpoint = "";

    @TextMessage(CheckpointMessage.class)
    @Layout(CheckpointSection.class)
    @Effect(predicate = CheckpointMessage.HasFile.class, type = EffectType.SHOW)
    Void checkpointMessage;

    @Layout(CheckpointSection.class)
    @Widget(title = "If there is a checkpoint", description = "What happens if the file is there when the node is "
        + "executed.")
    @ValueSwitchWidget
    @ValueReference(CheckpointMessage.ChoiceReference.class)
    @Effect(predicate = CheckpointMessage.HasFile.class, type = EffectType.SHOW)
    IfCheckpoint ifCheckpoint = IfCheckpoint.RESUME;

    @Layout(ComputationSection.class)
    @Widget(title = DeviceSettings.DEVICE_TITLE, description = DeviceSettings.DEVICE)
    @ChoicesProvider(DeviceChoices.class)
    @ValueReference(DeviceChoices.Device.class)
    String device = "auto";

    @Layout(ComputationSection.class)
    @Widget(title = DeviceSettings.THREADS_TITLE, description = DeviceSettings.THREADS)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N1024.class)
    int threads;

    @Layout(ComputationSection.class)
    @Widget(title = PrecisionChoice.TITLE, description = PrecisionChoice.TEXT)
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    PrecisionChoice precision = PrecisionChoice.EXACT;

    TrainHazeMatchingNodeParameters() {
    }

    /** Columns with telling names are chosen, else the first two. */
    TrainHazeMatchingNodeParameters(NodeParametersInput input) {
        List<String> names = ImageColumns.ofFirst(input).stream().map(DataColumnSpec::getName).toList();
        if (names.contains("hazy") && names.contains("clean")) {
            hazyColumn = "hazy";
            cleanColumn = "clean";
        } else {
            hazyColumn = names.isEmpty() ? "" : names.get(0);
            cleanColumn = names.size() < 2 ? "" : names.get(1);
        }
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Limits.check("fraction for validation", validationShare, 0, 0.9);
        Limits.check("crop size", patch, 1, 1024);
        Limits.check("number of crops per image", crops, 0, TrainingLimits.MILLION);
        Limits.check("batch size", batch, 1, 4096);
        Limits.check("number of epochs", epochs, 1, TrainingLimits.MILLION);
        Limits.checkPositive("learning rate", learningRate, 1);
        Limits.check("number of time points", timePoints, 2, 10_000);
        Limits.check("clean mean", cleanMean, -TrainingLimits.LEVEL, TrainingLimits.LEVEL);
        Limits.checkPositive("clean deviation", cleanDeviation, TrainingLimits.LEVEL);
        Limits.check("hazy mean", hazyMean, -TrainingLimits.LEVEL, TrainingLimits.LEVEL);
        Limits.checkPositive("hazy deviation", hazyDeviation, TrainingLimits.LEVEL);
        Limits.check("number of CPU threads", threads, 0, 1024);
    }
}
