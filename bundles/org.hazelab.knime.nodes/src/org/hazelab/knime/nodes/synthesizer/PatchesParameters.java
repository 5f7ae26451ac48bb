// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import org.hazelab.knime.nodes.dialog.AtLeast;
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
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.text.TextInputWidget;
import org.knime.node.parameters.widget.text.TextInputWidgetValidation.PatternValidation;

/** Haze that differs from place to place. */
abstract class PatchesParameters extends HazeParameters {

    enum McbmVariant {
        @Label(value = "Authors' code", description = "The maps that HazeFlow was trained with.")
        CODE,
        @Label(value = "Paper", description = "The maps of equations 20 to 22 of the paper, which are smoother.")
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

    /** Whole numbers with commas between. */
    static final class WholeNumbers extends PatternValidation {
        @Override
        protected String getPattern() {
            return "\\s*[0-9]+\\s*(,\\s*[0-9]+\\s*)*";
        }

        @Override
        public String getErrorMessage() {
            return "Enter whole numbers separated by commas, such as 5, 6, 7.";
        }
    }

    /** Numbers with commas between. */
    static final class Numbers extends PatternValidation {
        private static final String NUMBER = "\\s*[0-9]+([.][0-9]*)?([eE][-+]?[0-9]+)?\\s*";

        @Override
        protected String getPattern() {
            return NUMBER + "(," + NUMBER + ")*";
        }

        @Override
        public String getErrorMessage() {
            return "Enter numbers separated by commas, such as 15, 25, 35.";
        }
    }

    static final class CustomPatches implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(IsCustom.class)
                .and(i.getEnum(PatchesReference.class).isOneOf(Patches.EVEN).negate());
        }
    }

    @Widget(title = "Haze distribution",
        description = "Whether the haze differs from place to place. Patches come from "
            + "Markov chain Brownian motion (MCBM).")
    @ValueSwitchWidget
    @Effect(predicate = IsAtmosphere.class, type = EffectType.SHOW)
    @ValueReference(PatchesReference.class)
    Patches patches = Patches.PUBLISHED;

    @Layout(RangesSection.Patches.class)
    @Widget(title = "Patch maps", description = "The way the maps of patches are made, which differs between the paper "
        + "and its authors' code.")
    @ValueSwitchWidget
    @Effect(predicate = CustomPatches.class, type = EffectType.SHOW)
    McbmVariant mcbmVariant = McbmVariant.CODE;

    @Layout(RangesSection.Strength.class)
    @Widget(title = "Patch strength, minimum",
        description = "The smallest factor of the map: the density at a place is "
            + "density + strength x map.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N20.class)
    double mixMin = 0.5;

    @Layout(RangesSection.Strength.class)
    @Widget(title = "Patch strength, maximum", description = "The largest factor of the map. A number between the two "
        + "is drawn for each image.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N20.class)
    double mixMax = 1;

    @Layout(RangesSection.Walk.class)
    @Widget(title = "Map size (px)", description = "The width and height of a map before it is stretched over the "
        + "image.")
    @NumberInputWidget(minValidation = AtLeast.N2.class, maxValidation = AtMost.N4096.class)
    int mapWidth = 256;

    @Layout(RangesSection.Drawn.class)
    @Widget(title = "Walk lengths", description = "The numbers of steps of the random walk for each pixel of the map, "
        + "separated by commas. One of them is drawn for each image.")
    @TextInputWidget(placeholder = "5, 6, 7", patternValidation = WholeNumbers.class)
    String walkFactors = "5, 6, 7";

    @Layout(RangesSection.Drawn.class)
    @Widget(title = "Smoothing (px)", description = "The standard deviations of the Gaussian that smooths the map, in "
        + "pixels of the map, separated by commas. One of them is drawn for each image.")
    @TextInputWidget(placeholder = "15, 25, 35", patternValidation = Numbers.class)
    String smoothingSigmas = "15, 25, 35";

    @Layout(RangesSection.Walk.class)
    @Widget(title = "Displacement (px)", description = "The standard deviation of the random displacement of each "
        + "step.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N100.class)
    double displacement = 1;

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        Limits.checkInterval("patch strength", mixMin, mixMax, 0, 20);
        Limits.check("map size", mapWidth, 2, 4096);
        Limits.check("displacement", displacement, 0, 100);
    }
}
