// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.transmission;

import java.util.List;

import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** What the dialog of DCP Transmission asks. */
final class DcpTransmissionNodeParameters implements NodeParameters {

    @Section(title = "Images")
    interface ImagesSection {
    }

    @Section(title = "Transmission", description = "How the haze is estimated.")
    @After(ImagesSection.class)
    interface TransmissionSection {
    }

    @Section(title = "Atmospheric light", description = "The colour of the haze itself.")
    @After(TransmissionSection.class)
    interface AirlightSection {
    }

    @Section(title = "Dehazing", description = "How much of the haze is taken away, and what is protected.")
    @After(AirlightSection.class)
    interface DehazingSection {
    }

    @Section(title = "Output")
    @After(DehazingSection.class)
    interface OutputSection {
    }

    enum Preset {
        @Label(value = "He 2011", description = "The original dark channel prior: 15 x 15 patch, 95 % of the haze, the "
            + "brightest of the 0.1 % haziest pixels as atmospheric light; refined by a guided filter (41 x 41 window, "
            + "eps 1e-3, as its authors show for haze) in place of the paper's soft matting.")
        HE_2011,
        @Label(value = "HazeFlow", description = "As the HazeFlow authors run it on real photographs: 15 x 15 patch, "
            + "the mean "
            + "of the 0.1 % haziest pixels as atmospheric light, guided filter with a 100 x 100 window and eps 1e-4.")
        HAZEFLOW,
        @Label(value = "HazeFlow, training", description = "As HazeFlow, with white atmospheric light: the map its "
            + "networks "
            + "are trained with.")
        HAZEFLOW_TRAINING,
        @Label(value = "DehazeSB", description = "As the DehazeSB authors run it: 5 x 5 patch, one of the 1 % haziest "
            + "pixels "
            + "as atmospheric light, guided filter with a 31 x 31 window and eps 1e-3.")
        DEHAZESB,
        @Label(value = "Custom", description = "Every parameter can be set.")
        CUSTOM
    }

    enum AirlightRule {
        @Label(value = "Brightest of the haziest pixels", description = "He 2011: of the haziest pixels the one with "
            + "the "
            + "highest intensity.")
        BRIGHTEST_OF_HAZIEST,
        @Label(value = "Mean of the haziest pixels", description = "HazeFlow: the mean of the haziest pixels, one of "
            + "them "
            + "left out as in the authors' code.")
        MEAN_OF_HAZIEST,
        @Label(value = "Haziest pixel with the strongest channel", description = "DehazeSB: of the haziest pixels the "
            + "one "
            + "whose strongest colour channel is highest.")
        MAX_CHANNEL_OF_HAZIEST,
        @Label(value = "White", description = "Red, green and blue at the top of the value range.")
        WHITE
    }

    enum Refinement {
        @Label(value = "Guided filter", description = "Follows the edges of the photograph.")
        GUIDED_FILTER,
        @Label(value = "None", description = "The raw map of patches.")
        NONE
    }

    enum Border {
        @Label(value = "Mirror", description = "The image goes on mirrored beyond its border (HazeFlow).")
        REFLECT_101,
        @Label(value = "Smaller window", description = "The window ends at the border (He 2011, DehazeSB).")
        SHRINK
    }

    enum Guide {
        @Label(value = "Luma", description = "0.299 red + 0.587 green + 0.114 blue.")
        LUMA,
        @Label(value = "Luma of 8 bit", description = "The same, from the image quantised to 8 bit (HazeFlow).")
        LUMA_8_BIT,
        @Label(value = "Luma, four digits", description = "0.2989 red + 0.5870 green + 0.1140 blue (DehazeSB, MATLAB).")
        LUMA_FOUR_DIGITS
    }

    enum AirlightSource {
        @Label(value = "Estimated from each image", description = "By the rule of the method chosen above.")
        ESTIMATED,
        @Label(value = "Fixed", description = "The same three values for all images, as for crops of one photograph "
            + "or the "
            + "frames of a series.")
        FIXED,
        @Label(value = "From columns", description = "From three columns of the input table, such as an earlier run "
            + "of this "
            + "node writes.")
        COLUMNS
    }

    interface PresetReference extends ParameterReference<Preset> {
    }

    interface RefinementReference extends ParameterReference<Refinement> {
    }

    interface AirlightSourceReference extends ParameterReference<AirlightSource> {
    }

