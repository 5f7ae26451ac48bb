// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import java.util.Iterator;
import java.util.stream.IntStream;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;

/** A row of a table: cells, or where they are kept. */
final class StoredRow implements DataRow {

    private final RowKey key;
    private final Object[] cells;

    StoredRow(final RowKey key, final Object[] cells) {
        this.key = key;
        this.cells = cells;
    }

    Object[] stored() {
        return cells;
    }

    @Override
    public int getNumCells() {
        return cells.length;
    }

    @Override
    public RowKey getKey() {
        return key;
    }

    @Override
    public DataCell getCell(final int index) {
        Object cell = cells[index];
        if (cell instanceof StoredBlob blob) {
            return blob.read();
        }
        return CellCopies.WANTED ? CellCopies.copy((DataCell)cell) : (DataCell)cell;
    }

    @Override
    public Iterator<DataCell> iterator() {
        return IntStream.range(0, cells.length).mapToObj(this::getCell).iterator();
    }

    @Override
    public String toString() {
        return key + " (" + cells.length + " cells)";
    }
}
