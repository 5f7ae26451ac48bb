// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.writer;

import static org.hazelab.knime.nodes.shared.ImageColumns.column;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.shared.CellTexts;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.ImageRows;
import org.hazelab.knime.nodes.shared.ImageRows.OnFailure;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.operations.files.FileLocation;
import org.hazelab.operations.files.NamePattern;
import org.hazelab.operations.files.OverwritePolicy;
import org.hazelab.operations.files.WriteImages;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.StringCell;
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

/** Image Writer (HazeLab): a column of images in, files and their paths out. */
public final class ImageWriterNodeFactory extends DefaultNodeFactory {

    /** Stands in a file name for the row's key, beside the names of columns. */
    private static final String ROW_ID = "RowID";

    private static final DefaultNode NODE = DefaultNode.create().name("Image Writer (HazeLab)")
        .icon("./image_writer.png")
        .shortDescription("Writes a column of images to files.")
        .fullDescription("""
            <p>Writes each image of a column to a file: PNG with 8 or 16 bit, TIFF with 32-bit floating-point numbers, \
            or
            JPEG. The name of the file is put together from columns of the row, such as <tt>{name}_dehazed</tt>.</p>
            <p>PNG and JPEG map the image's value range to black and white; TIFF keeps the numbers as they are. A file
            appears under its name only once it is complete: if the node fails or is cancelled, no half-written file is
            left, and a file that was to be replaced is still there.</p>
            <p>Rows without an image write nothing; their path is missing and the node warns. A file that cannot be \
            written
            is an error.</p>
            """)
        .sinceVersion(5, 8, 0)
        .ports(ports -> ports.addInputTable("Images", "A table with a column of images.")
            .addOutputTable("Files", "The input table with a column added that holds the path of each written file."))
        .model(model -> model.parametersClass(ImageWriterNodeParameters.class)
            .configure(ImageWriterNodeFactory::configure).execute(ImageWriterNodeFactory::execute))
        .nodeType(NodeType.Sink).keywords("save", "export", "picture", "photo", "tiff", "png", "jpeg");

    /** Called by KNIME. */
    public ImageWriterNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        ImageWriterNodeParameters parameters = in.getParameters();
        DataTableSpec spec = in.getInTableSpec(0);
        ImageColumns.index(spec, parameters.imageColumn);
        try {
            NamePattern.parse(parameters.fileName).check(placeholders(spec));
        } catch (HazeLabException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
        NodeRun.checkPlace(parameters.folder);
        out.setOutSpec(0, outSpec(spec, parameters));
    }

    private static DataTableSpec outSpec(DataTableSpec spec, ImageWriterNodeParameters parameters) {
        return ImageColumns.append(spec, column(parameters.pathColumn, StringCell.TYPE));
    }

    /** What may stand in braces in the name of a file. */
    static List<String> placeholders(DataTableSpec spec) {
        List<String> names = new ArrayList<>(List.of(ROW_ID));
        spec.stream().filter(column -> !ImageCells.isImage(column)).map(DataColumnSpec::getName).forEach(names::add);
        return names;
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        ImageWriterNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInTable(0);
        Optional<Path> workflow = NodeRun.workflowFolder();
        Warnings warnings = new Warnings();
        NodeRun.run(exec, progress -> {
            DataTableSpec spec = table.getDataTableSpec();
            WriteImages operation = new WriteImages(config(parameters, workflow));
            int image = NodeRun.checked(() -> ImageColumns.index(spec, parameters.imageColumn));
            ImageRows rows = new ImageRows(table, image, outSpec(spec, parameters), OnFailure.FAIL,
                (picture, row, index, part) -> {
                    part.report(0, "writing");
                    return write(operation, picture, row, spec, part);
                });
            out.setOutData(0, rows.run(exec, progress, warnings));
        });
        warnings.text().ifPresent(out::setWarningMessage);
    }

    private static WriteImages.Config config(ImageWriterNodeParameters parameters, Optional<Path> workflow)
        throws HazeLabException {
        OverwritePolicy policy = switch (parameters.ifExists) {
            case FAIL -> OverwritePolicy.FAIL;
            case OVERWRITE -> OverwritePolicy.OVERWRITE;
            case SKIP -> OverwritePolicy.SKIP;
            case UNIQUE -> OverwritePolicy.UNIQUE;
        };
        return new WriteImages.Config(FileLocation.resolve(parameters.folder, workflow), parameters.createFolder,
            NamePattern.parse(parameters.fileName),
            ImageWriterNodeParameters.fileFormat(parameters.format), parameters.jpegQuality, true, policy);
    }

    private static DataCell[] write(WriteImages operation, FloatImage image, DataRow row, DataTableSpec spec,
        Progress progress) throws HazeLabException {
        WriteImages.Result result = operation.run(row.getKey().getString(), image, placeholder -> {
            int column = spec.findColumnIndex(placeholder);
            // A column of that name comes first: it is in the table, where the user sees it.
            return column >= 0 ? CellTexts.of(row.getCell(column))
                : placeholder.equals(ROW_ID) ? Optional.of(row.getKey().getString()) : Optional.empty();
        }, progress);
        return new DataCell[] {new StringCell(result.file().toString())};
    }
}
