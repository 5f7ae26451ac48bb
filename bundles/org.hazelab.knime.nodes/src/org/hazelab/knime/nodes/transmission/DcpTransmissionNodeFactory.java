// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.transmission;

import static org.hazelab.knime.nodes.shared.ImageColumns.column;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.IntStream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.haze.Airlight;
import org.hazelab.imaging.haze.HazeEstimate;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.ImageRows;
import org.hazelab.knime.nodes.shared.ImageRows.OnFailure;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.operations.haze.EstimateTransmission;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
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

/** DCP Transmission: hazy images in, transmission, atmospheric light and dehazed images out. */
public final class DcpTransmissionNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create().name("DCP Transmission").icon("./dcp_transmission.png")
        .shortDescription("Estimates the haze of photographs by the dark channel prior, and takes it away.")
        .fullDescription("""
            <p>Outdoor photographs without haze have something dark nearly everywhere: shadows, or a color that lacks
            red, green or blue. Haze brightens it. From that <i>dark channel</i> the node estimates how much light of
            the scene reaches the camera at each pixel, the <i>transmission</i> (1: clear, 0: nothing but haze), and the
            color of the haze, the <i>atmospheric light</i>. With both it computes the image without haze: J = (I - A)
            / max(t, t0) + A.</p>
            <p>Three published variants are offered as they are; with <i>Custom</i> every parameter can be set. At their
            defaults the settings below the method and under <i>Fine tuning</i> change nothing of the published result
            but that it is clipped to the value range.</p>
            <p>The result does not depend on bit depth: 8-bit, 16-bit and float images of the same content give the same
            transmission. It does depend on the size of the image, as patch and filter window are given in pixels.
            Pixels that are not a number (NaN) stay so in the dehazed image and are left out of the estimation; infinite
            ones count as black or white in it.</p>
            <p>An image that cannot be worked on, such as a stack or one without a pixel that is a finite number, gets
            missing cells with the reason; the node goes on and warns.</p>
            """)
        .sinceVersion(5, 8, 0)
        .ports(ports -> ports
            .addInputTable("Hazy images", "A table with a column of hazy images.")
            .addOutputTable("Dehazed images", """
                The input table with these columns added: <tt>transmission</tt> (image, 0 to 1), <tt>airlight_r</tt>,
                <tt>airlight_g</tt>, <tt>airlight_b</tt> (0 to 1 of the image's value range),
                <tt>transmission_mean</tt>, <tt>transmission_min</tt>, <tt>transmission_max</tt>, and <tt>dehazed</tt>
                (image in the units of the input).
                """))
        .model(model -> model.parametersClass(DcpTransmissionNodeParameters.class)
            .configure(DcpTransmissionNodeFactory::configure).execute(DcpTransmissionNodeFactory::execute))
        .nodeType(NodeType.Manipulator).keywords("dehaze", "defog", "haze removal", "dark channel prior", "airlight");

    /** Called by KNIME. */
    public DcpTransmissionNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DcpTransmissionNodeParameters parameters = in.getParameters();
        DataTableSpec spec = in.getInTableSpec(0);
        ImageColumns.index(spec, parameters.imageColumn);
        airlightColumns(spec, parameters);
        out.setOutSpec(0, outSpec(spec, parameters));
    }

    private static DataTableSpec outSpec(DataTableSpec spec, DcpTransmissionNodeParameters parameters) {
        return ImageColumns.append(spec,
            column("transmission", parameters.imageCells.type()),
            column("airlight_r", DoubleCell.TYPE),
            column("airlight_g", DoubleCell.TYPE),
            column("airlight_b", DoubleCell.TYPE),
            column("transmission_mean", DoubleCell.TYPE),
            column("transmission_min", DoubleCell.TYPE),
            column("transmission_max", DoubleCell.TYPE),
            column("dehazed", parameters.imageCells.type()));
    }

    /** The positions of red, green and blue of the atmospheric light, empty if it does not come from columns. */
    private static int[] airlightColumns(DataTableSpec spec, DcpTransmissionNodeParameters parameters)
        throws InvalidSettingsException {
        if (parameters.airlight != AirlightParameters.AirlightSource.COLUMNS) {
            return new int[0];
        }
        return new int[] {
            ImageColumns.index(spec, parameters.airlightRedColumn, DoubleValue.class, "red"),
            ImageColumns.index(spec, parameters.airlightGreenColumn, DoubleValue.class, "green"),
            ImageColumns.index(spec, parameters.airlightBlueColumn, DoubleValue.class, "blue")};
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DcpTransmissionNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInTable(0);
        Warnings warnings = new Warnings();
        NodeRun.run(exec, progress -> {
            EstimateTransmission operation = new EstimateTransmission(DcpSettingsConversion.config(parameters));
            DataTableSpec spec = table.getDataTableSpec();
            int[] airlight = NodeRun.checked(() -> airlightColumns(spec, parameters));
            int image = NodeRun.checked(() -> ImageColumns.index(spec, parameters.imageColumn));
            ImageRows rows = new ImageRows(table, image, outSpec(spec, parameters), OnFailure.MISSING,
                (hazy, row, index, part) -> {
                    EstimateTransmission.Result result = airlight.length == 0 ? operation.run(hazy, part)
                        : operation.run(hazy, airlight(row, airlight), part);
                    warn(result.haze(), row, warnings);
                    return cells(result, parameters.imageCells, index, exec, part);
                });
            out.setOutData(0, rows.run(exec, progress, warnings));
        });
        warnings.text().ifPresent(out::setWarningMessage);
    }

    private static Airlight airlight(DataRow row, int[] columns) throws HazeLabException {
        if (IntStream.of(columns).anyMatch(column -> row.getCell(column).isMissing())) {
            throw new HazeLabException("The atmospheric light is missing",
                "Fill the three columns, or choose \"From image\" as the source.");
        }
        double[] rgb = IntStream.of(columns).mapToDouble(c -> ((DoubleValue)row.getCell(c)).getDoubleValue()).toArray();
        return new Airlight(rgb[0], rgb[1], rgb[2]);
    }

    private static void warn(HazeEstimate estimate, DataRow row, Warnings warnings) {
        if (estimate.noHazeFound()) {
            warnings.add("no haze was found", String.format(Locale.ROOT,
                "Row \"%s\": the dark channel is below %.3f at 90 %% of the pixels, the atmospheric light is (%.3f, "
                    + "%.3f, %.3f)",
                row.getKey(), estimate.darkLevel(), estimate.airlight().red(), estimate.airlight().green(),
                estimate.airlight().blue()));
        }
        if (estimate.nonFinitePixels() > 0) {
            warnings.add("some pixels are not finite numbers",
                "Row \"" + row.getKey() + "\": " + estimate.nonFinitePixels() + " pixels");
        }
    }

    private static DataCell[] cells(EstimateTransmission.Result result, ImageCells.Kind kind, long index,
        ExecutionContext exec, Progress progress) throws HazeLabException, IOException {
        HazeEstimate estimate = result.haze();
        return new DataCell[] {
            ImageCells.create(estimate.transmission(), kind, "transmission_" + index, exec, progress),
            new DoubleCell(estimate.airlight().red()), new DoubleCell(estimate.airlight().green()),
            new DoubleCell(estimate.airlight().blue()),
            new DoubleCell(estimate.mean()), new DoubleCell(estimate.min()), new DoubleCell(estimate.max()),
            ImageCells.create(result.dehazed(), kind, "dehazed_" + index, exec, progress)};
    }
}
