// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.filestore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.node.port.PortObject;

/**
 * A port object with files. Kept of KNIME's contract: made with file stores while a node executes, then flushed at most
 * once, when the node is done; or made without when it is read back, then given its file stores and told by
 * {@link #postConstruct}. Objects are equal when they have the same file stores.
 */
public abstract class FileStorePortObject implements PortObject {

    private final List<FileStore> fileStores;
    private boolean flushed;

    /** While a node executes. */
    protected FileStorePortObject(final List<FileStore> fileStores) {
        this.fileStores = new ArrayList<>(fileStores);
    }

    /** When the object is read back: there is nothing to flush. */
    protected FileStorePortObject() {
        fileStores = new ArrayList<>();
        flushed = true;
    }

    /** A file store. */
    protected FileStore getFileStore(final int index) {
        return fileStores.get(index);
    }

    /** Called once after the file stores of an object that was read back are there. */
    protected void postConstruct() throws IOException {
        // nothing to do unless overridden
    }

    /** Writes what is only in memory into the file stores. */
    protected void flushToFileStore() throws IOException {
        // nothing to do unless overridden
    }

    final void flushOnce() throws IOException {
        if (!flushed) {
            flushed = true;
            flushToFileStore();
        }
    }

    final void adopt(final List<FileStore> stores) throws IOException {
        fileStores.addAll(stores);
        postConstruct();
    }

    final List<FileStore> stores() {
        return List.copyOf(fileStores);
    }

    @Override
    public boolean equals(final Object obj) {
        return obj == this || obj instanceof FileStorePortObject other
            && fileStores.equals(other.fileStores);
    }

    @Override
    public int hashCode() {
        return fileStores.hashCode();
    }

    @Override
    public String toString() {
        return fileStores.toString();
    }
}
