// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.calibration;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.operations.calibration.CalibrateUncertainty.Images;
import org.hazelab.operations.calibration.CalibrateUncertainty.Row;
import org.hazelab.operations.calibration.CalibrateUncertainty.Rows;
import org.knime.core.data.DataRow;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;

/** The three columns of a table that calibration reads. */
record TableImages(BufferedDataTable table, int prediction, int deviation, int truth) implements Images {

    @Override
    public long size() {
        return table.size();
    }

    @Override
    public Rows open() {
        CloseableRowIterator iterator = table.iterator();
        return new Rows() {
            @Override
            public Row next() {
                return new TableRow(iterator.next(), TableImages.this);
            }

            @Override
            public void close() {
                iterator.close();
            }
        };
    }

    private record TableRow(DataRow row, TableImages columns) implements Row {

        @Override
        public String name() {
            return row.getKey().getString();
        }

        @Override
        public FloatImage prediction(Progress progress) throws HazeLabException {
            return read(columns.prediction, "prediction", progress);
        }

        @Override
        public FloatImage deviation(Progress progress) throws HazeLabException {
            return read(columns.deviation, "deviation", progress);
        }

        @Override
        public FloatImage truth(Progress progress) throws HazeLabException {
            return read(columns.truth, "ground truth", progress);
        }

        private FloatImage read(int column, String what, Progress progress) throws HazeLabException {
            try {
                return ImageCells.read(row.getCell(column), progress);
            } catch (HazeLabException e) {
                throw e.at("The " + what);
            }
        }
    }
}
