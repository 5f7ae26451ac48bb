// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import java.util.List;

import org.hazelab.knime.nodes.score.ScoreSections.MetricsSection;
import org.hazelab.knime.nodes.score.ScoreSections.RangeSection;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.Limits;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.MetricInfo;
import org.hazelab.metrics.SetMetric;
import org.knime.core.node.InvalidSettingsException;
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
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/**
 * What the dialog of Score Metrics asks.
 *
 * <p>One of its groups is a superclass, whose fields KNIME saves first and with keys of the same level:
 * {@link ReferenceParameters}.
 */
final class ScoreMetricsNodeParameters extends ReferenceParameters {

    enum Range {
        @Label(value = "Declared by each image", description = "0 to 255 for 8 bit, 0 to 65535 for 16 bit, and what "
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

    @Layout(MetricsSection.class)
    @Widget(title = "Metrics", description = "The metrics to compute, each exactly as published; a column of the "
        + "output has the name in brackets. Variants that give other numbers are metrics of their own.")
    @ChoicesProvider(Metrics.class)
    @TwinlistWidget
    String[] metrics = USUAL.clone();

    @Layout(MetricsSection.class)
    @Widget(title = "Border left out", description = "Pixels at every side that are left out, as in papers on "
        + "super-resolution.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int border;

    @Layout(MetricsSection.class)
    @Widget(title = "Suffix", description = "Added to the names of the new columns, so that several of these nodes in "
        + "a row can score several columns of one table: with <tt>_hazy</tt> the column of PSNR is called "
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
        super.validate();
        if (metrics.length == 0) {
            throw new InvalidSettingsException("No metric is chosen. Choose at least one.");
        }
    }
}
