// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.SetMetric;
import org.hazelab.operations.scoring.NameRule;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.StringValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
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
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/** What the dialog of Score Metrics asks. */
final class ScoreMetricsNodeParameters implements NodeParameters {

    @Section(title = "Images")
    interface ImagesSection {
    }

    @Section(title = "References", description = "The images as they should be, for metrics that compare.")
    @After(ImagesSection.class)
    interface ReferencesSection {
    }

    @Section(title = "Metrics")
    @After(ReferencesSection.class)
    interface MetricsSection {
    }

    @Section(title = "Data range", description = "Which numbers stand for black and white.")
    @After(MetricsSection.class)
    interface RangeSection {
    }

    enum ReferenceFrom {
        @Label(value = "Nowhere", description = "Only metrics that need no reference give scores. A table at the "
            + "optional "
            + "input <i>References</i> is used all the same.")
        NONE,
        @Label(value = "A column of the table", description = "The reference stands in the same row.")
        COLUMN
    }

    enum MatchBy {
        @Label(value = "Name, else row key", description = "By name if both tables have the columns chosen below, "
            + "which are "
            + "called <tt>name</tt> in tables of the Image Reader; by row key if they have not.")
        AUTO,
        @Label(value = "Row key", description = "Image and reference have the same row key. Where a row is missing or "
            + "sorted "
            + "otherwise in one of the tables, keys that were counted pair wrong images; the node warns where the "
            + "columns "
            + "chosen as names differ.")
        ROW_KEY,
        @Label(value = "Name", description = "Image and reference have the same text in a column. Two references of "
            + "the same "
            + "whole name are an error of the node.")
        NAME
    }

    enum NameRuleChoice {
        @Label(value = "The whole name", description = "Image and reference have the same name.")
        WHOLE,
        @Label(value = "Up to the last underscore", description = "<tt>1400_1</tt> and <tt>1400_2</tt> belong to "
            + "<tt>1400</tt> (RESIDE SOTS), <tt>01_hazy</tt> belongs to <tt>01_GT</tt> (NH-HAZE).")
        BEFORE_LAST_UNDERSCORE,
        @Label(value = "Up to the first underscore", description = "<tt>1400_1_0.8</tt> belongs to <tt>1400</tt> "
            + "(RESIDE "
            + "ITS and OTS), <tt>01_outdoor_hazy</tt> to <tt>01_outdoor_GT</tt> (O-HAZE).")
        BEFORE_FIRST_UNDERSCORE,
        @Label(value = "Own pattern", description = "What a regular expression finds.")
        PATTERN
    }

    enum Range {
        @Label(value = "Declared by each image", description = "0 to 255 for 8 bit, 0 to 65535 for 16 bit, and what "
            + "float "
            + "images and PNG cells declare. Images of the same content score alike whatever their bit depth.")
        DECLARED,
        @Label(value = "Fixed", description = "The same two numbers for all images and references.")
        FIXED,
        @Label(value = "Percentiles of the reference", description = "Two percentiles of the reference's pixels, for "
            + "image and "
            + "reference: for counts without a natural upper end.")
        PERCENTILES
    }

    enum Resizing {
        @Label(value = "Never", description = "An image of another size than its reference gets no score, with both "
            + "sizes as "
            + "the reason.")
        OFF,
        @Label(value = "Crop the reference", description = "A reference that is larger is cut around its centre to "
            + "the size of "
            + "the image: RESIDE SOTS indoor has images of 620 x 460 pixels and references of 640 x 480. A reference "
            + "with "
            + "a smaller side gives no score.")
        CROP_REFERENCE,
        @Label(value = "Bilinear", description = "The image is brought to the size of its reference, bilinearly.")
        BILINEAR,
        @Label(value = "Bicubic", description = "The image is brought to the size of its reference, by cubic "
            + "convolution with "
            + "a = -0.75 as OpenCV does.")
        BICUBIC
    }

    interface ReferenceReference extends ParameterReference<ReferenceFrom> {
    }

    interface MatchReference extends ParameterReference<MatchBy> {
    }

    interface RuleReference extends ParameterReference<NameRuleChoice> {
    }

