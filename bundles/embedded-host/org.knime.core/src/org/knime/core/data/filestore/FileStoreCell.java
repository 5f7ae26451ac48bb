// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.filestore;

import java.io.IOException;
import java.util.Arrays;

import org.knime.core.data.DataCell;

/**
 * A cell with files. Kept of KNIME's contract: made with file stores while a node executes, then flushed at most once;
 * or made without when it is read back, then given its file stores and told by {@link #postConstruct}. Cells are equal
 * when they have the same file stores, otherwise {@link #equalFileStoreContent} decides.
 */
public abstract class FileStoreCell extends DataCell {

    private static final long serialVersionUID = 1L;

    private transient FileStore[] fileStores;
    private transient boolean flushed;

    /** While a node executes. */
    protected FileStoreCell(final FileStore fileStore) {
        fileStores = new FileStore[] {fileStore};
    }

    /** When the cell is read back: there is nothing to flush. */
    protected FileStoreCell() {
        fileStores = new FileStore[0];
        flushed = true;
    }

    /** The file stores; none yet in the constructor of a cell that is read back. */
    protected FileStore[] getFileStores() {
        return fileStores.clone();
    }

    /** Called once after the file stores of a cell that was read back are there. */
    protected void postConstruct() throws IOException {
        // nothing to do unless overridden
    }

    /** Writes what is only in memory into the file stores. */
    protected void flushToFileStore() throws IOException {
        // nothing to do unless overridden
    }

    /** Whether the files hold the same, asked when they are not the same files. */
    protected boolean equalFileStoreContent(final DataCell dc) {
        return false;
    }

    final synchronized void flushOnce() throws IOException {
        if (!flushed) {
            flushToFileStore();
            flushed = true;
        }
    }

    final void adopt(final FileStore[] stores) throws IOException {
        fileStores = stores.clone();
        postConstruct();
    }

    @Override
    protected boolean equalsDataCell(final DataCell dc) {
        FileStoreCell other = (FileStoreCell)dc;
        if (fileStores.length != other.fileStores.length) {
            return false;
        }
        return Arrays.equals(fileStores, other.fileStores) || equalFileStoreContent(dc);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fileStores);
    }

    @Override
    public String toString() {
        return Arrays.toString(fileStores);
    }
}
