// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import org.hazelab.knime.nodes.dialog.AtMost;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.synthesizer.SynthesizerSections.RangesSection;
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
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;

/** The light and the density of the haze on photographs. */
abstract class HazeParameters extends DepthParameters {

    enum Preset {
        @Label(value = "HazeFlow (light to dense haze)",
            description = "The ranges of the HazeFlow authors: light 0.25 to 1.8, density 0.2 "
                + "to 2.8; the light may be brighter than white.")
        HAZEFLOW,
        @Label(value = "RIDCP (light to medium haze)",
            description = "The ranges of the RIDCP authors: light 0.25 to 1, density 0.3 to 1.5.")
        RIDCP,
        @Label(value = "Custom", description = "Your own ranges, of the haze and of the degradations.")
        CUSTOM
    }

    interface PresetReference extends ParameterReference<Preset> {
    }

    /** Photographs alone have these ranges. */
    static final class IsCustom implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(IsAtmosphere.class).and(i.getEnum(PresetReference.class).isOneOf(Preset.CUSTOM));
        }
    }

    @Widget(title = "Haze ranges", description = "The ranges that the light and the density of each image's haze are "
        + "drawn from.")
    @RadioButtonsWidget
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    @ValueReference(PresetReference.class)
    Preset preset = Preset.HAZEFLOW;

    @Layout(RangesSection.Light.class)
    @Widget(title = "Light, minimum", description = "The smallest atmospheric light A. 1 is white.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N10.class)
    double airlightMin = 0.25;

    @Layout(RangesSection.Light.class)
    @Widget(title = "Light, maximum", description = "The largest atmospheric light A. Above 1 the haze is brighter "
        + "than white.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N10.class)
    double airlightMax = 1.8;

    @Layout(RangesSection.Factors.class)
    @Widget(title = "Color shift (0 to 1)", description = "Red, green and blue of the light are each shifted by up to "
        + "this much. 0 leaves the light gray.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double colourBias = 0.025;

    @Layout(RangesSection.Density.class)
    @Widget(title = "Density, minimum", description = "The smallest scattering coefficient beta.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N20.class)
    double densityMin = 0.2;

    @Layout(RangesSection.Density.class)
    @Widget(title = "Density, maximum", description = "The largest scattering coefficient beta.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N20.class)
    double densityMax = 2.8;

    @Layout(RangesSection.Factors.class)
    @Widget(title = "Depth scale", description = "The factor of the depth, which is from 0 to 1: the transmission is "
        + "exp(-scale x density x depth).")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = AtMost.N20.class)
    double depthScale = 2;

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        Limits.checkInterval("light", airlightMin, airlightMax, 0, 10);
        Limits.check("color shift", colourBias, 0, 1);
        Limits.checkInterval("density", densityMin, densityMax, 0, 20);
        Limits.checkPositive("depth scale", depthScale, 20);
    }
}
