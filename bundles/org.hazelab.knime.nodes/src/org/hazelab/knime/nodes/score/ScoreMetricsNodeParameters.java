// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.hazelab.knime.nodes.dialog.AtMost;
import org.hazelab.knime.nodes.dialog.Inputs;
import org.hazelab.knime.nodes.score.ScoreSections.OutputSection;
import org.hazelab.knime.nodes.score.ScoreSections.RangeSection;
import org.hazelab.knime.nodes.score.ScoreSections.SizeSection;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.metrics.Metric;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.SetMetric;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/**
 * What the dialog of Score Metrics asks.
 *
 * <p>One of its groups is a superclass, whose fields KNIME saves first and with keys of the same level:
 * {@link ReferenceParameters}.
 */
final class ScoreMetricsNodeParameters extends ReferenceParameters {

    enum Range {
        @Label(value = "Value range of each image", description = "0 to 255 for 8 bit, 0 to 65535 for 16 bit, and what "
            + "float images and PNG cells declare. Images of the same content get the same scores whatever their bit "
            + "depth.")
        DECLARED,
        @Label(value = "Fixed", description = "The same two numbers for all images and references.")
        FIXED,
        @Label(value = "Percentiles of the reference", description = "Two percentiles of the reference's pixels, for "
            + "image and reference: for counts without a natural upper end.")
        PERCENTILES
    }

    interface RangeReference extends ParameterReference<Range> {
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

    /**
     * The metrics as they declare themselves, those that need a reference first: a new one appears here of its own
     * accord. Titles are short enough to be seen whole; only where two are the same, the name of the column is added.
     */
    static final class Metrics implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput context) {
            List<MetricInfo> infos = MetricCatalog.builtIn().metrics().stream()
                .filter(metric -> !(metric instanceof SetMetric)).map(Metric::info)
                .sorted(Comparator.comparing(info -> !info.needs(Need.REFERENCE))).toList();
            return infos.stream().map(info -> new StringChoice(info.id(), label(info, infos))).toList();
        }

        private static String label(MetricInfo info, List<MetricInfo> all) {
            boolean unique = all.stream().filter(other -> other.title().equals(info.title())).count() == 1;
            return unique ? info.title() : info.title() + " (" + info.id() + ")";
        }
    }

    /** Far beyond the levels of any camera. */
    private static final double LARGEST_LEVEL = 1e9;

    static final class LeastLevel extends MinValidation {
        @Override
        protected double getMin() {
            return -LARGEST_LEVEL;
        }
    }

    static final class MostLevel extends MaxValidation {
        @Override
        protected double getMax() {
            return LARGEST_LEVEL;
        }
    }

    /** What papers on dehazing report most, with and without references. */
    private static final String[] USUAL = {"psnr", "ssim", "ms_ssim", "fsim", "niqe", "brisque", "fade"};

    /** Words in the names of columns that hold references. */
    private static final Set<String> REFERENCE_WORDS =
        Set.of("clean", "clear", "reference", "references", "ref", "truth", "gt", "groundtruth");

    @Widget(title = "Metrics", description = "The metrics to compute, each exactly as published. Those that need no "
        + "reference are at the end of the list. The output gets a column for each metric, whose name is in the "
        + "description of the node. Variants that give other numbers are metrics of their own.")
    @ChoicesProvider(Metrics.class)
    @ValueReference(MetricsReference.class)
    @TwinlistWidget
    String[] metrics = USUAL.clone();

    @Layout(SizeSection.class)
    @Widget(title = "Border to ignore (px)", description = "The number of pixels at every side that are left out, as "
        + "in papers on super-resolution.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = AtMost.N1000000.class)
    int border;

    @Layout(OutputSection.class)
    @Widget(title = "Suffix of new columns", description = "The text that is added to the names of the new columns, so "
        + "that several of these nodes in a row can score several columns of one table. With <tt>_hazy</tt> the column "
        + "of PSNR is called <tt>psnr_hazy</tt>.")
    @Migrate(loadDefaultIfAbsent = true)
    String suffix = "";

    @Layout(RangeSection.class)
    @Widget(title = "Black and white", description = "The numbers that are black and white to metrics that depend on "
        + "it.")
    @ValueReference(RangeReference.class)
    @RadioButtonsWidget
    Range dataRange = Range.DECLARED;

    @Layout(RangeSection.Fixed.class)
    @Widget(title = "Black", description = "The number that stands for black.")
    @NumberInputWidget(minValidation = LeastLevel.class, maxValidation = MostLevel.class)
    double black;

    @Layout(RangeSection.Fixed.class)
    @Widget(title = "White", description = "The number that stands for white.")
    @NumberInputWidget(minValidation = LeastLevel.class, maxValidation = MostLevel.class)
    double white = 1;

    @Layout(RangeSection.Percentiles.class)
    @Widget(title = "Lower percentile (0 to 100)", description = "The percentile of the reference that stands for "
        + "black.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostHundred.class)
    double lowPercentile = 0.1;

    @Layout(RangeSection.Percentiles.class)
    @Widget(title = "Upper percentile (0 to 100)", description = "The percentile of the reference that stands for "
        + "white.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.AtMostHundred.class)
    double highPercentile = 99.9;

    ScoreMetricsNodeParameters() {
    }

    ScoreMetricsNodeParameters(NodeParametersInput input) {
        List<String> images = ImageColumns.ofFirst(input).stream().map(DataColumnSpec::getName).toList();
        imageColumn = images.stream().findFirst().orElse("");
        if (Inputs.count(input, BufferedDataTable.TYPE) > 1) {
            chooseReferences(new ImageColumns.SecondTableChoices().columnChoices(input));
        } else {
            images.stream().filter(ScoreMetricsNodeParameters::isReference).findFirst().ifPresent(found -> {
                Optional<String> other = images.stream().filter(name -> !name.equals(found)).findFirst();
                other.ifPresent(image -> chooseReference(image, found));
            });
        }
    }

    private void chooseReference(String image, String found) {
        imageColumn = image;
        reference = ReferenceFrom.COLUMN;
        referenceColumn = found;
    }

    /** Keeps the usual name where the table has such a column, or nothing is known of the table. */
    private void chooseReferences(List<DataColumnSpec> columns) {
        if (columns.stream().noneMatch(column -> column.getName().equals(referenceTableColumn))) {
            columns.stream().findFirst().ifPresent(column -> referenceTableColumn = column.getName());
        }
    }

    private static boolean isReference(String column) {
        return Stream.of(column.toLowerCase(Locale.ROOT).split("[^a-z]+")).anyMatch(REFERENCE_WORDS::contains);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Limits.check("border to ignore", border, 0, 1_000_000);
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
        super.validate();
        if (metrics.length == 0) {
            throw new InvalidSettingsException("No metric is chosen. Choose at least one.");
        }
    }
}
