// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.cell.FloatImageValue;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.IntValue;
import org.knime.core.data.MissingValue;
import org.knime.core.data.StringValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;

/** An output table; rows count from 0. */
public final class ResultTable {

    private final DataTableSpec spec;
    private final List<DataRow> rows = new ArrayList<>();

    ResultTable(final BufferedDataTable table) {
        spec = table.getSpec();
        try (CloseableRowIterator iterator = table.iterator()) {
            iterator.forEachRemaining(rows::add);
        }
    }

    /** The columns. */
    public DataTableSpec spec() {
        return spec;
    }

    /** The names of the columns. */
    public List<String> columns() {
        return List.of(spec.getColumnNames());
    }

    /** The number of rows. */
    public int size() {
        return rows.size();
    }

    /** The keys of the rows. */
    public List<String> keys() {
        return rows.stream().map(row -> row.getKey().getString()).toList();
    }

    /** A cell. */
    public DataCell cell(final int row, final String column) {
        int index = spec.findColumnIndex(column);
        assertTrue(index >= 0, () -> "no column " + column + " in " + columns());
        return rows.get(row).getCell(index);
    }

    private <T> T value(final int row, final String column, final Class<T> kind) {
        DataCell cell = cell(row, column);
        assertFalse(cell.isMissing(), () -> column + " is missing: " + reason(row, column));
        return kind.cast(cell);
    }

    /** A text. */
    public String text(final int row, final String column) {
        return value(row, column, StringValue.class).getStringValue();
    }

    /** The texts of a column. */
    public List<String> texts(final String column) {
        List<String> texts = new ArrayList<>();
        for (int r = 0; r < size(); r++) {
            texts.add(text(r, column));
        }
        return texts;
    }

    /** A whole number. */
    public int whole(final int row, final String column) {
        return value(row, column, IntValue.class).getIntValue();
    }

    /** A number. */
    public double number(final int row, final String column) {
        return value(row, column, DoubleValue.class).getDoubleValue();
    }

    /** A truth value. */
    public boolean truth(final int row, final String column) {
        return value(row, column, BooleanValue.class).getBooleanValue();
    }

    /** Whether a cell is missing. */
    public boolean isMissing(final int row, final String column) {
        return cell(row, column).isMissing();
    }

    /** Why a cell is missing. */
    public String reason(final int row, final String column) {
        DataCell cell = cell(row, column);
        assertTrue(cell.isMissing(), () -> column + " is " + cell);
        return ((MissingValue)cell).getError();
    }

    /** The image in a cell of either kind. */
    public FloatImage image(final int row, final String column) {
        DataCell cell = cell(row, column);
        try {
            return cell instanceof PNGImageValue png ? ImageFileReader.fromPng(png.getImageContent().getByteArray())
                : value(row, column, FloatImageValue.class).getFloatImage(Progress.NONE);
        } catch (HazeLabException e) {
            throw new AssertionError("The image cannot be read", e);
        }
    }
}
