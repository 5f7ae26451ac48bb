// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.calibration;

import java.nio.file.Path;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.calibration.CalibrationNodeParameters.IfExists;
import org.hazelab.knime.nodes.calibration.CalibrationNodeParameters.Variant;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.knime.nodes.shared.TableRows;
import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.metrics.calibration.CalibrationVariant;
import org.hazelab.operations.calibration.CalibrateUncertainty;
import org.hazelab.operations.calibration.CalibrateUncertainty.Row;
import org.hazelab.operations.calibration.ReliabilityDiagram;
import org.hazelab.operations.files.FileLocation;
import org.hazelab.operations.files.OverwritePolicy;
import org.hazelab.operations.files.WriteText;
import org.hazelab.operations.plot.LinePlot;
import org.hazelab.operations.table.ImageTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Calibration: predictions, deviations and truth in; bins, factors and the reliability diagram out. */
public final class CalibrationNodeFactory extends DefaultNodeFactory {

    private static final int DIAGRAM_WIDTH = 800;
    private static final int DIAGRAM_HEIGHT = 600;

    private static final DefaultNode NODE = DefaultNode.create().name("Calibration").icon("./calibration.png")
        .shortDescription("Compares predicted standard deviations with the errors and finds factors that correct them.")
        .fullDescription("""
            <p>The standard deviation of a network's samples says how uncertain each pixel is. Where the ground truth is
            known, this can be checked: pixels with a deviation of 5 should have a root mean squared error of 5. This
            node divides the pixels of all images into bins by their deviation and compares, for each bin, the deviation
            (as root mean variance, RMV) with the error (RMSE). It fits the line RMSE = scalar x RMV + offset to the
            bins of the calibration table, each weighted by its number of pixels. A deviation is scaled to max(0, scalar
            x deviation + offset).</p>
            <p>Prediction, deviation and ground truth must be in the same units. The scalar has none; the offset has the
            units of the deviations. So factors that were fitted in the units of the clean images hold for deviations in
            the units of the clean images, and not for normalized ones.</p>
            <p>How good the factors are is judged by the test table (add the input <i>Test images</i> at the node):
            images that neither the network nor this node has seen. Without it they are judged by the images that they
            were fitted to, which makes them look better than they are; the node warns of that, and of test images that
            are in the calibration table, too. A row counts as such if its ground truth has the very same pixels,
            whatever its RowID.</p>
            <p>Rows with a missing image, with images of different sizes, or without a pixel that is finite in all three
            are left out, and the node warns. Pixels that are no finite number in one of the three are left out. A
            ground truth of three equal channels goes with a gray prediction. Images may differ in size from row to row.
            The images are read one row at a time.</p>
            <p>Bins and factors are those of HazeMatching (Ray, Ashesh and Jug), after Levi et al., "Evaluating and
            calibrating uncertainty prediction in regression tasks", Sensors 22 (2022). Calibration error and coverage
            are additions of HazeLab.</p>
            """)
        .sinceVersion(5, 8, 0)
        .dynamicPorts(ports -> ports
            .addInputPortGroup("Calibration images", group -> group.name("Calibration images")
                .description("A table with predictions, deviations and ground truth, to which the factors are fitted.")
                .fixed(BufferedDataTable.TYPE))
            .addInputPortGroup("Test images", group -> group.name("Test images")
                .description("A table with the same columns and other images, by which the factors are judged.")
                .optional().supportedTypes(BufferedDataTable.TYPE))
            .addOutputPortGroup("Bins", group -> group.name("Bins").description(CalibrationTables.BINS_DESCRIPTION)
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Factors", group -> group.name("Factors")
                .description(CalibrationTables.FACTORS_DESCRIPTION).fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Diagram", group -> group.name("Diagram")
                .description("The reliability diagram, a PNG image of " + DIAGRAM_WIDTH + " x " + DIAGRAM_HEIGHT
                    + " pixels: the RMSE of each bin over its RMV with its error bar as a band, for deviations as they "
                    + "are and scaled, and the line on which both are equal. It shows the test images if there are "
                    + "any, without the bins at both ends that together have at most 0.01 % of the pixels.")
                .fixed(ImagePortObject.TYPE)))
        .model(model -> model.parametersClass(CalibrationNodeParameters.class)
            .configure(CalibrationNodeFactory::configure).execute(CalibrationNodeFactory::execute))
        .nodeType(NodeType.Learner)
        .keywords("uncertainty", "standard deviation", "reliability diagram", "ENCE", "coverage", "HazeMatching");

