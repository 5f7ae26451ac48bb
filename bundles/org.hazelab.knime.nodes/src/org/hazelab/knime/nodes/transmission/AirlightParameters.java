// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.transmission;

import java.util.List;

import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.transmission.TransmissionSections.AirlightSection;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
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
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;

/** Where the atmospheric light comes from. */
abstract class AirlightParameters extends DarkChannelParameters {

    enum AirlightRule {
        @Label(value = "Brightest of the haziest pixels", description = "He 2011: of the haziest pixels the one with "
            + "the highest intensity.")
        BRIGHTEST_OF_HAZIEST,
        @Label(value = "Mean of the haziest pixels", description = "HazeFlow: the mean of the haziest pixels, one of "
            + "them left out as in the authors' code.")
        MEAN_OF_HAZIEST,
        @Label(value = "Haziest pixel with the strongest channel", description = "DehazeSB: of the haziest pixels the "
            + "one whose strongest colour channel is highest.")
        MAX_CHANNEL_OF_HAZIEST,
        @Label(value = "White", description = "Red, green and blue at the top of the value range.")
        WHITE
    }

    enum AirlightSource {
        @Label(value = "Estimated from each image", description = "By the rule of the method chosen above.")
        ESTIMATED,
        @Label(value = "Fixed", description = "The same three values for all images, as for crops of one photograph or "
            + "the frames of a series.")
        FIXED,
        @Label(value = "From columns", description = "From three columns of the input table, such as an earlier run of "
            + "this node writes.")
        COLUMNS
    }

    interface AirlightSourceReference extends ParameterReference<AirlightSource> {
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
        + "clouds) out when the atmospheric light is estimated, so that they are not taken for haze. Works with every "
        + "method; the published methods do without it.")
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

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        Limits.checkPositive("share of haziest pixels", haziestShare, 1);
        Limits.check("red of the atmospheric light", airlightRed, 0, 1);
        Limits.check("green of the atmospheric light", airlightGreen, 0, 1);
        Limits.check("blue of the atmospheric light", airlightBlue, 0, 1);
    }
}
