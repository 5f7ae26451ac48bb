// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import static org.hazelab.knime.nodes.shared.ImageColumns.column;

import java.io.IOException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.microscopy.Camera;
import org.hazelab.imaging.microscopy.Optics;
import org.hazelab.imaging.synthesis.recipe.Interval;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.knime.nodes.shared.ImageRows;
import org.hazelab.knime.nodes.shared.ImageRows.OnFailure;
import org.hazelab.knime.nodes.shared.NodeRun;
import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.operations.haze.SynthesizeMicroscopeHaze;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;

/** What the Haze Synthesizer does for microscopes. */
final class MicroscopeHaze {

    private MicroscopeHaze() {
    }

    /** @throws InvalidSettingsException if the parameters make no microscope */
    static void check(HazeSynthesizerNodeParameters p) throws InvalidSettingsException {
        try {
            new SynthesizeMicroscopeHaze(config(p.microscope));
        } catch (HazeLabException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    static DataTableSpec outSpec(DataTableSpec spec, HazeSynthesizerNodeParameters p) {
        DataType image = p.imageCells.type();
        return ImageColumns.append(spec, column("hazy", image), column("clean", image), column("haze", DoubleCell.TYPE),
            column("photons", DoubleCell.TYPE), column("focus_slice", IntCell.TYPE));
    }

    static BufferedDataTable run(BufferedDataTable table, HazeSynthesizerNodeParameters p, ExecutionContext exec,
        Progress progress, Warnings warnings) throws HazeLabException, IOException {
        SynthesizeMicroscopeHaze operation = new SynthesizeMicroscopeHaze(config(p.microscope));
        DataTableSpec spec = table.getDataTableSpec();
        int image = NodeRun.checked(() -> ImageColumns.index(spec, p.imageColumn));
        return new ImageRows(table, image, outSpec(spec, p), OnFailure.MISSING, (specimen, row, index, part) -> {
            SynthesizeMicroscopeHaze.Result pair = operation.run(
                p.microscope.channel.channel().of(specimen, "The specimen"), p.seed, index, part);
            return new DataCell[] {ImageCells.create(pair.hazy(), p.imageCells, "hazy_" + index, exec, part),
                ImageCells.create(pair.clean(), p.imageCells, "clean_" + index, exec, part),
                new DoubleCell(pair.haze()), new DoubleCell(pair.photons()), new IntCell(pair.slice())};
        }).run(exec, progress, warnings);
    }

    private static SynthesizeMicroscopeHaze.Config config(MicroscopeParameters p) {
        Camera camera =
            new Camera(p.photonsMax, p.background, p.readNoise, p.gain, p.offset, p.bits, p.cameraNoise);
        SynthesizeMicroscopeHaze.Focus focus = switch (p.focus) {
            case MIDDLE -> SynthesizeMicroscopeHaze.Focus.MIDDLE;
            case RANDOM -> SynthesizeMicroscopeHaze.Focus.RANDOM;
            case GIVEN -> SynthesizeMicroscopeHaze.Focus.GIVEN;
        };
        SynthesizeMicroscopeHaze.White white = switch (p.white) {
            case BRIGHTEST -> SynthesizeMicroscopeHaze.White.BRIGHTEST;
            case RANGE -> SynthesizeMicroscopeHaze.White.RANGE;
        };
        return new SynthesizeMicroscopeHaze.Config(optics(p), camera, p.blurFocus,
            new SynthesizeMicroscopeHaze.Scene(new Interval(p.hazeMin, p.hazeMax),
                new Interval(p.photonsMin, p.photonsMax), focus, p.focusSlice, white, p.flatSlices, p.copies));
    }

    private static Optics optics(MicroscopeParameters p) {
        return switch (p.objective) {
            case AIR_10X -> optics(p, 0.3, 1, 0.65);
            case AIR_20X -> optics(p, 0.75, 1, 0.325);
            case OIL_40X -> optics(p, 1.3, 1.515, 0.1625);
            case WATER_60X -> optics(p, 1.2, 1.33, 0.108);
            case OIL_63X -> optics(p, 1.4, 1.515, 0.103);
            case CUSTOM -> optics(p, p.numericalAperture, p.immersionIndex, p.pixelSize);
        };
    }

    private static Optics optics(MicroscopeParameters p, double aperture, double immersion, double pixelSize) {
        double wavelength = p.wavelength / 1000;
        return switch (p.pointSpread) {
            case GAUSSIAN_BEAM -> new Optics(Optics.Model.GAUSSIAN_BEAM, aperture, wavelength, immersion, immersion,
                pixelSize, p.zStep, 0);
            case BORN_WOLF -> new Optics(Optics.Model.BORN_WOLF, aperture, wavelength, immersion, immersion, pixelSize,
                p.zStep, 0);
            case GIBSON_LANNI -> new Optics(Optics.Model.GIBSON_LANNI, aperture, wavelength, immersion, p.sampleIndex,
                pixelSize, p.zStep, p.depthInSpecimen);
        };
    }
}
