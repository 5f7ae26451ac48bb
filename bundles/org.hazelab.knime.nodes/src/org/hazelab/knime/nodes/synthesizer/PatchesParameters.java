// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.synthesizer.SynthesizerSections.PatchesSection;
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
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Haze that differs from place to place. */
abstract class PatchesParameters extends HazeParameters {

    enum McbmVariant {
        @Label(value = "As in the authors' code", description = "The maps that HazeFlow was trained with.")
        CODE,
        @Label(value = "As in the paper", description = "Equations 20 to 22 of the paper; smoother maps.")
        PAPER
    }

    enum Patches {
        @Label(value = "As published", description = "Patches for HazeFlow and custom ranges, the same haze everywhere "
            + "for RIDCP.")
        PUBLISHED,
        @Label(value = "In patches", description = "Mixes a map of drifting haze into the density.")
        PATCHES,
        @Label(value = "Even", description = "The haze depends on the depth alone.")
        EVEN
    }

    interface PatchesReference extends ParameterReference<Patches> {
    }

    static final class CustomPatches implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(PresetReference.class).isOneOf(Preset.CUSTOM)
                .and(i.getEnum(PatchesReference.class).isOneOf(Patches.EVEN).negate());
        }
    }

    @Layout(PatchesSection.class)
    @Widget(title = "Haze", description = "Whether the haze differs from place to place.")
    @ValueReference(PatchesReference.class)
    Patches patches = Patches.PUBLISHED;

    @Layout(PatchesSection.class)
    @Widget(title = "Maps", description = "The paper and its authors' code make the maps differently.")
    @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
    McbmVariant mcbmVariant = McbmVariant.CODE;

    @Layout(PatchesSection.class)
    @Widget(title = "Smallest share", description = "How strongly the map counts, at least: density + share x map.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
    double mixMin = 0.5;

    @Layout(PatchesSection.class)
    @Widget(title = "Largest share", description = "How strongly the map counts, at most.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
    double mixMax = 1;

    @Layout(PatchesSection.class)
    @Widget(title = "Map width", description = "Width and height of a map before it is stretched over the image, in "
        + "pixels.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
    int mapWidth = 256;

    @Layout(PatchesSection.class)
    @Widget(title = "Lengths of the walk", description = "Steps of the walk for each pixel of the map; one of these is "
        + "drawn.")
    @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
    String walkFactors = "5, 6, 7";

    @Layout(PatchesSection.class)
    @Widget(title = "Smoothing", description = "Standard deviations of the Gaussian that smooths the map, in its "
        + "pixels; one of these is drawn.")
    @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
    String smoothingSigmas = "15, 25, 35";

    @Layout(PatchesSection.class)
    @Widget(title = "Displacement", description = "Standard deviation of the random displacement of each step, in "
        + "pixels.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
    double displacement = 1;

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        Limits.checkInterval("share of the map", mixMin, mixMax, 0, 20);
        Limits.check("map width", mapWidth, 2, 4096);
        Limits.check("displacement", displacement, 0, 100);
    }
}
