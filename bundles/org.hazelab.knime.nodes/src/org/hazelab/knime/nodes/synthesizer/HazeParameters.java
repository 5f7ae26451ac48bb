// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.synthesizer.SynthesizerSections.HazeSection;
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
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;

/** The light and the density of the haze on photographs. */
abstract class HazeParameters extends DepthParameters {

    enum Preset {
        @Label(value = "HazeFlow", description = "The ranges of the HazeFlow authors: light 0.25 to 1.8, density 0.2 "
            + "to 2.8; the light may be brighter than white.")
        HAZEFLOW,
        @Label(value = "RIDCP", description = "The ranges of the RIDCP authors: light 0.25 to 1, density 0.3 to 1.5.")
        RIDCP,
        @Label(value = "Custom", description = "Every range can be set.")
        CUSTOM
    }

    interface PresetReference extends ParameterReference<Preset> {
    }

    static final class IsCustom implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(PresetReference.class).isOneOf(Preset.CUSTOM);
        }
    }

    @Layout(HazeSection.class)
    @Widget(title = "Ranges", description = "The ranges that the parameters of each image's haze are drawn from.")
    @ValueReference(PresetReference.class)
    Preset preset = Preset.HAZEFLOW;

    @Layout(HazeSection.class)
    @Widget(title = "Smallest light", description = "Smallest atmospheric light A; 1 is white.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double airlightMin = 0.25;

    @Layout(HazeSection.class)
    @Widget(title = "Largest light", description = "Largest atmospheric light A; above 1 the haze is brighter than "
        + "white.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double airlightMax = 1.8;

    @Layout(HazeSection.class)
    @Widget(title = "Colour of the light", description = "How far red, green and blue of the light may differ from "
        + "each other: each is shifted by up to this much.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double colourBias = 0.025;

    @Layout(HazeSection.class)
    @Widget(title = "Smallest density", description = "Smallest scattering coefficient beta.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double densityMin = 0.2;

    @Layout(HazeSection.class)
    @Widget(title = "Largest density", description = "Largest scattering coefficient beta.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double densityMax = 2.8;

    @Layout(HazeSection.class)
    @Widget(title = "Scale of depth", description = "The transmission is exp(-scale x density x depth), with depths "
        + "from 0 to 1.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsCustom.class, type = EffectType.SHOW)
    double depthScale = 2;

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        Limits.checkInterval("light", airlightMin, airlightMax, 0, 10);
        Limits.check("colour of the light", colourBias, 0, 1);
        Limits.checkInterval("density", densityMin, densityMax, 0, 20);
        Limits.checkPositive("scale of depth", depthScale, 20);
    }
}
