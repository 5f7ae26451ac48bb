// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.reader;

import static org.hazelab.knime.nodes.shared.ImageColumns.column;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.ImageInfo;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.cell.ReferredImageCellFactory;
import org.hazelab.knime.nodes.reader.ImageReaderNodeParameters.OnError;
import org.hazelab.knime.nodes.reader.ImageReaderNodeParameters.Pages;
import org.hazelab.knime.nodes.reader.ImageReaderNodeParameters.Pixels;
import org.hazelab.knime.nodes.reader.ImageReaderNodeParameters.Source;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.operations.files.FileLocation;
import org.hazelab.operations.files.ImageReference;
import org.hazelab.operations.files.ListImages;
import org.hazelab.operations.files.ReadImages;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
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

/** Image Reader (HazeLab): image files in, a row for each image out. */
public final class ImageReaderNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE =
        DefaultNode.create().name("Image Reader (HazeLab)").icon("./image_reader.png")
            .shortDescription("Reads images from a folder or a list of files.")
            .fullDescription("""
            <p>Reads PNG (8 and 16 bit), JPEG, TIFF (8, 16 and 32 bit, float, several pages) and BMP files into a table
            with one row per image, sorted by file name: folder by folder, capital letters before small ones, and 10
            before 2.</p>
            <p>The numbers stay as they are in the file: 0 to 255 for 8 bit, 0 to 65535 for 16 bit, and whatever a float
            file holds. Each image knows the range its numbers refer to. For a float file that is 0 to 1 if all its
            numbers lie there, else from its smallest to its largest number, unless the file says so itself (TIFF tags
            SMinSampleValue and SMaxSampleValue, which the Image Writer of HazeLab writes). A camera of 12 bits fills \
            only
            a sixteenth of the range of a 16 bit file: if the file declares its largest number (TIFF tags MaxSampleValue
            or SMaxSampleValue, 4095), that is the range, else set it under <i>Value range</i>. The node warns where \
            less
            than an eighth of the range is used. Transparency and color profiles are left out.</p>
            <p>Channels of a TIFF become the channels of one image where ImageJ, OME-TIFF or Python's tifffile declare
            them, whatever the order of the axes is. Each slice of each time is a page, slice by slice and then time by
            time. Stacks that have one directory for all planes (MetaMorph STK, ImageJ above 4 GB) are read as a \
            whole. A
            palette in a TIFF of ImageJ or OME-TIFF is how a gray image is shown, so that the image is gray with the
            numbers that are stored; other palettes give red, green and blue.</p>
            <p>Files that are cut off or damaged are never read in part. Only where all pixels are there and the mark of
            the end is missing (JPEG, PNG), the image is read and the node warns. Strips and tiles that a TIFF file does
            not store are 0.</p>
            <p>The images are copied into the workflow, unless <i>Pixels</i> is set to <i>Refer to the file</i>: then \
            each
            file is read once here, to check it and make a small preview, and again by every node that needs its \
            pixels.</p>
            <p>Paths are whole ones of this computer, or relative to the workflow:
            <tt>knime://knime.workflow/data/photos</tt>.</p>
            """)
            .sinceVersion(5, 8, 0)
            .ports(ports -> ports.addOutputTable("Images", """
            One row per image with the columns <tt>image</tt>, <tt>file name</tt>, <tt>name</tt> (the file name \
            without its
            ending), <tt>page</tt> (from 1), <tt>width</tt>, <tt>height</tt>, <tt>channels</tt> and <tt>bit depth</tt>;
            <tt>problem</tt> if it is asked for.
            """))
            .model(model -> model.parametersClass(ImageReaderNodeParameters.class)
                .configure(ImageReaderNodeFactory::configure).execute(ImageReaderNodeFactory::execute))
            .nodeType(NodeType.Source).keywords("load", "import", "picture", "photo", "tiff", "png", "jpeg");

    /** Called by KNIME. */
    public ImageReaderNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        ImageReaderNodeParameters parameters = in.getParameters();
        if (parameters.source == Source.FOLDER) {
            NodeRun.checkPlace(parameters.folder);
        } else {
            for (String line : parameters.files.split("\\R")) {
                NodeRun.checkPlace(line);
            }
        }
        out.setOutSpec(0, outSpec(parameters));
    }

    private static DataTableSpec outSpec(ImageReaderNodeParameters parameters) {
        List<DataColumnSpec> columns = new ArrayList<>(List.of(column("image", parameters.imageType()),
            column("file name", StringCell.TYPE), column("name", StringCell.TYPE), column("page", IntCell.TYPE),
            column("width", IntCell.TYPE), column("height", IntCell.TYPE), column("channels", IntCell.TYPE),
            column("bit depth", IntCell.TYPE)));
        if (parameters.problemColumn) {
            columns.add(column("problem", StringCell.TYPE));
        }
        return new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        ImageReaderNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        Optional<Path> workflow = NodeRun.workflowFolder();
        Warnings warnings = new Warnings();
        NodeRun.run(exec, progress -> {
            List<Path> files = files(parameters, workflow, progress);
            BufferedDataContainer container = exec.createDataContainer(outSpec(parameters));
            try {
                ReadImages operation = new ReadImages(new ReadImages.Config(parameters.pages == Pages.STACK,
                    parameters.applyOrientation, parameters.inputRange()));
                for (int f = 0; f < files.size(); f++) {
                    Path file = files.get(f);
                    Progress part = progress.part(f / (double)files.size(), (f + 1) / (double)files.size(),
                        "File " + (f + 1) + " of " + files.size() + " (" + file.getFileName() + "): ");
                    part.report(0, "reading");
                    operation.run(file, part, outcome -> {
                        if (!outcome.hasReadableName()) {
                            warnings.add(
                                "the file's name has characters that cannot be read, because they are no UTF-8",
                                "Row \"" + RowKey.createRowKey(container.size()) + "\": \"" + outcome.fileName()
                                    + "\". Rename the file if its name matters.");
                        }
                        container.addRowToTable(new DefaultRow(RowKey.createRowKey(container.size()),
                            cells(fitting(outcome, file, parameters.imageCells), file, container.size(), parameters,
                                exec,
                                part, warnings)));
                    });
                }
            } finally {
                container.close();
            }
            if (files.isEmpty() && !parameters.folder.isBlank()) {
                out.setWarningMessage("There are no images in \"" + parameters.folder + "\" that match \""
                    + parameters.pattern + "\"; the table is empty.");
            }
            out.setOutData(0, container.getTable());
        });
        warnings.text().ifPresent(out::setWarningMessage);
    }

    private static List<Path> files(ImageReaderNodeParameters parameters, Optional<Path> workflow, Progress progress)
        throws HazeLabException {
        if (parameters.source == Source.FILES) {
            return ListImages.ofList(List.of(parameters.files), workflow);
        } else if (parameters.folder.isBlank() && parameters.acceptNoFolder) {
            return List.of();
        }
        return ListImages.run(new ListImages.Config(FileLocation.resolve(parameters.folder, workflow),
            parameters.includeSubfolders, parameters.pattern), progress);
    }

    /** An image that the kind of cell cannot hold becomes a problem of its file. */
    private static ReadImages.Outcome fitting(ReadImages.Outcome outcome, Path file, ImageCells.Kind kind) {
        if (outcome.image().isEmpty()) {
            return outcome;
        }
        try {
            ImageCells.checkHolds(outcome.image().get(), kind);
            return outcome;
        } catch (HazeLabException e) {
            return outcome.failed(e.at("The file \"" + file + "\""));
        }
    }

    private static DataCell[] cells(ReadImages.Outcome outcome, Path file, long row,
        ImageReaderNodeParameters parameters, ExecutionContext exec, Progress progress, Warnings warnings)
        throws HazeLabException, IOException {
        DataCell image;
        if (outcome.image().isPresent()) {
            image = parameters.pixels == Pixels.REFER ? referring(outcome, file, progress)
                : ImageCells.create(outcome.image().get(), parameters.imageCells, "image_" + row, exec, progress);
        } else {
            HazeLabException problem = outcome.problem().orElseThrow();
            if (parameters.onError == OnError.FAIL) {
                throw problem;
            }
            warnings.add("the file could not be read",
                "Row \"" + RowKey.createRowKey(row) + "\": " + problem.getMessage());
            image = new MissingCell(problem.getMessage());
        }
        outcome.notes().forEach(
            note -> warnings.add(note, "Row \"" + RowKey.createRowKey(row) + "\": the file \"" + file + "\""));
        Optional<ImageInfo> info = outcome.info();
        List<DataCell> cells = new ArrayList<>(List.of(image, new StringCell(outcome.fileName()),
            new StringCell(outcome.name()), new IntCell(outcome.page()), number(info.map(ImageInfo::width)),
            number(info.map(ImageInfo::height)), number(info.map(ImageInfo::channels)),
            number(info.map(ImageInfo::bitDepth))));
        if (parameters.problemColumn) {
            cells.add(problem(outcome, file));
        }
        return cells.toArray(DataCell[]::new);
    }

    private static DataCell referring(ReadImages.Outcome outcome, Path file, Progress progress)
        throws HazeLabException {
        ImageReference reference = outcome.reference().orElseThrow(() -> new HazeLabException("The file \"" + file
            + "\" has changed while it was read", "Execute the node again when the file is complete"));
        return ReferredImageCellFactory.create(reference, outcome.image().orElseThrow(), progress);
    }

    /** Why the file could not be read, or what is odd in it; missing where all is well. */
    private static DataCell problem(ReadImages.Outcome outcome, Path file) {
        if (outcome.problem().isPresent()) {
            return new StringCell(outcome.problem().get().getMessage());
        } else if (outcome.notes().isEmpty()) {
            return DataType.getMissingCell();
        }
        return new StringCell("In the file \"" + file + "\" " + String.join("; ", outcome.notes()) + ".");
    }

    private static DataCell number(Optional<Integer> value) {
        return value.<DataCell>map(IntCell::new).orElseGet(() -> new MissingCell("The file could not be read"));
    }
}
