// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreCell;
import org.knime.core.data.filestore.HostAccess;

/** Rows in memory, and a hold on the files of their cells. */
final class StoredTable implements ContainerTable {

    private final DataTableSpec spec;
    private final long size;
    private List<StoredRow> rows;
    private Set<FileStore> stores = Collections.newSetFromMap(new IdentityHashMap<>());
    private Set<StoredBlob> blobs = Collections.newSetFromMap(new IdentityHashMap<>());

    StoredTable(final DataTableSpec spec, final List<StoredRow> rows) {
        this.spec = spec;
        this.rows = rows;
        this.size = rows.size();
        for (StoredRow row : rows) {
            for (Object cell : row.stored()) {
                hold(cell);
            }
        }
    }

    private void hold(final Object cell) {
        if (cell instanceof StoredBlob blob && blobs.add(blob)) {
            blob.retain();
        } else if (cell instanceof FileStoreCell withFiles) {
            for (FileStore store : HostAccess.storesOf(withFiles)) {
                if (stores.add(store)) {
                    HostAccess.retain(store);
                }
            }
        }
    }

    @Override
    public DataTableSpec getDataTableSpec() {
        return spec;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public synchronized CloseableRowIterator iterator() {
        if (rows == null) {
            throw new IllegalStateException("The table was released and can no longer be read.");
        }
        return CloseableRowIterator.from(Collections.<DataRow>unmodifiableList(rows).iterator());
    }

    @Override
    public synchronized void clear() {
        if (rows == null) {
            return;
        }
        rows = null;
        try {
            for (StoredBlob blob : blobs) {
                blob.release();
            }
            for (FileStore store : stores) {
                HostAccess.release(store);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A temporary file cannot be deleted.", e);
        }
        blobs = Set.of();
        stores = Set.of();
    }
}