    static final class IsCustom implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(PresetReference.class).isOneOf(Preset.CUSTOM);
        }
    }

    static final class IsCustomFilter implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(PresetReference.class).isOneOf(Preset.CUSTOM)
                .and(i.getEnum(RefinementReference.class).isOneOf(Refinement.GUIDED_FILTER));
        }
    }

    static final class IsFixed implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(AirlightSourceReference.class).isOneOf(AirlightSource.FIXED);
        }
    }

    static final class IsColumns implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(AirlightSourceReference.class).isOneOf(AirlightSource.COLUMNS);
        }
    }

    static final class NumberColumns extends CompatibleColumnsProvider {
        NumberColumns() {
            super(List.of(DoubleValue.class));
        }
    }

    @Layout(ImagesSection.class)
    @Widget(title = "Image column", description = "The hazy images: grey or colour, of any size, bit depth and range.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String imageColumn = "";

    @Layout(TransmissionSection.class)
    @Widget(title = "Method", description = "A published set of parameters, or your own.")
    @ValueReference(PresetReference.class)
    Preset preset = Preset.HE_2011;

    @Layout(TransmissionSection.class)
    @Widget(title = "Patch width", description = "Width of the square over which the dark channel is taken, in pixels. "
        + "Larger patches see less texture as haze, and blur the map at depth edges.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    int patchWidth = 15;

    @Layout(TransmissionSection.class)
    @Widget(title = "Share of haze (omega)", description = "How much of the haze is taken to be haze, from 0 to 1; "
        + "the rest "
        + "keeps distance visible.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double omega = 0.95;

    @Layout(TransmissionSection.class)
    @Widget(title = "Refinement", description = "How the map of patches is fitted to the photograph.")
    @ValueReference(RefinementReference.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    Refinement refinement = Refinement.GUIDED_FILTER;

    @Layout(TransmissionSection.class)
    @Widget(title = "Filter window width", description = "Width (not radius) of the guided filter's window, in pixels.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsCustomFilter.class, type = EffectType.SHOW)
    int filterWindow = 41;

    @Layout(TransmissionSection.class)
    @Widget(title = "Filter eps", description = "The guided filter's regularisation, for a guide in [0, 1]: smaller "
        + "values "
        + "follow fainter edges.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsCustomFilter.class, type = EffectType.SHOW)
    double filterEps = 1e-3;

    @Layout(TransmissionSection.class)
    @Widget(title = "Filter border", description = "What the guided filter sees beyond the border of the image.")
    @Effect(predicate = IsCustomFilter.class, type = EffectType.SHOW)
    Border filterBorder = Border.SHRINK;

    @Layout(TransmissionSection.class)
    @Widget(title = "Filter guide", description = "The grey image whose edges the map follows.")
    @Effect(predicate = IsCustomFilter.class, type = EffectType.SHOW)
    Guide filterGuide = Guide.LUMA;

    @Layout(TransmissionSection.class)
    @Widget(title = "Clip the map to 0 to 1", description = "The guided filter can leave the interval a little.")
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    boolean clipTransmission = true;

    @Layout(AirlightSection.class)
    @Widget(title = "Atmospheric light", description = "Where the colour of the haze comes from.")
    @ValueReference(AirlightSourceReference.class)
    AirlightSource airlight = AirlightSource.ESTIMATED;

    @Layout(AirlightSection.class)
    @Widget(title = "Rule", description = "How the atmospheric light is estimated.")
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    AirlightRule airlightRule = AirlightRule.BRIGHTEST_OF_HAZIEST;

    @Layout(AirlightSection.class)
    @Widget(title = "Share of haziest pixels", description = "How many of the pixels count as haziest, from 0 to 1. "
        + "0.001 is one in a thousand; at least one pixel is taken.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double haziestShare = 0.001;

    @Layout(AirlightSection.class)
    @Widget(title = "Ignore saturated pixels", description = "Leaves overexposed pixels (lamps, the sun, burnt-out "
        + "clouds) out "
        + "when the atmospheric light is estimated, so that they are not taken for haze. Works with every method; the "
        + "published methods do without it.")
    boolean ignoreSaturated;

    @Layout(AirlightSection.class)
    @Widget(title = "Red", description = "Red of the atmospheric light, 0 to 1 of the image's value range.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = IsFixed.class, type = EffectType.SHOW)
    double airlightRed = 1;

    @Layout(AirlightSection.class)
    @Widget(title = "Green", description = "Green of the atmospheric light, 0 to 1 of the image's value range.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = IsFixed.class, type = EffectType.SHOW)
    double airlightGreen = 1;

    @Layout(AirlightSection.class)
    @Widget(title = "Blue", description = "Blue of the atmospheric light, 0 to 1 of the image's value range.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = IsFixed.class, type = EffectType.SHOW)
    double airlightBlue = 1;

    @Layout(AirlightSection.class)
    @Widget(title = "Red column", description = "The column with the red of the atmospheric light, 0 to 1.")
    @ChoicesProvider(NumberColumns.class)
    @Effect(predicate = IsColumns.class, type = EffectType.SHOW)
    String airlightRedColumn = "airlight_r";

    @Layout(AirlightSection.class)
    @Widget(title = "Green column", description = "The column with the green of the atmospheric light, 0 to 1.")
    @ChoicesProvider(NumberColumns.class)
    @Effect(predicate = IsColumns.class, type = EffectType.SHOW)
    String airlightGreenColumn = "airlight_g";

    @Layout(AirlightSection.class)
    @Widget(title = "Blue column", description = "The column with the blue of the atmospheric light, 0 to 1.")
    @ChoicesProvider(NumberColumns.class)
    @Effect(predicate = IsColumns.class, type = EffectType.SHOW)
    String airlightBlueColumn = "airlight_b";

    @Layout(DehazingSection.class)
    @Widget(title = "Smallest transmission (t0)", description = "Where less than this comes through, as much haze is "
        + "left as "
        + "if it were this: it keeps the densest haze from turning into noise. He 2011 uses 0.1; 0.001 all but does "
        + "without.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Limits.AtMostOne.class)
    double minTransmission = 0.1;

    @Layout(DehazingSection.class)
    @Widget(title = "Strength", description = "1 takes the haze away as published, 0 changes nothing, values between "
        + "do part of "
        + "it; below 0 haze is added, as the slider of darktable does.")
    @NumberInputWidget(minValidation = Limits.AtLeastMinusOne.class, maxValidation = Limits.AtMostOne.class)
    double strength = 1;

    @Layout(DehazingSection.class)
    @Widget(title = "Distance limit", description = "1 dehazes to any distance; smaller values leave what lies "
        + "farther away "
        + "in its haze, as darktable's distance does.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double distanceLimit = 1;

    @Layout(DehazingSection.class)
    @Widget(title = "Colour", description = "1 dehazes colours as published, 0 only their brightness; values between "
        + "tame "
        + "colours that become too strong or blue.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double saturation = 1;

    @Layout(DehazingSection.class)
    @Widget(title = "Sky protection", description = "0 dehazes the sky like everything else, 1 leaves areas that have "
        + "the "
        + "colour of the atmospheric light as they are, so that the sky gets no stains.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double skyProtection;

    @Layout(DehazingSection.class)
    @Widget(title = "Protect from clipping", description = "Raises the transmission where the dehazed pixel would "
        + "leave the "
        + "value range, so that no detail is lost in black or white.")
    boolean antiClipping;

    @Layout(DehazingSection.class)
    @Widget(title = "Clip the dehazed image to its range", description = "Cuts values below black and above white "
        + "off. Switch "
        + "it off to keep them for further calculation.")
    boolean clipDehazed = true;

    @Layout(OutputSection.class)
    @Widget(title = "Image cells", description = "The kind of cell the transmission and the dehazed image are put "
        + "into.")
    ImageCells.Kind imageCells = ImageCells.Kind.FLOAT;

    DcpTransmissionNodeParameters() {
    }

    DcpTransmissionNodeParameters(NodeParametersInput input) {
        imageColumn = ImageColumns.first(input);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Limits.check("patch width", patchWidth, 1, 10_000);
        Limits.check("share of haze (omega)", omega, 0, 1);
        Limits.check("filter window width", filterWindow, 1, 100_000);
        Limits.checkPositive("filter eps", filterEps, 1e6);
        Limits.checkPositive("share of haziest pixels", haziestShare, 1);
        Limits.check("red of the atmospheric light", airlightRed, 0, 1);
        Limits.check("green of the atmospheric light", airlightGreen, 0, 1);
        Limits.check("blue of the atmospheric light", airlightBlue, 0, 1);
        Limits.check("smallest transmission (t0)", minTransmission, 0.001, 1);
        Limits.check("strength", strength, -1, 1);
        Limits.check("distance limit", distanceLimit, 0, 1);
        Limits.check("colour", saturation, 0, 1);
        Limits.check("sky protection", skyProtection, 0, 1);
    }
}
