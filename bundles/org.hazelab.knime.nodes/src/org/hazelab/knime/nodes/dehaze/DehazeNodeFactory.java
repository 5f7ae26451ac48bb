// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import static org.hazelab.knime.nodes.shared.ImageColumns.column;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.model.ModelPortObject;
import org.hazelab.knime.nodes.model.ModelPortObjectSpec;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.ImageRows;
import org.hazelab.knime.nodes.shared.ImageRows.OnFailure;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.methods.Output;
import org.hazelab.operations.models.DehazeImages;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Dehaze: hazy images and a model in; dehazed images, their standard deviations and samples out. */
public final class DehazeNodeFactory extends DefaultNodeFactory {

    private static final int CALIBRATION_PORT = 2;

    private static final DefaultNode NODE = DefaultNode.create().name("Dehaze").icon("./dehaze.png")
        .shortDescription("Dehazes images by a trained model, and says how uncertain the result is.")
        .fullDescription("""
            <p>Takes the haze off images by a model that HazeLab has trained or that a method's authors have \
            published.</p>
            """ + DehazeTexts.methods() + """
            <p>With HazeMatching, images of any size go through the network in tiles that overlap, of which the inner \
            half is kept; what is missing at the border is mirrored. HazeFlow sees an image as a whole, or, above a \
            limit, at half its size or in tiles that are blended.</p>
            <p>The time that an image will take is measured first and shown with \
            the progress. On a CPU with two cores, 8 samples of a megapixel by HazeMatching take the better part of an \
            hour; HazeFlow takes one step.</p>
            <p>The same images, model, settings and seed give the same result on the same device, with any number of \
            threads.</p>
            <p>An image that cannot be worked on, such as a stack, one with pixels that are no finite numbers, or, \
            for HazeMatching unless a <i>Channel</i> is chosen, one whose channels differ, gets missing cells with the \
            reason; the node \
            goes on and warns. It also warns of images whose values are far from those that the model was trained on, \
            such as images in 0 to 1 for a model of counts.</p>
            """)
        .sinceVersion(5, 8, 0)
        .dynamicPorts(ports -> ports
            .addInputPortGroup("Images", group -> group.name("Images")
                .description("A table with a column of hazy images.").fixed(BufferedDataTable.TYPE))
            .addInputPortGroup("Model", group -> group.name("Model")
                .description("The trained model.").fixed(ModelPortObject.TYPE))
            .addInputPortGroup("Calibration", group -> group.name("Calibration")
                .description(
                    "A table of one row with the numbers <tt>scalar</tt> and <tt>offset</tt>, as the output of the "
                        + "Calibration node: standard deviations become scalar times deviation plus offset, at least "
                        + "0.")
                .optional().supportedTypes(BufferedDataTable.TYPE))
            .addOutputPortGroup("Dehazed images", group -> group.name("Dehazed images")
                .description("The input table with these columns added: <tt>dehazed</tt> (image), and those of the "
                    + "model's method: " + DehazeTexts.columns() + ".")
                .fixed(BufferedDataTable.TYPE))
            .addOutputPortGroup("Samples", group -> group.name("Samples")
                .description(
                    "A row for each sample of each image, if that is chosen and the model's method draws samples: the "
                        + "columns of the input table, the number of the sample from 1 (<tt>sample</tt>), and the "
                        + "sample itself (<tt>sample_image</tt>).")
                .fixed(BufferedDataTable.TYPE)))
        .model(model -> model.parametersClass(DehazeNodeParameters.class)
            .configure(DehazeNodeFactory::configure).execute(DehazeNodeFactory::execute))
        .nodeType(NodeType.Predictor)
        .keywords("dehaze", "HazeMatching", "HazeFlow", "photograph", "microscopy", "widefield", "confocal",
            "deep learning", "uncertainty");

    /** Called by KNIME. */
    public DehazeNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DehazeNodeParameters parameters = in.getParameters();
        PortObjectSpec[] specs = in.getInPortSpecs();
        DataTableSpec table = (DataTableSpec)specs[0];
        ImageColumns.index(table, parameters.imageColumn);
        if (specs.length > CALIBRATION_PORT) {
            CalibrationTable.check((DataTableSpec)specs[CALIBRATION_PORT]);
        }
        DehazeImages.Config config = parameters.config(Optional.empty());
        out.setOutSpec(1, samplesSpec(table, parameters));
        try {
            parameters.runtime();
            // A model that is yet to be read or trained is checked when it is there.
            if (specs[1] instanceof ModelPortObjectSpec model) {
                out.setOutSpec(0, outSpec(table, DehazeImages.check(model.description(), config), parameters));
            }
        } catch (HazeLabException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    private static DataTableSpec outSpec(DataTableSpec spec, List<Output> outputs, DehazeNodeParameters parameters) {
        List<DataColumnSpec> added = new ArrayList<>(List.of(column("dehazed", parameters.imageCells.type())));
        outputs.stream().filter(Output::hasColumn)
            .forEach(output -> added.add(column(output.key(), parameters.imageCells.type())));
        return ImageColumns.append(spec, added.toArray(DataColumnSpec[]::new));
    }

    private static DataTableSpec samplesSpec(DataTableSpec spec, DehazeNodeParameters parameters) {
        return ImageColumns.append(spec, column("sample", IntCell.TYPE),
            column("sample_image", parameters.imageCells.type()));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DehazeNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        PortObject[] inputs = in.getInPortObjects();
        BufferedDataTable table = (BufferedDataTable)inputs[0];
        ModelPortObject model = (ModelPortObject)inputs[1];
        Warnings warnings = new Warnings();
        NodeRun.run(exec, progress -> {
            Optional<DehazeImages.Calibration> calibration = inputs.length <= CALIBRATION_PORT ? Optional.empty()
                : Optional
                    .of(new DehazeImages.Calibration(CalibrationTable.read((BufferedDataTable)inputs[CALIBRATION_PORT]),
                        parameters.calibrationUnits.units()));
            DehazeImages.Config config = NodeRun.checked(() -> parameters.config(calibration));
            DehazeImages.check(model.description(), config);
            progress.checkCanceled();
            try (DehazeImages operation =
                DehazeImages.open(model.file(), config, parameters.runtime(), progress.part(0, 0, ""))) {
                dehaze(table, parameters, operation, exec, progress, warnings, out);
            }
        });
        warnings.text().ifPresent(out::setWarningMessage);
    }

    private static void dehaze(BufferedDataTable table, DehazeNodeParameters parameters, DehazeImages operation,
        ExecutionContext exec, Progress progress, Warnings warnings, ExecuteOutput out)
        throws HazeLabException, IOException {
        DataTableSpec spec = table.getDataTableSpec();
        int image = NodeRun.checked(() -> ImageColumns.index(spec, parameters.imageColumn));
        List<Output> outputs = operation.method().outputs();
        BufferedDataContainer samples = exec.createDataContainer(samplesSpec(spec, parameters));
        try {
            DehazeRun run = new DehazeRun(operation, parameters.imageCells, exec,
                parameters.putOutSamples ? samples : null, table.size(), warnings);
            ImageRows rows = new ImageRows(table, image, outSpec(spec, outputs, parameters), OnFailure.MISSING,
                run::atOnce, run::cells);
            out.setOutData(0, rows.run(exec, progress, warnings));
            run.finish();
        } finally {
            samples.close();
        }
        out.setOutData(1, samples.getTable());
    }
}
