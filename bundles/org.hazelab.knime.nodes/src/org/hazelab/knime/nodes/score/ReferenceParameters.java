// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.dialog.Inputs;
import org.hazelab.knime.nodes.score.ScoreSections.MatchingSection;
import org.hazelab.knime.nodes.score.ScoreSections.SizeSection;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.operations.scoring.NameRule;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.StringValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.knime.node.parameters.widget.message.TextMessage;

/** Which images are scored, and where their references are. */
abstract class ReferenceParameters implements NodeParameters {

    enum ReferenceFrom {
        @Label(value = "None", description = "Only metrics that need no reference give scores.")
        NONE,
        @Label(value = "A column of the table", description = "The reference is in the same row as the image.")
        COLUMN
    }

    enum MatchBy {
        @Label(value = "Name, else RowID", description = "By name if both tables have the columns chosen below, "
            + "which are called <tt>name</tt> in tables of the Image Reader, and by RowID otherwise.")
        AUTO,
        @Label(value = "RowID", description = "Image and reference have the same RowID. Where a row is missing or "
            + "sorted otherwise in one of the tables, RowIDs that are mere numbers pair wrong images. The node warns "
            + "where the columns chosen as names differ.")
        ROW_KEY,
        @Label(value = "Name", description = "Image and reference have the same text in a column. Two references of "
            + "the same whole name are an error of the node.")
        NAME
    }

    enum NameRuleChoice {
        @Label(value = "The whole name", description = "Image and reference have the same name.")
        WHOLE,
        @Label(value = "Up to the last underscore", description = "<tt>1400_1</tt> and <tt>1400_2</tt> belong to "
            + "<tt>1400</tt> (RESIDE SOTS), <tt>01_hazy</tt> belongs to <tt>01_GT</tt> (NH-HAZE).")
        BEFORE_LAST_UNDERSCORE,
        @Label(value = "Up to the first underscore", description = "<tt>1400_1_0.8</tt> belongs to <tt>1400</tt> "
            + "(RESIDE ITS and OTS), <tt>01_outdoor_hazy</tt> to <tt>01_outdoor_GT</tt> (O-HAZE).")
        BEFORE_FIRST_UNDERSCORE,
        @Label(value = "Own pattern", description = "The part that a regular expression finds.")
        PATTERN
    }

    enum Resizing {
        @Label(value = "No score", description = "An image of another size than its reference gets no score, with both "
            + "sizes as the reason.")
        OFF,
        @Label(value = "Crop the reference", description = "A reference that is larger is cut around its center to the "
            + "size of the image: RESIDE SOTS indoor has images of 620 x 460 pixels and references of 640 x 480. A "
            + "reference with a smaller side gives no score.")
        CROP_REFERENCE,
        @Label(value = "Resize the image (bilinear)", description = "The image is resized to its reference by bilinear "
            + "interpolation.")
        BILINEAR,
        @Label(value = "Resize the image (bicubic)", description = "The image is resized to its reference by bicubic "
            + "interpolation with a = -0.75, as OpenCV does.")
        BICUBIC
    }

    interface ReferenceReference extends ParameterReference<ReferenceFrom> {
    }

    interface MatchReference extends ParameterReference<MatchBy> {
    }

    interface RuleReference extends ParameterReference<NameRuleChoice> {
    }

    interface MetricsReference extends ParameterReference<String[]> {
    }

