// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.filestore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The host's door to file stores; not part of KNIME's API. */
public final class HostAccess {

    private HostAccess() {
    }

    /** The file store with the zero-based number in its execution; folders are made as KNIME makes them. */
    public static FileStore create(final Path folder, final int index, final String name) throws IOException {
        Path parent = folder.resolve(String.format("%03d", index / 1_000_000))
            .resolve(String.format("%03d", index / 1000 % 1000));
        Files.createDirectories(parent);
        return new FileStore(parent.resolve(name));
    }

    /** The file stores of a cell. */
    public static FileStore[] storesOf(final FileStoreCell cell) {
        return cell.getFileStores();
    }

    /** Makes a cell write what it holds in memory, if it has not done so. */
    public static void flush(final FileStoreCell cell) throws IOException {
        cell.flushOnce();
    }

    /** Gives a cell that was read back its file stores. */
    public static void adopt(final FileStoreCell cell, final FileStore[] stores) throws IOException {
        cell.adopt(stores);
    }

    /** The file stores of a port object. */
    public static List<FileStore> storesOf(final FileStorePortObject object) {
        return object.stores();
    }

    /** Makes a port object write what it holds in memory, if it has not done so. */
    public static void flush(final FileStorePortObject object) throws IOException {
        object.flushOnce();
    }

    /** Gives a port object that was read back its file stores. */
    public static void adopt(final FileStorePortObject object, final List<FileStore> stores) throws IOException {
        object.adopt(stores);
    }

    /** Says that one more table or port object holds the file store. */
    public static void retain(final FileStore store) {
        store.retain();
    }

    /** Says that one fewer holds it; the last one deletes the file. */
    public static void release(final FileStore store) throws IOException {
        store.release();
    }
}
