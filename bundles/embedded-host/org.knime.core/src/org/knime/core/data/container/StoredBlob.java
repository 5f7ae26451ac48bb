// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.knime.core.data.DataCell;

/** A large cell in a file; the last table that lets go of it deletes the file. */
final class StoredBlob {

    private final Path file;
    private final AtomicInteger tables = new AtomicInteger();

    private StoredBlob(final Path file) {
        this.file = file;
    }

    static StoredBlob write(final BlobDataCell cell, final Path file) throws IOException {
        try (CellOutput out = new CellOutput(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeDataCell(cell);
        }
        return new StoredBlob(file);
    }

    DataCell read() {
        try (CellInput in = new CellInput(new BufferedInputStream(Files.newInputStream(file)), List.of())) {
            BlobDataCell cell = (BlobDataCell)in.readDataCell();
            cell.origin = this;
            return cell;
        } catch (IOException e) {
            throw new UncheckedIOException("A cell kept in " + file + " cannot be read.", e);
        }
    }

    void retain() {
        tables.incrementAndGet();
    }

    void release() throws IOException {
        if (tables.decrementAndGet() == 0) {
            Files.deleteIfExists(file);
        }
    }
}