    static final class IsColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(ReferenceReference.class).isOneOf(ReferenceFrom.COLUMN)
                .and(i.getPredicate(Inputs.SecondTable.class).negate());
        }
    }

    static final class HasReferences implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(Inputs.SecondTable.class).or(i.getPredicate(IsColumn.class));
        }
    }

    static final class IsName implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(Inputs.SecondTable.class)
                .and(i.getEnum(MatchReference.class).isOneOf(MatchBy.AUTO, MatchBy.NAME));
        }
    }

    static final class IsPattern implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getPredicate(IsName.class)
                .and(i.getEnum(RuleReference.class).isOneOf(NameRuleChoice.PATTERN));
        }
    }

    static final class Names extends CompatibleColumnsProvider {
        Names() {
            super(List.of(StringValue.class));
        }
    }

    static final class ReferenceNames implements ColumnChoicesProvider {
        @Override
        public List<DataColumnSpec> columnChoices(NodeParametersInput context) {
            return ImageColumns.ofSecondTable(context, StringValue.class);
        }
    }

    @Widget(title = "Image column", description = "The column of images to score.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String imageColumn = "";

    @Widget(title = "Reference images", description = "The place of the reference of each image. To take references "
        + "from another table, add the input <i>References</i> at the node.")
    @ValueReference(ReferenceReference.class)
    @ValueSwitchWidget
    @Effect(predicate = Inputs.SecondTable.class, type = EffectType.HIDE)
    ReferenceFrom reference = ReferenceFrom.NONE;

    @TextMessage(ReferencesMessage.class)
    Void referencesMessage;

    @Widget(title = "Reference column", description = "The column of references, in the rows of their images.")
    @ChoicesProvider(ImageColumns.Choices.class)
    @Effect(predicate = IsColumn.class, type = EffectType.SHOW)
    String referenceColumn = "";

    @Widget(title = "Image column of the references", description = "The column of images in the table at the input "
        + "<i>References</i>.")
    @ChoicesProvider(ImageColumns.SecondTableChoices.class)
    @Effect(predicate = Inputs.SecondTable.class, type = EffectType.SHOW)
    String referenceTableColumn = "image";

    @Layout(MatchingSection.class)
    @Widget(title = "Match by", description = "How a row of the table at the input <i>References</i> is found for an "
        + "image. An image with no reference, or with several that fit, gets missing cells with the reason.")
    @ValueReference(MatchReference.class)
    @Migrate(loadDefaultIfAbsent = true)
    @ValueSwitchWidget
    @Effect(predicate = Inputs.SecondTable.class, type = EffectType.SHOW)
    MatchBy matchBy = MatchBy.AUTO;

    @Layout(MatchingSection.Names.class)
    @Widget(title = "Name of the image", description = "The column that names each image.")
    @ChoicesProvider(Names.class)
    String nameColumn = "name";

    @Layout(MatchingSection.Names.class)
    @Widget(title = "Name of the reference", description = "The column that names each reference.")
    @ChoicesProvider(ReferenceNames.class)
    String referenceNameColumn = "name";

    @Layout(MatchingSection.BelowNames.class)
    @Widget(title = "Part of the name that counts", description = "For data sets with several images of one reference, "
        + "or with endings that differ. Names without an underscore count as a whole. A reference fits if its name, or "
        + "the part of it that counts, equals the part of the image's name that counts.")
    @ValueReference(RuleReference.class)
    @Effect(predicate = IsName.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @RadioButtonsWidget
    NameRuleChoice nameRule = NameRuleChoice.WHOLE;

    @Layout(MatchingSection.BelowNames.class)
    @Widget(title = "Pattern of names", description = "A regular expression that describes the whole name. The part "
        + "that counts is what its first round brackets hold. <tt>(\\d+)-.*</tt> finds <tt>1400</tt> in "
        + "<tt>1400-hazy</tt>.")
    @Effect(predicate = IsPattern.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    String namePattern = "(.+)_.*";

    @Layout(SizeSection.class)
    @Widget(title = "If sizes differ", description = "The treatment of an image of another size than its reference. "
        + "Resizing gives scores that cannot be compared with published ones, and the node warns of it.")
    @RadioButtonsWidget
    @Effect(predicate = HasReferences.class, type = EffectType.SHOW)
    Resizing resizing = Resizing.OFF;

    /** @throws HazeLabException if the pattern is no regular expression */
    NameRule nameRule() throws HazeLabException {
        return switch (nameRule) {
            case WHOLE -> NameRule.WHOLE;
            case BEFORE_LAST_UNDERSCORE -> NameRule.BEFORE_LAST_UNDERSCORE;
            case BEFORE_FIRST_UNDERSCORE -> NameRule.BEFORE_FIRST_UNDERSCORE;
            case PATTERN -> NameRule.pattern(namePattern);
        };
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (nameRule == NameRuleChoice.PATTERN) {
            try {
                nameRule();
            } catch (HazeLabException e) {
                throw new InvalidSettingsException(e.getMessage(), e);
            }
        }
    }
}
