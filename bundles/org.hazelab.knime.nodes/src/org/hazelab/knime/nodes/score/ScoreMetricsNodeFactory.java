// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import static org.hazelab.knime.nodes.shared.ImageColumns.column;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.ImageRows;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.metrics.Metric;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.Score;
import org.hazelab.metrics.image.DataRange;
import org.hazelab.operations.scoring.Pairing;
import org.hazelab.operations.scoring.ReferenceOf;
import org.hazelab.operations.scoring.References;
import org.hazelab.operations.scoring.ScoreMetrics;
import org.hazelab.operations.scoring.ScoreRun;
import org.hazelab.operations.scoring.ScoreSummary;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Score Metrics: images and perhaps references in, scores, their statistics and their provenance out. */
public final class ScoreMetricsNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Score Metrics").icon("./score_metrics.png")
        .shortDescription("Scores images by published image-quality metrics, with or without a reference.")
        .fullDescription("""
            <p>Computes the image-quality metrics that papers on dehazing and microscopy report, each exactly as
            published; where implementations in use differ, the variants are separate metrics with names of their own.
            The third output says which variant, data range, color handling and border gave each number, with the
            publication.</p>
            <p>Metrics that compare take the reference from a column of the same table, or from a second table (add the
            input <i>References</i> at the node), where it is found by name or by RowID. Nothing is ever resized
            unless you say so: an image of another size or number of channels than its reference, too small for a
            metric, or with pixels that are not numbers gets a missing cell with the reason.</p>
            <p>8-bit, 16-bit and float images of the same content give the same scores. MicroMS3IM fits its constants
            over the whole table, so its scores depend on which rows are in it.</p>
            <p>The metrics:</p>
            """ + metricList())
        .sinceVersion(5, 8, 0)
        .dynamicPorts(ports -> ports
            .addInputPortGroup("Images", group -> group.name("Images")
                .description("A table with a column of images, and optionally one of references.")
                .fixed(BufferedDataTable.TYPE))
            .addInputPortGroup("References", group -> group.name("References")
                .description("A table with the references, found by name or by RowID.")
                .optional().supportedTypes(BufferedDataTable.TYPE))
            .addOutputPortGroup("Scores", group -> group.name("Scores")
                .description("The input table with a column for each metric: " + columnList()
                    + "; each name ends with the suffix, if you give one.")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Summary", group -> group.name("Summary")
                .description("One row per metric: its name (<tt>metric</tt>), the <tt>mean</tt>, "
                    + "<tt>standard_deviation</tt>, <tt>median</tt>, <tt>minimum</tt> and <tt>maximum</tt> of the "
                    + "scores, how many images have one (<tt>count</tt>) and how many have none (<tt>missing</tt>).")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Provenance", group -> group.name("Provenance")
                .description("What stands behind the numbers, one row per metric: its name (<tt>metric</tt>), the "
                    + "<tt>variant</tt> of the algorithm, whether higher or lower is <tt>better</tt>, the "
                    + "<tt>data_range</tt>, how <tt>colour</tt> and <tt>border</tt> were treated, the "
                    + "<tt>resizing</tt> of images, the <tt>version</tt> of our computation, and the publication "
                    + "(<tt>citation</tt>).")
                .fixed(BufferedDataTable.TYPE)))
        .model(model -> model.parametersClass(ScoreMetricsNodeParameters.class)
            .configure(ScoreMetricsNodeFactory::configure).execute(ScoreMetricsNodeFactory::execute))
        .nodeType(NodeType.Other)
        .keywords("image quality", "PSNR", "SSIM", "MS-SSIM", "VSI", "FSIM", "GMSD", "NIQE", "BRISQUE", "FADE",
            "evaluation");

    private static final DataTableSpec SUMMARY = new DataTableSpec(column("metric", StringCell.TYPE),
        column("mean", DoubleCell.TYPE), column("standard_deviation", DoubleCell.TYPE),
        column("median", DoubleCell.TYPE),
        column("minimum", DoubleCell.TYPE), column("maximum", DoubleCell.TYPE), column("count", LongCell.TYPE),
        column("missing", LongCell.TYPE));

    private static final DataTableSpec PROVENANCE = new DataTableSpec(column("metric", StringCell.TYPE),
        column("variant", StringCell.TYPE), column("better", StringCell.TYPE), column("data_range", StringCell.TYPE),
        column("colour", StringCell.TYPE), column("border", StringCell.TYPE), column("resizing", StringCell.TYPE),
        column("version", IntCell.TYPE), column("citation", StringCell.TYPE));

    /** Called by KNIME. */
    public ScoreMetricsNodeFactory() {
        super(NODE);
    }

    /** Every metric with its name and publication, from its declaration. */
    private static String metricList() {
        StringBuilder list = new StringBuilder("<ul>");
        MetricCatalog.builtIn().metrics().stream().map(Metric::info).forEach(info -> list.append("<li><b>")
            .append(escape(info.title())).append("</b> (<tt>").append(info.id()).append("</tt>, ")
            .append(info.direction())
            .append("): ").append(escape(info.variant())).append(". ").append(escape(info.citation())).append("</li>"));
        return list.append("</ul>").toString();
    }

    private static String columnList() {
        return MetricCatalog.builtIn().metrics().stream().map(metric -> "<tt>" + metric.info().id() + "</tt>")
            .collect(Collectors.joining(", "));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        ScoreMetricsNodeParameters parameters = in.getParameters();
        DataTableSpec[] specs = in.getInTableSpecs();
        ScoreColumns.of(specs, parameters);
        try {
            out.setOutSpecs(scoresSpec(specs[0], operation(parameters), parameters.suffix), SUMMARY, PROVENANCE);
        } catch (HazeLabException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    private static DataTableSpec scoresSpec(DataTableSpec spec, ScoreMetrics operation, String suffix) {
        return ImageColumns.append(spec, operation.metrics().stream()
            .map(metric -> column(metric.id() + suffix, DoubleCell.TYPE)).toArray(DataColumnSpec[]::new));
    }

    private static ScoreMetrics operation(ScoreMetricsNodeParameters p) throws HazeLabException {
        DataRange range = switch (p.dataRange) {
            case DECLARED -> new DataRange.Declared();
            case FIXED -> DataRange.Fixed.of(p.black, p.white);
            case PERCENTILES -> new DataRange.ReferencePercentiles(p.lowPercentile, p.highPercentile);
        };
        ScoreMetrics.Resizing resizing = switch (p.resizing) {
            case OFF -> ScoreMetrics.Resizing.OFF;
            case CROP_REFERENCE -> ScoreMetrics.Resizing.CROP_REFERENCE;
            case BILINEAR -> ScoreMetrics.Resizing.BILINEAR;
            case BICUBIC -> ScoreMetrics.Resizing.BICUBIC;
        };
        return new ScoreMetrics(new ScoreMetrics.Config(List.of(p.metrics), range, resizing, p.border));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        ScoreMetricsNodeParameters parameters = in.getParameters();
        BufferedDataTable[] tables = in.getInTables();
        ExecutionContext exec = in.getExecutionContext();
        Warnings warnings = new Warnings();
        NodeRun.run(exec, progress -> {
            ScoreMetrics operation = operation(parameters);
            DataTableSpec[] specs = new DataTableSpec[tables.length];
            for (int t = 0; t < tables.length; t++) {
                specs[t] = tables[t].getDataTableSpec();
            }
            ScoreColumns columns = NodeRun.checked(() -> ScoreColumns.of(specs, parameters));
            Pairing pairing = columns.pairing();
            if (pairing != null) {
                pairing.note().ifPresent(warnings::note);
                try (References references = new References(pairing)) {
                    references.add(columns.references(tables[1]), progress.part(0, 0.05, ""));
                    score(new ScoreRun<>(columns.images(tables[0]), Optional.of(references), operation, warnings::add),
                        scoresSpec(specs[0], operation, parameters.suffix), exec, progress.part(0.05, 1, ""), out);
                }
            } else {
                Optional<ReferenceOf> references =
                    columns.reference() < 0 ? Optional.empty() : Optional.of(ReferenceOf.SAME_ROW);
                score(new ScoreRun<>(columns.images(tables[0]), references, operation, warnings::add),
                    scoresSpec(specs[0], operation, parameters.suffix), exec, progress.part(0.05, 1, ""), out);
                if (references.isEmpty()) {
                    ScoreRun.noteWithoutReferences(operation).ifPresent(warnings::note);
                }
            }
            out.setOutData(2, provenance(operation, exec));
        });
        warnings.text().ifPresent(out::setWarningMessage);
    }

    private static void score(ScoreRun<TableImage> run, DataTableSpec spec, ExecutionContext exec, Progress progress,
        ExecuteOutput out) {
        BufferedDataContainer scores = exec.createDataContainer(spec);
        try {
            ScoreSummary summary = run.run(progress,
                (image, values) -> scores.addRowToTable(ImageRows.extend(image.row(), cells(values))));
            out.setOutData(1, summary(summary, exec));
        } finally {
            scores.close();
        }
        out.setOutData(0, scores.getTable());
    }

    private static DataCell[] cells(List<Score> scores) {
        return scores.stream()
            .map(score -> score.isMissing() ? new MissingCell(score.reason()) : new DoubleCell(score.value()))
            .toArray(DataCell[]::new);
    }

    private static BufferedDataTable summary(ScoreSummary summary, ExecutionContext exec) {
        BufferedDataContainer container = exec.createDataContainer(SUMMARY);
        for (ScoreSummary.Line line : summary.lines()) {
            container.addRowToTable(new DefaultRow(line.metric().id(), new StringCell(line.metric().id()),
                number(line.mean()), number(line.standardDeviation()), number(line.median()), number(line.min()),
                number(line.max()), new LongCell(line.count()), new LongCell(line.missing())));
        }
        container.close();
        return container.getTable();
    }

    private static DataCell number(double value) {
        return Double.isNaN(value) ? new MissingCell("It is not defined for these scores") : new DoubleCell(value);
    }

    private static BufferedDataTable provenance(ScoreMetrics operation, ExecutionContext exec) {
        BufferedDataContainer container = exec.createDataContainer(PROVENANCE);
        List<ScoreMetrics.Provenance> lines = operation.provenance();
        for (int m = 0; m < lines.size(); m++) {
            ScoreMetrics.Provenance line = lines.get(m);
            container.addRowToTable(new DefaultRow(line.metric(), new StringCell(line.metric()),
                new StringCell(line.variant()), new StringCell(operation.metrics().get(m).direction().toString()),
                new StringCell(line.dataRange()), new StringCell(line.colour()), new StringCell(line.border()),
                new StringCell(line.resizing()), new IntCell(line.version()), new StringCell(line.citation())));
        }
        container.close();
        return container.getTable();
    }
}
