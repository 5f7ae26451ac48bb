// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import java.util.Optional;

import org.hazelab.imaging.GreyChannel;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.dialog.AtLeast;
import org.hazelab.knime.nodes.dialog.AtMost;
import org.hazelab.knime.nodes.dialog.DeviceChoices;
import org.hazelab.knime.nodes.shared.ChannelChoice;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.DeviceSettings;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.shared.NormalizationSource;
import org.hazelab.knime.nodes.shared.PrecisionChoice;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.MethodOption;
import org.hazelab.methods.MethodOptions;
import org.hazelab.methods.hazematching.HazeMatchingOptions;
import org.hazelab.methods.hazematching.NoiseMode;
import org.hazelab.operations.models.DehazeImages;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelEntries;
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

/** What the dialog of Dehaze asks. */
final class DehazeNodeParameters implements NodeParameters {

    @Section(title = "Sampling", description = "How clean images are drawn, each of which the hazy image may have "
        + "come from.")
    @Advanced
    interface SamplingSection {
    }

    @Section(title = "HazeFlow", description = "How models of HazeFlow dehaze photographs. The defaults are the "
        + "authors'.")
    @Advanced
    @Effect(predicate = ModelUses.Transmission.class, type = EffectType.SHOW)
    @After(SamplingSection.class)
    interface HazeFlowSection {
    }

    @Section(title = "Normalization", description = "The mean that is subtracted from each pixel, and the standard "
        + "deviation that the rest is divided by, before the network sees an image. Models that HazeLab has "
        + "trained contain both.")
    @Advanced
    @Effect(predicate = ModelUses.Normalization.class, type = EffectType.SHOW)
    @After(HazeFlowSection.class)
    interface NormalizationSection {

        @HorizontalLayout
        @Effect(predicate = ModelUses.Constants.class, type = EffectType.SHOW)
        interface Constants {
        }
    }

    @Section(title = "Tiles", description = "Large images go through the network in tiles that overlap, of which the "
        + "middle is kept.")
    @Advanced
    @After(NormalizationSection.class)
    interface TilesSection {
    }

    @Section(title = "Output")
    @Advanced
    @After(TilesSection.class)
    interface OutputSection {
    }

    @Section(title = "Computation")
    @Advanced
    @After(OutputSection.class)
    interface ComputationSection {
    }

    enum Noise {
        @Label(value = "Each tile its own",
            description = "This is how HazeMatching was published. Single samples can show "
                + "seams between tiles, their mean hardly does.")
        WINDOWS(NoiseMode.TILE),
        @Label(value = "One shared field", description = "Tiles that overlap begin with the same noise where they "
            + "do, which makes seams fainter.")
        SHARED_FIELD(NoiseMode.FRAME);

        private final NoiseMode mode;

        Noise(NoiseMode mode) {
            this.mode = mode;
        }
    }

    enum OutputUnits {
        @Label(value = "Gray levels", description = "The counts or intensities of the clean images that the model was "
            + "trained to make.")
        CLEAN,
        @Label(value = "Normalized", description = "What the network computes with: the mean of the clean training "
            + "images is subtracted, and the rest divided by their standard deviation.")
        NORMALIZED;

        DehazeImages.Units units() {
            return this == CLEAN ? DehazeImages.Units.CLEAN : DehazeImages.Units.NORMALIZED;
        }
    }

    enum ValueRangeOf {
        @Label(value = "Same as the hazy image", description = "Dehazed and hazy images can be compared, also by "
            + "metrics.")
        HAZY,
        @Label(value = "Own minimum and maximum",
            description = "Stretches the display to the values of each image, for "
                + "images that use a small part of their range and would look black.")
        DEHAZED
    }

    enum Channel {
        @Label(value = ChannelChoice.GREY_LABEL, description = ChannelChoice.GREY_TEXT)
        GREY_ONLY(Optional.of(GreyChannel.NONE)),
        @Label(value = "Channel by channel", description = "Each channel by itself, by the same model, for example "
            + "of multi-channel fluorescence. Dehazed image, standard deviation and samples have as many channels as "
            + "the hazy image. Each channel has noise of its own; the first has that of a gray image in the same row.")
        EACH(Optional.empty()),
        @Label(value = ChannelChoice.LUMINANCE_LABEL, description = ChannelChoice.LUMINANCE_TEXT)
        LUMINANCE(Optional.of(GreyChannel.LUMINANCE)),
        @Label(value = ChannelChoice.FIRST_LABEL, description = ChannelChoice.FIRST_TEXT)
        CHANNEL_1(Optional.of(GreyChannel.FIRST)),
        @Label(value = ChannelChoice.SECOND_LABEL, description = ChannelChoice.SECOND_TEXT)
        CHANNEL_2(Optional.of(GreyChannel.SECOND)),
        @Label(value = ChannelChoice.THIRD_LABEL, description = ChannelChoice.THIRD_TEXT)
        CHANNEL_3(Optional.of(GreyChannel.THIRD));

