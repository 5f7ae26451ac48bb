// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.filestore;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file that belongs to a cell or a port object. Kept of KNIME's contract: the folder is there, the file is for its
 * owner to write. The host keeps it under its temporary folder and deletes it as soon as no table and no port object
 * with it is read any more.
 */
public final class FileStore {

    private final Path file;
    private final AtomicInteger holders = new AtomicInteger();

    FileStore(final Path file) {
        this.file = file;
    }

    /** The file, which is there once its owner has written it. */
    public File getFile() {
        return file.toFile();
    }

    void retain() {
        holders.incrementAndGet();
    }

    void release() throws IOException {
        if (holders.decrementAndGet() == 0) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
