// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazeflow;

import org.hazelab.knime.nodes.dialog.AtMost;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.trainhazeflow.TrainHazeFlowSections.HazeSection;
import org.hazelab.methods.hazeflow.data.HazePreset;
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

/** The haze that Pretrain puts on clean images. */
abstract class HazeParameters extends ImagesParameters {

    enum HazeRanges {
        @Label(value = "As published", description = "The authors' ranges: airlight from 0.25 to 1.8, density from 0.2 "
            + "to 2.8, half of the images darkened strongly. Where the airlight is above 1, hazy images are brighter "
            + "than white.")
        PAPER(HazePreset.PUBLISHED),
        @Label(value = "Realistic", description = "Ranges of HazeLab's own, nearer to photographs of haze and smoke: "
            + "airlight from 0.6 to 1, density from 0.2 to 1.8, a mild change of brightness, and values cut to what "
            + "a camera can store.")
        REALISTIC(HazePreset.REALISTIC),
        @Label(value = "Smoke and fog", description = "Ranges of HazeLab's own for haze that drifts between camera and "
            + "scene or hides near things, too: airlight from 0.55 to 0.95, bluish to yellowish, and patches that "
            + "weigh more than distance.")
        SMOKE(HazePreset.SMOKE);

        final HazePreset preset;

        HazeRanges(HazePreset preset) {
            this.preset = preset;
        }
    }

    enum Airlight {
        @Label(value = "White", description = "The network learns the way from white to the clean image, whatever the "
            + "airlight is: as the authors do.")
        WHITE,
        @Label(value = "That of the haze", description = "The network learns the way from the airlight that the haze "
            + "was made with, so that the equations hold. It is not in the published program.")
        OF_HAZE
    }

    interface PatchyReference extends ParameterReference<Boolean> {
    }

    static final class IsPatchy implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getBoolean(PatchyReference.class).isTrue();
        }
    }

    @Widget(title = "Haze", description = "The ranges that the haze of each crop is drawn from in Pretrain.")
    @ValueSwitchWidget
    @Effect(predicate = HasPretrain.class, type = EffectType.SHOW)
    HazeRanges haze = HazeRanges.PAPER;

    @Layout(HazeSection.class)
    @Widget(title = "Patchy haze (MCBM)", description = "The density of the haze differs from place to place, by a map "
        + "that a random walk makes. The paper has it; the published program leaves it off unless it is asked for.")
    @ValueReference(PatchyReference.class)
    boolean patchy = true;

    @Layout(HazeSection.class)
    @Widget(title = "Density maps (0 = one per crop)", description = "The number of maps that the crops share. The "
        + "authors publish 1,000. 0 makes another one for every crop, which takes longer.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N100000.class)
    @Effect(predicate = IsPatchy.class, type = EffectType.SHOW)
    int maps = 1000;

    @Layout(HazeSection.class)
    @Widget(title = "Airlight of the velocity", description = "The color that the network's way to the clean image "
        + "begins with.")
    @ValueSwitchWidget
    Airlight airlight = Airlight.WHITE;

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        Limits.check("number of density maps", maps, 0, 100_000);
    }
}
