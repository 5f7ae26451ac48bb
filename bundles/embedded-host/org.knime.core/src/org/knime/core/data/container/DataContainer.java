// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.hazelab.standin.RunFolder;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.filestore.FileStoreCell;
import org.knime.core.data.filestore.HostAccess;
import org.knime.core.util.DuplicateKeyException;

/**
 * Takes rows until it is closed, then is a table. Kept of KNIME's contract: rows must fit the spec in number and type
 * of cells, row keys are unique, nothing is added after {@link #close}. Rows stay in memory; cells with file stores
 * write their files when they are added, large cells are moved to files.
 */
public class DataContainer {

    private final DataTableSpec spec;
    private final RunFolder folder;
    private final Set<RowKey> keys = new HashSet<>();
    private List<StoredRow> rows = new ArrayList<>();
    private ContainerTable table;

    /** A container that keeps large cells in files of the given folder, where there is one. */
    protected DataContainer(final DataTableSpec spec, final RunFolder folder) {
        this.spec = Objects.requireNonNull(spec, "Spec must not be null");
        this.folder = folder;
    }

    /**
     * Appends a row.
     *
     * @throws IllegalArgumentException when the row does not fit the spec
     * @throws DuplicateKeyException when a row with that key is there already
     */
    public void addRowToTable(final DataRow row) {
        if (table != null) {
            throw new IllegalStateException("Container is already closed");
        }
        checkFits(row);
        if (!keys.add(row.getKey())) {
            String key = row.getKey().getString();
            throw new DuplicateKeyException("Encountered duplicate row ID \"" + key + "\"", key);
        }
        Object[] cells = new Object[row.getNumCells()];
        try {
            for (int i = 0; i < cells.length; i++) {
                cells[i] = store(row.getCell(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A cell cannot be written to the temporary folder: " + e.getMessage(), e);
        }
        rows.add(new StoredRow(row.getKey(), cells));
    }

    private Object store(final DataCell cell) throws IOException {
        if (cell instanceof FileStoreCell withFiles) {
            HostAccess.flush(withFiles);
        } else if (cell instanceof BlobDataCell blob && folder != null) {
            if (blob.origin == null) {
                blob.origin = StoredBlob.write(blob, folder.newBlobFile());
            }
            return blob.origin;
        }
        return cell;
    }

    private void checkFits(final DataRow row) {
        if (row.getNumCells() != spec.getNumColumns()) {
            throw new IllegalArgumentException("Cell count in row \"" + row.getKey()
                + "\" is not equal to length of column names array: " + row.getNumCells() + " vs. "
                + spec.getNumColumns());
        }
        for (int i = 0; i < row.getNumCells(); i++) {
            DataType column = spec.getColumnSpec(i).getType();
            DataCell cell = row.getCell(i);
            if (!column.isASuperTypeOf(cell.getType())) {
                String text = cell.toString();
                text = text.length() > 30 ? text.substring(0, 30) + "..." : text;
                throw new IllegalArgumentException("Runtime class of object \"" + text + "\" (index " + i
                    + ") in row \"" + row.getKey() + "\" is " + cell.getType()
                    + " and does not comply with its supposed superclass " + column);
            }
        }
    }

    /** Ends the adding of rows; a second call does nothing. */
    public void close() {
        if (table == null) {
            table = new StoredTable(spec, rows);
            rows = null;
            keys.clear();
        }
    }

    /** The number of rows so far. */
    public long size() {
        return table == null ? rows.size() : table.size();
    }

    /** @throws IllegalStateException while the container is open */
    protected final ContainerTable getBufferedTable() {
        if (table == null) {
            throw new IllegalStateException("Cannot get table: container is not closed.");
        }
        return table;
    }
}