        private final Optional<GreyChannel> grey;

        Channel(Optional<GreyChannel> grey) {
            this.grey = grey;
        }
    }

    @Widget(title = "Image column", description = "The column of hazy images of any size. HazeMatching takes gray "
        + "images, in the units of the hazy images that the model was trained on; HazeFlow takes color and gray ones.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String imageColumn = "";

    @Widget(title = "Channel", description = "What is done with images of several channels, for models of gray images "
        + "(HazeMatching). Where all channels are equal, as in a gray image that was saved as RGB, they are one "
        + "gray channel, unless each channel is dehazed by itself.", advanced = true)
    @Migrate(loadDefaultIfAbsent = true)
    Channel channel = Channel.GREY_ONLY;

    @Widget(title = "Samples per image", description = "The number of clean images that are drawn for each hazy one. "
        + "Their mean is the dehazed image, their standard deviation shows where it is uncertain. 8 is a quick start; "
        + "the authors use 50. The time grows in proportion.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N10000.class)
    @Effect(predicate = ModelUses.NumberOfSamples.class, type = EffectType.SHOW)
    int samples = 8;

    @Layout(SamplingSection.class)
    @Widget(title = "Sampling preset", description = "How many evaluations of the network a sample takes.")
    @ValueSwitchWidget
    @ValueReference(Sampling.Reference.class)
    @Effect(predicate = ModelUses.TimePoints.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    Sampling sampling = Sampling.STANDARD;

    @Layout(SamplingSection.class)
    @Widget(title = "Time points (steps + 1)", description = "The number of points of time on the way from noise to "
        + "image, both ends included. 20 points are 19 steps, as in the authors' training.")
    @NumberInputWidget(minValidation = AtLeast.N2.class, maxValidation = AtMost.N10000.class)
    @Effect(predicate = ModelUses.StandardSampling.class, type = EffectType.SHOW)
    int timePoints = 20;

    @Layout(SamplingSection.class)
    @Widget(title = "Solver", description = "How the way from noise to image is followed from one point of time to the "
        + "next.")
    @RadioButtonsWidget
    @Effect(predicate = ModelUses.StandardSampling.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    Sampling.Rule solver = Sampling.Rule.EULER;

    @Layout(SamplingSection.class)
    @Widget(title = "Spacing of the time points", description = "Where the points of time lie between noise and image.")
    @RadioButtonsWidget
    @Effect(predicate = ModelUses.StandardSampling.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    Sampling.Spacing spacing = Sampling.Spacing.EVEN;

    @Layout(SamplingSection.class)
    @Widget(title = "Temperature (0 to 100)", description = "The factor of the noise that samples begin with. 1 draws "
        + "from what the model has learned, smaller values stay closer to its mean, and 0 gives one image without "
        + "randomness.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostHundred.class)
    @Effect(predicate = ModelUses.Temperature.class, type = EffectType.SHOW)
    double temperature = 1;

    @Layout(SamplingSection.class)
    @Widget(title = "Random seed",
        description = "The same seed gives the same samples on the same device, with any "
            + "number of threads. Each row has noise of its own, which depends on its position in the table.")
    long seed = 42;

    @Layout(OutputSection.class)
    @Widget(title = "Units of the values", description = "The units of dehazed images, standard deviations and "
        + "samples.")
    @ValueSwitchWidget
    @Effect(predicate = ModelUses.Normalization.class, type = EffectType.SHOW)
    OutputUnits units = OutputUnits.CLEAN;

    @Widget(title = "Display range", description = "The value range of dehazed images, which decides what is shown as "
        + "black and white and what 8-bit files contain. The values stay the same.")
    @RadioButtonsWidget
    ValueRangeOf valueRange = ValueRangeOf.HAZY;

    @Layout(OutputSection.class)
    @Widget(title = "Units of the calibration", description = "The units of the standard deviations that the "
        + "connected calibration was fitted to. The Calibration node fits to the output of this node.")
    @ValueSwitchWidget
    @Effect(predicate = ModelUses.CalibratedDeviation.class, type = EffectType.SHOW)
    OutputUnits calibrationUnits = OutputUnits.CLEAN;

    @Widget(title = "Output every sample (second port)", description = "Fills the second output table with a row for "
        + "each sample of each image.")
    @Effect(predicate = ModelUses.Samples.class, type = EffectType.SHOW)
    boolean putOutSamples;

    @TextMessage(ModelUses.ConstantsMessage.class)
    Void constantsMessage;

    @Layout(OutputSection.class)
    @Widget(title = "Image cell type", description = "The type of the cells that contain the resulting images.")
    ImageCells.Kind imageCells = ImageCells.Kind.FLOAT;

    @Layout(NormalizationSection.class)
    @Widget(title = NormalizationSource.TITLE, description = "The source of the mean and standard deviation that "
        + "images are normalized with.")
    @ValueReference(NormalizationSource.Reference.class)
    NormalizationSource normalization = NormalizationSource.FROM_MODEL;

    @Layout(NormalizationSection.Constants.class)
    @Widget(title = "Mean", description = NormalizationSource.MEAN)
    @TextInputWidget(placeholder = "493.8 1325.2", patternValidation = NormalizationSource.Numbers.class)
    String normalizationMean = "";

    @Layout(NormalizationSection.Constants.class)
    @Widget(title = "Standard deviation", description = NormalizationSource.STD)
    @TextInputWidget(placeholder = "312.0 156.0", patternValidation = NormalizationSource.Numbers.class)
    String normalizationStd = "";

    @Layout(TilesSection.class)
    @Widget(title = "Tile size (px, 0 = as trained)", description = "The number of rows and columns of a tile, in "
        + "pixels. 0 takes the size of the crops that the model was trained on, on which its results depend, or with "
        + "HazeFlow a size by the network.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N4096.class)
    int tile;

    @Layout(TilesSection.class)
    @Widget(title = "Fraction of a tile that is kept",
        description = "The fraction of a tile's rows and columns that is "
            + "kept in its middle. The authors keep half (0.5); more is faster and shows more seams, and 1 keeps all.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Limits.AtMostOne.class)
    double keptPart = 0.5;

    @Layout(TilesSection.class)
    @Widget(title = "Tiles per batch (0 = automatic)",
        description = "The number of tiles that are computed together. 0 "
            + "chooses by device and memory. On the CPU each thread computes a batch of its own. Where memory is "
            + "short, fewer threads are used, then the batch is halved until it fits.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N4096.class)
    int tileBatch;

    @Layout(TilesSection.class)
    @Widget(title = "Starting noise", description = "The noise that the tiles of a sample begin with.")
    @RadioButtonsWidget
    @Effect(predicate = ModelUses.Noise.class, type = EffectType.SHOW)
    Noise noise = Noise.WINDOWS;

    @Layout(TilesSection.class)
    @Widget(title = "Gray level of background tiles (0 = skip none)",
        description = "Tiles whose pixels in the hazy image "
            + "are all below this gray level, their margins included, are background and skipped. Only the darkest of "
            + "them is dehazed, and the others get its pixels, in every sample, so that mean and standard deviation "
            + "are those of background. The node says how many tiles it has skipped.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostBillion.class)
    @Effect(predicate = ModelUses.Background.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    double background;

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

    @Migrate(loadDefaultIfAbsent = true)
    HazeFlowParameters hazeFlow = new HazeFlowParameters();

    /** Called by KNIME. */
    DehazeNodeParameters() {
    }

    /** Called by KNIME, with the first image column chosen. */
    DehazeNodeParameters(NodeParametersInput input) {
        imageColumn = ImageColumns.first(input);
    }

    DehazeImages.Config config(Optional<DehazeImages.Calibration> calibration) throws InvalidSettingsException {
        DehazeOptions options = new DehazeOptions(tile, keptPart, tileBatch, seed, false, ModelEntries.EMPTY,
            channel.grey, precision.precision(), own());
        return new DehazeImages.Config(options, units.units(),
            valueRange == ValueRangeOf.HAZY ? DehazeImages.Shown.AS_HAZY : DehazeImages.Shown.OWN_EXTREMES,
            normalization.choice(normalizationMean, normalizationStd), calibration);
    }

    /** The options of methods that the dialog asks for, of which a model's method takes those that it declares. */
    private MethodOptions own() {
        MethodOptions options = MethodOptions.NONE.with(HazeMatchingOptions.SAMPLES, samples)
            .with(HazeMatchingOptions.TEMPERATURE, temperature).with(HazeMatchingOptions.NOISE, noise.mode)
            .with(HazeMatchingOptions.BACKGROUND, background);
        return hazeFlow.addTo(sampling.in(options, timePoints, solver, spacing));
    }

    RuntimeSettings runtime() throws HazeLabException {
        return DeviceSettings.runtime(device, threads);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        check("number of samples per image", HazeMatchingOptions.SAMPLES, samples);
        check("number of time points", HazeMatchingOptions.TIME_POINTS, timePoints);
        check("temperature", HazeMatchingOptions.TEMPERATURE, temperature);
        check("gray level of background tiles", HazeMatchingOptions.BACKGROUND, background);
        Limits.check("tile size", tile, 0, 4096);
        Limits.checkPositive("fraction of a tile that is kept", keptPart, 1);
        Limits.check("number of tiles per batch", tileBatch, 0, 4096);
        Limits.check("number of CPU threads", threads, 0, 1024);
        normalization.choice(normalizationMean, normalizationStd);
        hazeFlow.validate();
    }

    private static void check(String what, MethodOption<?> option, double value) throws InvalidSettingsException {
        Limits.check(what, value, option.min(), option.max());
    }
}
