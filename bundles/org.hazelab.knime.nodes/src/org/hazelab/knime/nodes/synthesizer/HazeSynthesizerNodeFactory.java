// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import static org.hazelab.knime.nodes.shared.ImageColumns.column;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.synthesis.HazySample;
import org.hazelab.imaging.synthesis.HazeDraw;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.ImageRows;
import org.hazelab.knime.nodes.shared.ImageRows.OnFailure;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.knime.nodes.synthesizer.CleanImageParameters.Kind;
import org.hazelab.knime.nodes.synthesizer.DepthParameters.DepthFrom;
import org.hazelab.operations.haze.SynthesizeHaze;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
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

/** Haze Synthesizer: clean images in, hazy images with known truth out. */
public final class HazeSynthesizerNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("Haze Synthesizer").icon("./haze_synthesizer.png")
        .shortDescription("Adds realistic haze to clean photographs or microscope images and gives the truth with it.")
        .fullDescription("""
            <p>Makes hazy photographs for training and testing: from a clean image J and the distance d of each pixel
            it computes the transmission t = exp(-2 d (beta + strength x map)) and the hazy image I = J t + A (1 - t).
            Density beta, atmospheric light A and the rest are drawn at random for each image, within published ranges
            or your own, and written into the table.</p>
            <p>Haze in patches follows HazeFlow: the map is the trace of a random walk (Markov chain Brownian motion),
            smoothed. Darkening and noise, which come before the haze, and JPEG compression after it, each happen to
            half of the images, or to another fraction, and can be switched off.</p>
            <p>Images without a depth map get a ramp from near to far, or one distance everywhere. The same seed gives
            the same images, byte for byte, on every computer.</p>
            <p>For <b>microscopes</b>, choose that kind of haze and give z-stacks, such as those of a confocal
            microscope or of the Specimen Generator. A widefield microscope is simulated that is focused on one plane:
            the light of all other planes arrives there too, each blurred by the point spread function at its distance,
            and the camera adds its noise. The clean image is the plane in focus alone, in the same gray levels, without
            noise. A 2D image is first put between slices that are copies of it, mirrored and moved at random.</p>
            """)
        .sinceVersion(5, 8, 0)
        .ports(ports -> ports
            .addInputTable("Clean images",
                "A table with a column of clean images, and optionally one of depth or disparity maps.")
            .addOutputTable("Hazy images", """
                The input table with these columns added: <tt>hazy</tt> (image in the units of the input),
                <tt>transmission</tt> (image, 0 to 1), <tt>density</tt> (the map that was mixed in, 0 to 1; all 0 for
                even haze), with a training crop <tt>clean</tt> (the same crop of the clean image), and what was drawn:
                <tt>airlight_r</tt>, <tt>airlight_g</tt>, <tt>airlight_b</tt>, <tt>beta</tt>, <tt>map_share</tt>,
                <tt>walk_factor</tt>, <tt>smoothing_sigma</tt>, <tt>gamma</tt>, <tt>noise_kind</tt>,
                <tt>noise_level</tt>, <tt>jpeg_quality</tt>. What did not happen to an image is missing. For the
                microscope: <tt>hazy</tt> and <tt>clean</tt> (2D images in the gray levels of the camera), and what
                was drawn: <tt>haze</tt> (the fraction of the light out of focus that arrives), <tt>photons</tt>
                (in the brightest pixels) and <tt>focus_slice</tt> (from 1).
                """))
        .model(model -> model.parametersClass(HazeSynthesizerNodeParameters.class)
            .configure(HazeSynthesizerNodeFactory::configure).execute(HazeSynthesizerNodeFactory::execute))
        .nodeType(NodeType.Manipulator)
        .keywords("haze", "fog", "synthetic", "augmentation", "atmospheric scattering", "MCBM", "RIDCP",
            "microscopy", "widefield", "point spread function", "out of focus");

    /** Called by KNIME. */
    public HazeSynthesizerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        HazeSynthesizerNodeParameters parameters = in.getParameters();
        DataTableSpec spec = in.getInTableSpec(0);
        ImageColumns.index(spec, parameters.imageColumn);
        if (parameters.kind == Kind.MICROSCOPE) {
            MicroscopeHaze.check(parameters);
            out.setOutSpec(0, MicroscopeHaze.outSpec(spec, parameters));
            return;
        }
        depthColumn(spec, parameters);
        HazeRecipeConversion.check(parameters);
        out.setOutSpec(0, outSpec(spec, parameters));
    }

    private static DataTableSpec outSpec(DataTableSpec spec, HazeSynthesizerNodeParameters parameters) {
        DataType image = parameters.imageCells.type();
        List<DataColumnSpec> added = new ArrayList<>(List.of(
            column("hazy", image), column("transmission", image), column("density", image)));
        if (parameters.trainingCrop) {
            added.add(column("clean", image));
        }
        added.addAll(List.of(
            column("airlight_r", DoubleCell.TYPE), column("airlight_g", DoubleCell.TYPE),
            column("airlight_b", DoubleCell.TYPE), column("beta", DoubleCell.TYPE),
            column("map_share", DoubleCell.TYPE),
            column("walk_factor", IntCell.TYPE), column("smoothing_sigma", DoubleCell.TYPE),
            column("gamma", DoubleCell.TYPE), column("noise_kind", StringCell.TYPE),
            column("noise_level", IntCell.TYPE),
            column("jpeg_quality", IntCell.TYPE)));
        return ImageColumns.append(spec, added.toArray(DataColumnSpec[]::new));
    }

    /** The position of the depth column, -1 if depth does not come from one. */
    private static int depthColumn(DataTableSpec spec, HazeSynthesizerNodeParameters parameters)
        throws InvalidSettingsException {
        return parameters.depth == DepthFrom.COLUMN
            ? ImageColumns.index(spec, parameters.depthColumn, "depth") : -1;
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        HazeSynthesizerNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInTable(0);
        Warnings warnings = new Warnings();
        NodeRun.run(exec, progress -> {
            if (parameters.kind == Kind.MICROSCOPE) {
                out.setOutData(0, MicroscopeHaze.run(table, parameters, exec, progress, warnings));
                return;
            }
            SynthesizeHaze operation = new SynthesizeHaze(HazeRecipeConversion.config(parameters));
            DataTableSpec spec = table.getDataTableSpec();
            int depth = NodeRun.checked(() -> depthColumn(spec, parameters));
            int image = NodeRun.checked(() -> ImageColumns.index(spec, parameters.imageColumn));
            ImageRows rows = new ImageRows(table, image, outSpec(spec, parameters), OnFailure.MISSING,
                (clean, row, index, part) -> {
                    Optional<FloatImage> map =
                        depth < 0 ? Optional.empty() : Optional.of(depthMap(row.getCell(depth), part));
                    HazySample sample = operation.run(clean, map, parameters.seed, index, part);
                    sample.warnings().forEach(
                        text -> warnings.add("something was unusual", "Row \"" + row.getKey() + "\": " + text));
                    return cells(sample, parameters, index, exec, part);
                });
            out.setOutData(0, rows.run(exec, progress, warnings));
        });
        warnings.text().ifPresent(out::setWarningMessage);
    }

    private static FloatImage depthMap(DataCell cell, Progress progress) throws HazeLabException {
        if (cell.isMissing()) {
            throw new HazeLabException("The depth map is missing", "Filter the row out, or use a ramp.");
        }
        return ImageCells.read(cell, progress);
    }

    private static DataCell[] cells(HazySample sample, HazeSynthesizerNodeParameters parameters, long index,
        ExecutionContext exec, Progress progress) throws HazeLabException, IOException {
        ImageCells.Kind kind = parameters.imageCells;
        List<DataCell> cells = new ArrayList<>();
        cells.add(ImageCells.create(sample.hazy(), kind, "hazy_" + index, exec, progress));
        cells.add(ImageCells.create(sample.transmission(), kind, "transmission_" + index, exec, progress));
        cells.add(ImageCells.create(sample.density(), kind, "density_" + index, exec, progress));
        if (parameters.trainingCrop) {
            cells.add(ImageCells.create(sample.clean(), kind, "clean_" + index, exec, progress));
        }
        HazeDraw draw = sample.draw();
        cells.add(new DoubleCell(draw.airlightRed()));
        cells.add(new DoubleCell(draw.airlightGreen()));
        cells.add(new DoubleCell(draw.airlightBlue()));
        cells.add(new DoubleCell(draw.beta()));
        cells.add(cell(draw.mixing(), "The haze is even"));
        cells.add(cell(draw.walkFactor(), "The haze is even"));
        cells.add(cell(draw.smoothingSigma(), "The haze is even"));
        cells.add(cell(draw.gammaExponent(), "The image was not darkened"));
        cells.add(draw.noiseKind().<DataCell>map(noise -> new StringCell(noise.name().toLowerCase(Locale.ROOT)))
            .orElseGet(() -> new MissingCell("The image got no noise")));
        cells.add(cell(draw.noiseLevel(), "The image got no noise"));
        cells.add(cell(draw.jpegQuality(), "The image was not compressed"));
        return cells.toArray(DataCell[]::new);
    }

    private static DataCell cell(OptionalDouble value, String absent) {
        return value.isPresent() ? new DoubleCell(value.getAsDouble()) : new MissingCell(absent);
    }

    private static DataCell cell(OptionalInt value, String absent) {
        return value.isPresent() ? new IntCell(value.getAsInt()) : new MissingCell(absent);
    }
}
