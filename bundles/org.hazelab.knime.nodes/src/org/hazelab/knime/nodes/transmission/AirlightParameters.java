// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.transmission;

import java.util.List;
import java.util.Optional;

import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.knime.nodes.transmission.TransmissionSections.AirlightSection;
import org.hazelab.knime.nodes.transmission.TransmissionSections.CustomSection;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
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
            + "one whose strongest color channel is highest.")
        MAX_CHANNEL_OF_HAZIEST,
        @Label(value = "White", description = "Red, green and blue at the top of the value range.")
        WHITE
    }

    enum AirlightSource {
        @Label(value = "From image", description = "Estimated from each image by the rule of the chosen method.")
        ESTIMATED,
        @Label(value = "Fixed", description = "The same three values for all images, as for crops of one photograph or "
            + "the frames of a series.")
        FIXED,
        @Label(value = "From columns", description = "Read from three columns of the input table, such as those "
            + "that an earlier run of this node has written.")
        COLUMNS
    }

    interface AirlightRuleReference extends ParameterReference<AirlightRule> {
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

    static final class IsEstimated implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(AirlightSourceReference.class).isOneOf(AirlightSource.ESTIMATED);
        }
    }

    static final class IsCustomRule implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(IsCustom.class).and(i.getPredicate(IsEstimated.class));
        }
    }

    /** Whether the haziest pixels are looked for, by a rule of one's own. */
    static final class IsCustomShare implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(IsCustomRule.class)
                .and(i.getEnum(AirlightRuleReference.class).isOneOf(AirlightRule.WHITE).negate());
        }
    }

    static final class NumberColumns extends CompatibleColumnsProvider {
        NumberColumns() {
            super(List.of(DoubleValue.class));
        }
    }

    @Layout(AirlightSection.class)
    @Widget(title = "Source", description = "The source of the color of the haze.")
    @ValueReference(AirlightSourceReference.class)
    @ValueSwitchWidget
    AirlightSource airlight = AirlightSource.ESTIMATED;

    @Layout(CustomSection.BelowFilter.class)
    @Widget(title = "Rule of the atmospheric light", description = "How the atmospheric light is estimated.")
    @ValueReference(AirlightRuleReference.class)
    @RadioButtonsWidget
    @Effect(predicate = IsCustomRule.class, type = EffectType.SHOW)
    AirlightRule airlightRule = AirlightRule.BRIGHTEST_OF_HAZIEST;

    @Layout(CustomSection.BelowFilter.class)
    @Widget(title = "Haziest pixels (fraction, 0 to 1)", description = "The fraction of the pixels that count as "
        + "haziest. 0.001 is one in a thousand; at least one pixel is taken.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class, maxValidation = Limits.AtMostOne.class)
    @Effect(predicate = IsCustomShare.class, type = EffectType.SHOW)
    double haziestShare = 0.001;

    @Layout(AirlightSection.class)
    @Widget(title = "Ignore saturated pixels", description = "Leaves overexposed pixels (lamps, the sun, burnt-out "
        + "clouds) out when the atmospheric light is estimated, so that they are not taken for haze. Works with every "
        + "method; the published methods do without it.")
    @Effect(predicate = IsEstimated.class, type = EffectType.SHOW)
    boolean ignoreSaturated;

    @Layout(AirlightSection.Values.class)
    @Widget(title = "Red (0 to 1)",
        description = "The red of the atmospheric light, as a fraction of the image's value "
            + "range.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double airlightRed = 1;

    @Layout(AirlightSection.Values.class)
    @Widget(title = "Green (0 to 1)",
        description = "The green of the atmospheric light, as a fraction of the image's value "
            + "range.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double airlightGreen = 1;

    @Layout(AirlightSection.Values.class)
    @Widget(title = "Blue (0 to 1)",
        description = "The blue of the atmospheric light, as a fraction of the image's value "
            + "range.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostOne.class)
    double airlightBlue = 1;

    @Layout(AirlightSection.Columns.class)
    @Widget(title = "Red column", description = "The column with the red of the atmospheric light, 0 to 1.")
    @ChoicesProvider(NumberColumns.class)
    @Effect(predicate = IsColumns.class, type = EffectType.SHOW)
    String airlightRedColumn = "airlight_r";

    @Layout(AirlightSection.Columns.class)
    @Widget(title = "Green column", description = "The column with the green of the atmospheric light, 0 to 1.")
    @ChoicesProvider(NumberColumns.class)
    @Effect(predicate = IsColumns.class, type = EffectType.SHOW)
    String airlightGreenColumn = "airlight_g";

    @Layout(AirlightSection.Columns.class)
    @Widget(title = "Blue column", description = "The column with the blue of the atmospheric light, 0 to 1.")
    @ChoicesProvider(NumberColumns.class)
    @Effect(predicate = IsColumns.class, type = EffectType.SHOW)
    String airlightBlueColumn = "airlight_b";

    /** Asks for columns of the atmospheric light by name only where the table has them. */
    final void forgetMissingColumns(NodeParametersInput input) {
        Optional<DataTableSpec> table = input.getInTableSpec(0);
        airlightRedColumn = present(table, airlightRedColumn);
        airlightGreenColumn = present(table, airlightGreenColumn);
        airlightBlueColumn = present(table, airlightBlueColumn);
    }

    private static String present(Optional<DataTableSpec> table, String column) {
        return table.filter(spec -> isNumber(spec, spec.findColumnIndex(column))).isPresent() ? column : "";
    }

    private static boolean isNumber(DataTableSpec spec, int column) {
        return column >= 0 && spec.getColumnSpec(column).getType().isCompatible(DoubleValue.class);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        super.validate();
        Limits.checkPositive("fraction of haziest pixels", haziestShare, 1);
        Limits.check("red of the atmospheric light", airlightRed, 0, 1);
        Limits.check("green of the atmospheric light", airlightGreen, 0, 1);
        Limits.check("blue of the atmospheric light", airlightBlue, 0, 1);
    }
}
