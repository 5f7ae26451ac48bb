// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.transmission;

import org.hazelab.knime.nodes.dialog.AtMost;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.transmission.TransmissionSections.CustomSection;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
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
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Which images are read, and how their transmission is estimated. */
abstract class DarkChannelParameters implements NodeParameters {

    enum Preset {
        @Label(value = "He 2011 (original)",
            description = "The original dark channel prior: 15 x 15 patch, 95 % of the haze, the brightest "
                + "of the 0.1 % haziest pixels as atmospheric light; refined by a guided filter (41 x 41 window, "
                + "eps 1e-3, as its authors show for haze) in place of the paper's soft matting.")
        HE_2011,
        @Label(value = "HazeFlow (large filter window)",
            description = "As the HazeFlow authors run it on real photographs: 15 x 15 patch, the "
                + "mean of the 0.1 % haziest pixels as atmospheric light, guided filter with a 100 x 100 window and "
                + "eps 1e-4.")
        HAZEFLOW,
        @Label(value = "HazeFlow training map (white light)",
            description = "As HazeFlow, with white atmospheric light: the map its "
                + "networks are trained with.")
        HAZEFLOW_TRAINING,
        @Label(value = "DehazeSB (small patches)",
            description = "As the DehazeSB authors run it: 5 x 5 patch, one of the 1 % haziest "
                + "pixels as atmospheric light, guided filter with a 31 x 31 window and eps 1e-3.")
        DEHAZESB,
        @Label(value = "Custom", description = "Every parameter can be set.")
        CUSTOM
    }

    enum Refinement {
        @Label(value = "Guided filter", description = "Follows the edges of the photograph.")
        GUIDED_FILTER,
        @Label(value = "None", description = "The raw map of patches.")
        NONE
    }

    enum Border {
        @Label(value = "Mirror", description = "The image is mirrored at its border (HazeFlow).")
        REFLECT_101,
        @Label(value = "Smaller window", description = "The window ends at the border (He 2011, DehazeSB).")
        SHRINK
    }

    enum Guide {
        @Label(value = "Luma", description = "0.299 red + 0.587 green + 0.114 blue.")
        LUMA,
        @Label(value = "Luma of 8 bit", description = "The same, from the image quantized to 8 bit (HazeFlow).")
        LUMA_8_BIT,
        @Label(value = "Luma, four digits", description = "0.2989 red + 0.5870 green + 0.1140 blue (DehazeSB, MATLAB).")
        LUMA_FOUR_DIGITS
    }

    interface PresetReference extends ParameterReference<Preset> {
    }

    interface RefinementReference extends ParameterReference<Refinement> {
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

    @Widget(title = "Image column", description = "The column of hazy images, which may be gray or color, of any size, "
        + "bit depth and range.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String imageColumn = "";

    @Widget(title = "Method", description = "A published set of parameters, or your own.")
    @ValueReference(PresetReference.class)
    Preset preset = Preset.HE_2011;

    @Layout(CustomSection.class)
    @Widget(title = "Patch width (px)",
        description = "The width of the square over which the dark channel is taken, in "
            + "pixels. Larger patches see less texture as haze, and blur the map at depth edges.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N10000.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    int patchWidth = 15;

    @Layout(CustomSection.class)
    @Widget(title = "Haze removed (omega, 0 to 1)",
        description = "The fraction of the haze that the map describes. The "
            + "rest keeps distance visible.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double omega = 0.95;

    @Layout(CustomSection.class)
    @Widget(title = "Refinement", description = "How the map of patches is fitted to the photograph.")
    @ValueReference(RefinementReference.class)
    @ValueSwitchWidget
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    Refinement refinement = Refinement.GUIDED_FILTER;

    @Layout(CustomSection.Filter.class)
    @Widget(title = "Filter window (px)", description = "The width (not the radius) of the guided filter's window, in "
        + "pixels.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = AtMost.N100000.class)
    int filterWindow = 41;

    @Layout(CustomSection.Filter.class)
    @Widget(title = "Filter epsilon",
        description = "The guided filter's regularization, for a guide in [0, 1]. Smaller "
            + "values follow fainter edges.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMost.N1000000.class)
    double filterEps = 1e-3;

    @Layout(CustomSection.BelowFilter.class)
    @Widget(title = "Filter border", description = "What the guided filter sees beyond the border of the image.")
    @ValueSwitchWidget
    @Effect(predicate = IsCustomFilter.class, type = EffectType.SHOW)
    Border filterBorder = Border.SHRINK;

    @Layout(CustomSection.BelowFilter.class)
    @Widget(title = "Filter guide", description = "The gray image whose edges the map follows.")
    @RadioButtonsWidget
    @Effect(predicate = IsCustomFilter.class, type = EffectType.SHOW)
    Guide filterGuide = Guide.LUMA;

    @Layout(CustomSection.BelowFilter.class)
    @Widget(title = "Clip the map to 0 to 1", description = "Cuts off values of the map below 0 and above 1, which the "
        + "guided filter can produce.")
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    boolean clipTransmission = true;

    @Override
    public void validate() throws InvalidSettingsException {
        Limits.check("patch width", patchWidth, 1, 10_000);
        Limits.check("fraction of haze removed (omega)", omega, 0, 1);
        Limits.check("filter window", filterWindow, 1, 100_000);
        Limits.checkPositive("filter epsilon", filterEps, 1e6);
    }
}
