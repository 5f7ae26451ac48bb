// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.def;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.Objects;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;

/** A key and cells, none of them null. Kept of KNIME's contract: equal to any row with equal key and cells. */
public class DefaultRow implements DataRow {

    private final RowKey key;
    private final DataCell[] cells;

    /** @throws NullPointerException when the key or a cell is null */
    public DefaultRow(final RowKey rowKey, final DataCell... row) {
        this.key = Objects.requireNonNull(rowKey, "Row ID must not be null!");
        this.cells = row.clone();
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] == null) {
                throw new NullPointerException("Cell at index " + i + " is null!");
            }
        }
    }

    /** A row by identifier. */
    public DefaultRow(final String rowId, final DataCell... row) {
        this(new RowKey(rowId), row);
    }

    @Override
    public final int getNumCells() {
        return cells.length;
    }

    @Override
    public final RowKey getKey() {
        return key;
    }

    @Override
    public final DataCell getCell(final int index) {
        return cells[index];
    }

    @Override
    public Iterator<DataCell> iterator() {
        return Collections.unmodifiableList(Arrays.asList(cells)).iterator();
    }

    @Override
    public boolean equals(final Object obj) {
        if (!(obj instanceof DataRow)) {
            return false;
        }
        DataRow other = (DataRow)obj;
        if (!key.equals(other.getKey()) || other.getNumCells() != cells.length) {
            return false;
        }
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].equals(other.getCell(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key + ": " + Arrays.asList(cells);
    }
}