    interface RangeReference extends ParameterReference<Range> {
    }

    static final class IsColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(ReferenceReference.class).isOneOf(ReferenceFrom.COLUMN);
        }
    }

    static final class IsName implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(MatchReference.class).isOneOf(MatchBy.AUTO, MatchBy.NAME);
        }
    }

    static final class IsPattern implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(MatchReference.class).isOneOf(MatchBy.AUTO, MatchBy.NAME)
                .and(i.getEnum(RuleReference.class).isOneOf(NameRuleChoice.PATTERN));
        }
    }

    static final class IsFixed implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(RangeReference.class).isOneOf(Range.FIXED);
        }
    }

    static final class IsPercentiles implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(RangeReference.class).isOneOf(Range.PERCENTILES);
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

    /** The metrics as they declare themselves: a new one appears here of its own accord. */
    static final class Metrics implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput context) {
            return MetricCatalog.builtIn().metrics().stream().filter(metric -> !(metric instanceof SetMetric))
                .map(metric -> new StringChoice(metric.info().id(), label(metric.info()))).toList();
        }

        private static String label(MetricInfo info) {
            return info.title() + " (" + info.id() + ")";
        }
    }

    /** Far beyond the levels of any camera. */
    private static final double LARGEST_LEVEL = 1e9;

    /** What the papers behind HazeLab report. */
    private static final String[] USUAL =
        {"psnr", "psnr_y", "ri_psnr", "ssim", "ssim_y", "ms_ssim", "micro_ms3im", "vsi",
            "fsim", "fsimc", "gmsd", "mse", "mae", "niqe", "brisque", "fade", "dark_channel"};

    @Layout(ImagesSection.class)
    @Widget(title = "Image column", description = "The images to score.")
    @ChoicesProvider(ImageColumns.Choices.class)
    String imageColumn = "";

    @Layout(ReferencesSection.class)
    @Widget(title = "Reference comes from", description = "Where the reference of each image is, if no table is "
        + "connected to "
        + "the optional input <i>References</i>.")
    @ValueReference(ReferenceReference.class)
    ReferenceFrom reference = ReferenceFrom.NONE;

    @Layout(ReferencesSection.class)
    @Widget(title = "Reference column", description = "The references, in the rows of their images.")
    @ChoicesProvider(ImageColumns.Choices.class)
    @Effect(predicate = IsColumn.class, type = EffectType.SHOW)
    String referenceColumn = "";

    @Layout(ReferencesSection.class)
    @Widget(title = "Image column of the references", description = "The column of images in the table at the "
        + "optional input "
        + "<i>References</i>.")
    @ChoicesProvider(ImageColumns.SecondTableChoices.class)
    String referenceTableColumn = "image";

    @Layout(ReferencesSection.class)
    @Widget(title = "Find the reference by", description = "How a row of the table at the optional input "
        + "<i>References</i> is "
        + "found for an image. An image with no reference, or with several that fit, gets missing cells with the "
        + "reason.")
    @ValueReference(MatchReference.class)
    @Migrate(loadDefaultIfAbsent = true)
    MatchBy matchBy = MatchBy.AUTO;

    @Layout(ReferencesSection.class)
    @Widget(title = "Name of the image", description = "The column that names each image.")
    @ChoicesProvider(Names.class)
    @Effect(predicate = IsName.class, type = EffectType.SHOW)
    String nameColumn = "name";

    @Layout(ReferencesSection.class)
    @Widget(title = "Name of the reference", description = "The column that names each reference.")
    @ChoicesProvider(ReferenceNames.class)
    @Effect(predicate = IsName.class, type = EffectType.SHOW)
    String referenceNameColumn = "name";

    @Layout(ReferencesSection.class)
    @Widget(title = "Part of the name that counts", description = "For data sets with several images of one "
        + "reference, or "
        + "with endings that differ. Names without an underscore count as a whole. A reference fits whose name, whole "
        + "or "
        + "by this rule, is what counts of the image's name.")
    @ValueReference(RuleReference.class)
    @Effect(predicate = IsName.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    NameRuleChoice nameRule = NameRuleChoice.WHOLE;

    @Layout(ReferencesSection.class)
    @Widget(title = "Pattern of names", description = "A regular expression that describes the whole name; what its "
        + "first "
        + "round brackets hold is the part that counts. <tt>(\\d+)-.*</tt> finds <tt>1400</tt> in <tt>1400-hazy</tt>.")
    @Effect(predicate = IsPattern.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    String namePattern = "(.+)_.*";

    @Layout(ReferencesSection.class)
    @Widget(title = "If sizes differ", description = "What to do with an image of another size than its reference. "
        + "Resizing "
        + "gives scores that nobody else reports, and the node warns of it.", advanced = true)
    Resizing resizing = Resizing.OFF;

    @Layout(MetricsSection.class)
    @Widget(title = "Metrics", description = "The metrics to compute, each exactly as published; a column of the "
        + "output has "
        + "the name in brackets. Variants that give other numbers are metrics of their own.")
    @ChoicesProvider(Metrics.class)
    @TwinlistWidget
    String[] metrics = USUAL.clone();

    @Layout(MetricsSection.class)
    @Widget(title = "Border left out", description = "Pixels at every side that do not count, as papers on "
        + "super-resolution "
        + "leave them out.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int border;

    @Layout(MetricsSection.class)
    @Widget(title = "Suffix", description = "Is put at the end of the names of the new columns. Several of these "
        + "nodes in a "
        + "row score several columns of one table side by side: with <tt>_hazy</tt> the column of PSNR is called "
        + "<tt>psnr_hazy</tt>.", advanced = true)
    @Migrate(loadDefaultIfAbsent = true)
    String suffix = "";

    @Layout(RangeSection.class)
    @Widget(title = "Data range", description = "What is black and white to metrics that depend on it.")
    @ValueReference(RangeReference.class)
    Range dataRange = Range.DECLARED;

    @Layout(RangeSection.class)
    @Widget(title = "Black", description = "The number that stands for black.")
    @Effect(predicate = IsFixed.class, type = EffectType.SHOW)
    double black;

    @Layout(RangeSection.class)
    @Widget(title = "White", description = "The number that stands for white.")
    @Effect(predicate = IsFixed.class, type = EffectType.SHOW)
    double white = 1;

    @Layout(RangeSection.class)
    @Widget(title = "Lower percentile", description = "The percentile of the reference that stands for black, 0 to "
        + "100.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostHundred.class)
    @Effect(predicate = IsPercentiles.class, type = EffectType.SHOW)
    double lowPercentile = 0.1;

    @Layout(RangeSection.class)
    @Widget(title = "Upper percentile", description = "The percentile of the reference that stands for white, 0 to "
        + "100.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostHundred.class)
    @Effect(predicate = IsPercentiles.class, type = EffectType.SHOW)
    double highPercentile = 99.9;

    ScoreMetricsNodeParameters() {
    }

    ScoreMetricsNodeParameters(NodeParametersInput input) {
        imageColumn = ImageColumns.first(input);
    }

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
        Limits.check("border left out", border, 0, 1_000_000);
        Limits.check("black", black, -LARGEST_LEVEL, LARGEST_LEVEL);
        Limits.check("white", white, -LARGEST_LEVEL, LARGEST_LEVEL);
        Limits.check("lower percentile", lowPercentile, 0, 100);
        Limits.check("upper percentile", highPercentile, 0, 100);
        if (dataRange == Range.PERCENTILES && lowPercentile >= highPercentile) {
            throw new InvalidSettingsException("The lower percentile is " + lowPercentile + " and the upper is "
                + highPercentile + ". Enter a lower and a higher one, such as 0.1 and 99.9.");
        }
        if (dataRange == Range.FIXED && !(black < white)) {
            throw new InvalidSettingsException("Black is " + black + " and white is " + white
                + ". Enter a number for white that is above the one for black.");
        }
        if (nameRule == NameRuleChoice.PATTERN) {
            try {
                nameRule();
            } catch (HazeLabException e) {
                throw new InvalidSettingsException(e.getMessage(), e);
            }
        }
        if (metrics.length == 0) {
            throw new InvalidSettingsException("No metric is chosen. Choose at least one.");
        }
    }
}
