// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.knime.nodes.shared.ImageColumns;
import org.hazelab.metrics.calibration.CalibrationFactors;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** Calibration factors in a table of one row. */
final class CalibrationTable {

    private static final String SCALAR = "scalar";
    private static final String OFFSET = "offset";

    private CalibrationTable() {
    }

    /** @throws InvalidSettingsException if the two columns of numbers are not there */
    static void check(DataTableSpec spec) throws InvalidSettingsException {
        for (String name : new String[] {SCALAR, OFFSET}) {
            if (spec.findColumnIndex(name) < 0) {
                throw new InvalidSettingsException("The calibration has no column \"" + name
                    + "\". Connect the factors that the Calibration node puts out.");
            }
            ImageColumns.index(spec, name, DoubleValue.class, "calibration's " + name);
        }
    }

    /** @throws HazeLabException if there is not exactly one row, or it has no finite numbers */
    static CalibrationFactors read(BufferedDataTable table) throws HazeLabException {
        if (table.size() != 1) {
            throw new HazeLabException("The calibration has " + table.size() + " rows instead of one",
                "Connect the factors that the Calibration node puts out, or filter the row that is to be used");
        }
        try (CloseableRowIterator rows = table.iterator()) {
            DataRow row = rows.next();
            DataTableSpec spec = table.getDataTableSpec();
            return new CalibrationFactors(number(row.getCell(spec.findColumnIndex(SCALAR)), SCALAR),
                number(row.getCell(spec.findColumnIndex(OFFSET)), OFFSET));
        }
    }

    private static double number(DataCell cell, String name) throws HazeLabException {
        double value = cell.isMissing() ? Double.NaN : ((DoubleValue)cell).getDoubleValue();
        if (!Double.isFinite(value)) {
            throw new HazeLabException(
                "The " + name + " of the calibration is " + (cell.isMissing() ? "missing" : value),
                "Fit it again, with more images");
        }
        return value;
    }
}
