// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import java.util.Optional;

import org.hazelab.imaging.GreyChannel;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.shared.ChannelChoice;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.DeviceSettings;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.shared.NormalizationSource;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.MethodOption;
import org.hazelab.methods.MethodOptions;
import org.hazelab.methods.hazematching.HazeMatchingOptions;
import org.hazelab.methods.hazematching.NoiseMode;
import org.hazelab.operations.models.DehazeImages;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelEntries;
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
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What the dialog of Dehaze asks. */
final class DehazeNodeParameters implements NodeParameters {

    @Section(title = "Images")
    interface ImagesSection {
    }

    @Section(title = "Samples", description = "How clean images are drawn, each of which the hazy image may have "
        + "come from.")
    @After(ImagesSection.class)
    interface SamplesSection {
    }

    @Section(title = "Output")
    @After(SamplesSection.class)
    interface OutputSection {
    }

    @Section(title = "Normalisation", description = "The mean that is subtracted from each pixel, and the standard "
        + "deviation that the rest is divided by, before the network sees an image. Models that HazeLab has "
        + "trained contain both.")
    @After(OutputSection.class)
    interface NormalizationSection {
    }

    @Section(title = "Tiles", description = "Large images go through the network in tiles that overlap, of which the "
        + "middle is kept.")
    @After(NormalizationSection.class)
    interface TilesSection {
    }

    @Section(title = "Computing")
    @After(TilesSection.class)
    interface ComputingSection {
    }

    enum Noise {
        @Label(value = "Each tile its own", description = "As HazeMatching's authors do it: single samples can show "
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
        @Label(value = "Of the clean images", description = "The counts or intensities of the images that the model "
            + "was trained to make.")
        CLEAN,
        @Label(value = "Normalised", description = "What the network computes with: the mean of the clean training "
            + "images is subtracted, and the rest divided by their standard deviation.")
        NORMALIZED;

        DehazeImages.Units units() {
            return this == CLEAN ? DehazeImages.Units.CLEAN : DehazeImages.Units.NORMALIZED;
        }
    }

    enum ValueRangeOf {
        @Label(value = "As the hazy image", description = "Dehazed and hazy images can be compared, also by metrics.")
        HAZY,
        @Label(value = "Its smallest and largest value", description = "For images that use a small part of their "
            + "range, and would look black.")
        DEHAZED
    }

    enum Channel {
        @Label(value = ChannelChoice.GREY_LABEL, description = ChannelChoice.GREY_TEXT)
        GREY_ONLY(Optional.of(GreyChannel.NONE)),
        @Label(value = "Channel by channel", description = "Each channel by itself, by the same model, for example "
            + "of multi-channel fluorescence. Dehazed image, standard deviation and samples have as many channels as "
            + "the hazy image. Each channel has noise of its own; the first has that of a grey image in the same row.")
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