    private static final ImagePortObjectSpec DIAGRAM = new ImagePortObjectSpec(PNGImageContent.TYPE);

    /** Called by KNIME. */
    public CalibrationNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        CalibrationNodeParameters parameters = in.getParameters();
        for (DataTableSpec spec : in.getInTableSpecs()) {
            Columns.of(spec, parameters);
        }
        NodeRun.checkPlace(parameters.folder);
        out.setOutSpecs(CalibrationTables.BINS, CalibrationTables.FACTORS, DIAGRAM);
    }

    /** The positions of the columns that are read. */
    private record Columns(int prediction, int deviation, int truth) {

        static Columns of(DataTableSpec spec, CalibrationNodeParameters p) throws InvalidSettingsException {
            Columns columns = new Columns(ImageColumns.index(spec, p.predictionColumn, "prediction"),
                ImageColumns.index(spec, p.deviationColumn, "deviation"),
                ImageColumns.index(spec, p.truthColumn, "ground truth"));
            if (columns.prediction == columns.deviation || columns.prediction == columns.truth
                || columns.deviation == columns.truth) {
                throw new InvalidSettingsException("One column is chosen twice. Choose three different columns for "
                    + "prediction, deviation and ground truth.");
            }
            return columns;
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        CalibrationNodeParameters parameters = in.getParameters();
        BufferedDataTable[] tables = in.getInTables();
        ExecutionContext exec = in.getExecutionContext();
        Optional<Path> workflow = NodeRun.workflowFolder();
        Warnings warnings = new Warnings();
        NodeRun.run(exec, progress -> {
            Optional<WriteText> file = svgFile(parameters, workflow);
            CalibrateUncertainty.Result result = calibrate(tables, parameters, warnings, progress);
            CalibrationWarnings.note(result, warnings);
            LinePlot diagram = ReliabilityDiagram.of(result);
            ImagePortObject image =
                new ImagePortObject(new PNGImageContent(diagram.png(DIAGRAM_WIDTH, DIAGRAM_HEIGHT)), DIAGRAM);
            progress.checkCanceled();
            if (file.isPresent()) {
                file.get().write(diagram.svg(DIAGRAM_WIDTH, DIAGRAM_HEIGHT));
            }
            out.setOutData(CalibrationTables.bins(result, exec),
                CalibrationTables.factors(result, parameters.bins, exec), image);
        });
        warnings.text().ifPresent(out::setWarningMessage);
    }

    private static Optional<WriteText> svgFile(CalibrationNodeParameters parameters, Optional<Path> workflow)
        throws HazeLabException {
        if (parameters.folder.isBlank()) {
            return Optional.empty();
        }
        Path file =
            FileLocation.inFolder(FileLocation.resolve(parameters.folder, workflow), parameters.fileName.strip());
        return Optional.of(WriteText.prepare(new WriteText.Config(file, ".svg", parameters.createFolder,
            parameters.ifExists == IfExists.OVERWRITE ? OverwritePolicy.OVERWRITE : OverwritePolicy.FAIL),
            "The diagram"));
    }

    private static CalibrateUncertainty.Result calibrate(BufferedDataTable[] tables,
        CalibrationNodeParameters parameters, Warnings warnings, Progress progress) throws HazeLabException {
        CalibrateUncertainty.Config config = new CalibrateUncertainty.Config(parameters.bins,
            parameters.variant == Variant.AUTHORS ? CalibrationVariant.AUTHORS : CalibrationVariant.CORRECTED);
        ImageTable<Row> calibration = images(tables[0], parameters);
        Optional<ImageTable<Row>> test =
            tables.length > 1 ? Optional.of(images(tables[1], parameters)) : Optional.empty();
        return CalibrateUncertainty.run(config, calibration, test,
            row -> CalibrationWarnings.leftOut(row, warnings), progress);
    }

    private static ImageTable<Row> images(BufferedDataTable table, CalibrationNodeParameters parameters)
        throws HazeLabException {
        Columns columns = NodeRun.checked(() -> Columns.of(table.getDataTableSpec(), parameters));
        return new TableRows<>(table,
            row -> new CalibrationRow(row, columns.prediction, columns.deviation, columns.truth));
    }
}
