// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.calibration;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.operations.calibration.CalibrateUncertainty.Row;
import org.knime.core.data.DataRow;

/** The three columns of a row that calibration reads. */
record CalibrationRow(DataRow row, int predictionIndex, int deviationIndex, int truthIndex) implements Row {

    @Override
    public String name() {
        return row.getKey().getString();
    }

    @Override
    public FloatImage prediction(Progress progress) throws HazeLabException {
        return read(predictionIndex, "prediction", progress);
    }

    @Override
    public FloatImage deviation(Progress progress) throws HazeLabException {
        return read(deviationIndex, "deviation", progress);
    }

    @Override
    public FloatImage truth(Progress progress) throws HazeLabException {
        return read(truthIndex, "ground truth", progress);
    }

    private FloatImage read(int column, String what, Progress progress) throws HazeLabException {
        try {
            return ImageCells.read(row.getCell(column), progress);
        } catch (HazeLabException e) {
            throw e.at("The " + what);
        }
    }
}