    @Layout(ImagesSection.class)
    @Widget(title = "Image column", description = "The hazy images: for HazeMatching grey, of any size, in the units "
        + "of the hazy images that the model was trained on.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String imageColumn = "";

    @Layout(ImagesSection.class)
    @Widget(title = "Channel", description = "For models of grey images (HazeMatching): what is done with images of "
        + "several channels. Where all of them are equal, as in a grey image that was saved as RGB, they are one "
        + "grey channel, unless each channel is dehazed by itself.")
    @Migrate(loadDefaultIfAbsent = true)
    Channel channel = Channel.GREY_ONLY;

    @Layout(SamplesSection.class)
    @Widget(title = "Samples", description = "How many clean images are drawn for each hazy one. Their mean is the "
        + "dehazed image, their standard deviation shows where it is uncertain. More samples take proportionally "
        + "longer: the authors draw 50, the mean changes little beyond 20, and 8 are a start on a processor.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = ModelUses.NumberOfSamples.class, type = EffectType.SHOW)
    int samples = 8;

    @Layout(SamplesSection.class)
    @Widget(title = "Time points", description = "Points of time on the way from noise to image, both ends included: "
        + "20 points are 19 evaluations of the network, as in the authors' training.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = ModelUses.TimePoints.class, type = EffectType.SHOW)
    int timePoints = 20;

    @Layout(SamplesSection.class)
    @Widget(title = "Temperature", description = "Factor of the noise that samples begin with. 1 draws from what the "
        + "model has learnt, smaller values keep nearer to its middle, and 0 gives one image without chance.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = ModelUses.Temperature.class, type = EffectType.SHOW)
    double temperature = 1;

    @Layout(SamplesSection.class)
    @Widget(title = "Seed", description = "The same seed gives the same samples on the same device with the same "
        + "number of threads. Each row has noise of its own, which depends on its position in the table.")
    long seed = 42;

    @Layout(OutputSection.class)
    @Widget(title = "Units", description = "The units of dehazed images, standard deviations and samples.")
    @ValueSwitchWidget
    OutputUnits units = OutputUnits.CLEAN;

    @Layout(OutputSection.class)
    @Widget(title = "Black and white", description = "The value range of dehazed images, which decides what is shown "
        + "as black and white and what 8-bit files hold. The values stay the same.")
    ValueRangeOf valueRange = ValueRangeOf.HAZY;

    @Layout(OutputSection.class)
    @Widget(title = "Units of the calibration", description = "If a calibration is connected: the units of the "
        + "standard deviations that it was fitted to. The Calibration node fits to what this node puts out.",
        advanced = true)
    @ValueSwitchWidget
    @Effect(predicate = ModelUses.Deviation.class, type = EffectType.SHOW)
    OutputUnits calibrationUnits = OutputUnits.CLEAN;

    @Layout(OutputSection.class)
    @Widget(title = "Put out samples", description = "Fills the second output table, a row for each sample of each "
        + "image.")
    @Effect(predicate = ModelUses.Samples.class, type = EffectType.SHOW)
    boolean putOutSamples;

    @Layout(OutputSection.class)
    @Widget(title = "Image cells", description = "The kind of cell that images are put into.")
    ImageCells.Kind imageCells = ImageCells.Kind.FLOAT;

    @Layout(NormalizationSection.class)
    @Widget(title = "Normalisation", description = "Where mean and standard deviation come from.")
    @ValueReference(NormalizationSource.Reference.class)
    NormalizationSource normalization = NormalizationSource.FROM_MODEL;

    @Layout(NormalizationSection.class)
    @Widget(title = "Mean", description = NormalizationSource.MEAN)
    @Effect(predicate = NormalizationSource.AsksForNumbers.class, type = EffectType.SHOW)
    String normalizationMean = "";

    @Layout(NormalizationSection.class)
    @Widget(title = "Standard deviation", description = NormalizationSource.STD)
    @Effect(predicate = NormalizationSource.AsksForNumbers.class, type = EffectType.SHOW)
    String normalizationStd = "";

    @Layout(TilesSection.class)
    @Widget(title = "Tile", description = "Rows and columns of a tile, in pixels. 0 takes the size of the crops that "
        + "the model was trained on, on which its results depend.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int tile;

    @Layout(TilesSection.class)
    @Widget(title = "Kept part", description = "The share of a tile's rows and columns that is kept in its middle. "
        + "The authors keep half (0.5); more is faster and shows more seams, 1 keeps all.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Limits.AtMostOne.class)
    double keptPart = 0.5;

    @Layout(TilesSection.class)
    @Widget(title = "Tile batch", description = "How many tiles are computed at once. 0 chooses by device and "
        + "memory. Where memory is short it is halved until it fits.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int tileBatch;

    @Layout(TilesSection.class)
    @Widget(title = "Noise", description = "What the tiles of a sample begin with.", advanced = true)
    @ValueSwitchWidget
    @Effect(predicate = ModelUses.Noise.class, type = EffectType.SHOW)
    Noise noise = Noise.WINDOWS;

    @Layout(ComputingSection.class)
    @Widget(title = "Device", description = DeviceSettings.DEVICE, advanced = true)
    String device = "auto";

    @Layout(ComputingSection.class)
    @Widget(title = "Threads", description = DeviceSettings.THREADS, advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int threads;

    /** Called by KNIME. */
    DehazeNodeParameters() {
    }

    /** Called by KNIME, with the first image column chosen. */
    DehazeNodeParameters(NodeParametersInput input) {
        imageColumn = ImageColumns.first(input);
    }

    DehazeImages.Config config(Optional<DehazeImages.Calibration> calibration) throws InvalidSettingsException {
        DehazeOptions options = new DehazeOptions(tile, keptPart, tileBatch, seed, false, ModelEntries.EMPTY,
            channel.grey, own());
        return new DehazeImages.Config(options, units.units(),
            valueRange == ValueRangeOf.HAZY ? DehazeImages.Shown.AS_HAZY : DehazeImages.Shown.OWN_EXTREMES,
            normalization.choice(normalizationMean, normalizationStd), calibration);
    }

    /** The options of methods that the dialog asks for, of which a model's method takes those that it declares. */
    private MethodOptions own() {
        return MethodOptions.NONE.with(HazeMatchingOptions.SAMPLES, samples)
            .with(HazeMatchingOptions.TIME_POINTS, timePoints).with(HazeMatchingOptions.TEMPERATURE, temperature)
            .with(HazeMatchingOptions.NOISE, noise.mode);
    }

    RuntimeSettings runtime() throws HazeLabException {
        return DeviceSettings.runtime(device, threads);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        check(HazeMatchingOptions.SAMPLES, samples);
        check(HazeMatchingOptions.TIME_POINTS, timePoints);
        check(HazeMatchingOptions.TEMPERATURE, temperature);
        Limits.check("tile", tile, 0, 4096);
        Limits.checkPositive("kept part", keptPart, 1);
        Limits.check("tile batch", tileBatch, 0, 4096);
        Limits.check("number of threads", threads, 0, 1024);
    }

    private static void check(MethodOption<?> option, double value) throws InvalidSettingsException {
        Limits.check(option.title(), value, option.min(), option.max());
    }
}
