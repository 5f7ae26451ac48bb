// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazematching;

import java.util.List;

import org.hazelab.knime.nodes.shared.ChannelChoice;
import org.hazelab.knime.nodes.shared.DeviceSettings;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.training.IfCheckpoint;
import org.hazelab.knime.nodes.training.KeptWeights;
import org.hazelab.knime.nodes.training.Misfits;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
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
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What the dialog of Train HazeMatching asks. */
final class TrainHazeMatchingNodeParameters implements NodeParameters {

    @Section(title = "Images")
    interface ImagesSection {
    }

    @Section(title = "Training")
    @After(ImagesSection.class)
    interface TrainingSection {
    }

    @Section(title = "Normalisation", description = "How grey levels become the numbers that the network sees: "
        + "(x - mean) / standard deviation. The model keeps the constants.")
    @After(TrainingSection.class)
    interface NormalizationSection {
    }

    @Section(title = "Beyond the authors", description = "What the authors do not do, and what may help.")
    @After(NormalizationSection.class)
    interface BeyondSection {
    }

    @Section(title = "Checkpoint")
    @After(BeyondSection.class)
    interface CheckpointSection {
    }

    @Section(title = "Computing")
    @After(CheckpointSection.class)
    interface ComputingSection {
    }

    enum Preset {
        @Label(value = "Small, for a processor", description = SmallPreset.WORDS)
        SMALL,
        @Label(value = "Authors", description = "The authors' settings: the network for images of 128 pixels (3.7 "
            + "million "
            + "weights), crops of 128 x 128, batches of 16, 200 epochs, learning rate 1e-4, 20 time points. An epoch "
            + "has as "
            + "many crops as fit side by side into the images. Needs a GPU.")
        AUTHORS,
        @Label(value = "Authors, neurons", description = "As Authors, with the network for images of 64 pixels and "
            + "crops of "
            + "64 x 64, as they train on neurons.")
        AUTHORS_NEURON,
        @Label(value = "Custom", description = "Every setting can be changed.")
        CUSTOM
    }

    enum NetworkSize {
        @Label(value = "28", description = "3 levels, attention at full resolution. Crops in multiples of 4.")
        SIZE_28(28),
        @Label(value = "32", description = "4 levels, attention at half the resolution. Crops in multiples of 8.")
        SIZE_32(32),
        @Label(value = "64", description = "4 levels, attention at a quarter of the resolution; the authors' for "
            + "neurons. "
            + "Crops in multiples of 8, too.")
        SIZE_64(64),
        @Label(value = "128", description = "5 levels, attention at an eighth of the resolution; the authors' for all "
            + "other "
            + "data. Crops in multiples of 16.")
        SIZE_128(128),
        @Label(value = "256", description = "6 levels, attention at a sixteenth of the resolution. Crops in multiples "
            + "of 32.")
        SIZE_256(256);

        final int size;

        NetworkSize(int size) {
            this.size = size;
        }
    }

    enum NormalizationFrom {
        @Label(value = "The training images", description = "Mean and standard deviation of all pixels of the clean "
            + "and of "
            + "the hazy training images; those of the input model, if one is connected.")
        IMAGES,
        @Label(value = "Zebrafish, channel 0", description = "The authors' constants of this channel.")
        ZEBRAFISH_CH0,
        @Label(value = "Zebrafish, channel 1", description = "The authors' constants of the second channel.")
        ZEBRAFISH_CH1,
        @Label(value = "Zebrafish, channel 2", description = "The authors' constants of the third channel.")
        ZEBRAFISH_CH2,
        @Label(value = "Organoids 1", description = "The authors' constants of their first set of organoids.")
        ORGANOIDS1,
        @Label(value = "Organoids 2", description = "The authors' constants of their second set of organoids.")
        ORGANOIDS2,
        @Label(value = "Microtubule", description = "The authors' constants of this set.")
        MICROTUBULE,
        @Label(value = "Neuron", description = "The authors' constants of the set of neurons.")
        NEURON,
        @Label(value = "Custom", description = "Four numbers.")
        CUSTOM
    }

    interface PresetReference extends ParameterReference<Preset> {
    }

    interface NormalizationReference extends ParameterReference<NormalizationFrom> {
    }

    static final class IsCustom implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(PresetReference.class).isOneOf(Preset.CUSTOM);
        }
    }

    static final class IsCustomNormalization implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(NormalizationReference.class).isOneOf(NormalizationFrom.CUSTOM);
        }
    }

    private static final double LARGEST_LEVEL = 1e9;
    private static final int LARGEST_PATCH = 1024;
    private static final int MOST = 1_000_000;

    @Layout(ImagesSection.class)
    @Widget(title = "Hazy column", description = "The hazy images, such as widefield ones. The table at the input "
        + "<i>Validation images</i> has a column of this name, too.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String hazyColumn = "";

    @Layout(ImagesSection.class)
    @Widget(title = "Clean column", description = "The clean images of the same places, such as confocal ones. The "
        + "table at "
        + "the input <i>Validation images</i> has a column of this name, too.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String cleanColumn = "";

    @Layout(ImagesSection.class)
    @Widget(title = "Channel", description = ChannelChoice.TEXT)
    @Migrate(loadDefaultIfAbsent = true)
    ChannelChoice channel = ChannelChoice.GREY_ONLY;

    @Layout(ImagesSection.class)
    @Widget(title = "Rows that cannot be used", description = "What happens to a row with a missing image, images of "
        + "different "
        + "sizes, channels that differ, more than one slice, pixels that are no numbers, or images smaller than a "
        + "crop.")
    @ValueSwitchWidget
    Misfits misfits = Misfits.LEAVE_OUT;

    @Layout(ImagesSection.class)
    @Widget(title = "Share for validation", description = "The share of the pairs, 0 to 0.9, that is not trained on "
        + "but used "
        + "to measure the loss after every epoch. It is drawn by the seed, at least one pair if above 0. Has no "
        + "effect if "
        + "the input <i>Validation images</i> is connected.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double validationShare = 0.1;

    @Layout(TrainingSection.class)
    @Widget(title = "Settings", description = "How large the network is and how long it is trained.")
    @ValueReference(PresetReference.class)
    Preset preset = Preset.SMALL;

    @Layout(TrainingSection.class)
    @Widget(title = "Network for images of", description = "The nominal image size of the network, which decides on "
        + "its depth "
        + "and on where it has attention. It works on other sizes as well. Has no effect if a model is connected, "
        + "whose "
        + "network is trained further.")
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    NetworkSize network = NetworkSize.SIZE_64;

    @Layout(TrainingSection.class)
    @Widget(title = "Crop size", description = "Rows and columns of the crops. They are drawn from the images at "
        + "random, again in "
        + "every epoch.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    int patch = 64;

    @Layout(TrainingSection.class)
    @Widget(title = "Crops of each image", description = "How many crops of each image an epoch has. 0 takes as many "
        + "as fit side "
        + "by side into all images.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    int crops;

    @Layout(TrainingSection.class)
    @Widget(title = "Batch size", description = "How many crops a step is computed from. A rest of the epoch that "
        + "fills no batch "
        + "is left out.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    int batch = 16;

    @Layout(TrainingSection.class)
    @Widget(title = "Epochs", description = "How many epochs are trained, those before a checkpoint included.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    int epochs = 200;

    @Layout(TrainingSection.class)
    @Widget(title = "Learning rate", description = "The length of Adam's steps, above 0, at most 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double learningRate = 1e-4;

    @Layout(TrainingSection.class)
    @Widget(title = "Time points", description = "How many points of time from noise (0) to clean image (1) are "
        + "trained; "
        + "dehazing takes as many, so one step less.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    int timePoints = 20;

    @Layout(TrainingSection.class)
    @Widget(title = "Seed", description = "Start of all random numbers: first weights, crops, noise, times, and the "
        + "pairs for "
        + "validation. The same seed gives the same model on the same device with the same number of threads.")
    long seed = 42;

    @Layout(TrainingSection.class)
    @Widget(title = "Weights of the model", description = "Which weights the model gets.", advanced = true)
    @ValueSwitchWidget
    KeptWeights keep = KeptWeights.BEST;

    @Layout(NormalizationSection.class)
    @Widget(title = "Constants of", description = "Where mean and standard deviation come from.")
    @ValueReference(NormalizationReference.class)
    NormalizationFrom normalization = NormalizationFrom.IMAGES;

    @Layout(NormalizationSection.class)
    @Widget(title = "Clean mean", description = "Of the clean images, in their grey levels.")
    @Effect(predicate = IsCustomNormalization.class, type = EffectType.SHOW)
    double cleanMean;

    @Layout(NormalizationSection.class)
    @Widget(title = "Clean deviation", description = "The standard deviation of the clean images, above 0.")
    @Effect(predicate = IsCustomNormalization.class, type = EffectType.SHOW)
    double cleanDeviation = 1;

    @Layout(NormalizationSection.class)
    @Widget(title = "Hazy mean", description = "Of the hazy images, in their own grey levels.")
    @Effect(predicate = IsCustomNormalization.class, type = EffectType.SHOW)
    double hazyMean;

    @Layout(NormalizationSection.class)
    @Widget(title = "Hazy deviation", description = "The standard deviation of the hazy images, above 0.")
    @Effect(predicate = IsCustomNormalization.class, type = EffectType.SHOW)
    double hazyDeviation = 1;

    @Layout(BeyondSection.class)
    @Widget(title = "Turn and mirror crops", description = "Each crop is turned by a multiple of 90 degrees and "
        + "mirrored at "
        + "random. Not for images in which up and down or left and right differ.")
    boolean flips;

    @Layout(BeyondSection.class)
    @Widget(title = "Let the learning rate fall", description = "It falls in a straight line, from its value at the "
        + "first step "
        + "to 0 after the last one, which lets short trainings end well. The number of epochs can then not be raised "
        + "later. "
        + "<i>Small, for a processor</i> does so in any case.")
    boolean decay;

    @Layout(BeyondSection.class)
    @Widget(title = "Same noise in every validation", description = "Validation draws the same noise and times after "
        + "every "
        + "epoch, so that its losses can be compared. The authors draw other ones.", advanced = true)
    boolean fixedValidation;

    @Layout(BeyondSection.class)
    @Widget(title = "Any time from 0 to 1", description = "Times are drawn evenly from 0 to 1, as in the theory, "
        + "instead of from "
        + "the time points.", advanced = true)
    boolean anyTime;

    @Layout(CheckpointSection.class)
    @Widget(title = "Checkpoint file", description = IfCheckpoint.FILE)
    String checkpoint = "";

    @Layout(CheckpointSection.class)
    @Widget(title = "If there is a checkpoint", description = "What happens if the file is there when the node is "
        + "executed.")
    @ValueSwitchWidget
    IfCheckpoint ifCheckpoint = IfCheckpoint.RESUME;

    @Layout(ComputingSection.class)
    @Widget(title = "Device", description = DeviceSettings.DEVICE, advanced = true)
    String device = "auto";

    @Layout(ComputingSection.class)
    @Widget(title = "Threads", description = DeviceSettings.THREADS, advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int threads;

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
        Limits.check("share for validation", validationShare, 0, 0.9);
        Limits.check("crop size", patch, 1, LARGEST_PATCH);
        Limits.check("number of crops of each image", crops, 0, MOST);
        Limits.check("batch size", batch, 1, 4096);
        Limits.check("number of epochs", epochs, 1, MOST);
        Limits.checkPositive("learning rate", learningRate, 1);
        Limits.check("number of time points", timePoints, 2, 10_000);
        Limits.check("clean mean", cleanMean, -LARGEST_LEVEL, LARGEST_LEVEL);
        Limits.checkPositive("clean deviation", cleanDeviation, LARGEST_LEVEL);
        Limits.check("hazy mean", hazyMean, -LARGEST_LEVEL, LARGEST_LEVEL);
        Limits.checkPositive("hazy deviation", hazyDeviation, LARGEST_LEVEL);
        Limits.check("number of threads", threads, 0, 1024);
    }
}
