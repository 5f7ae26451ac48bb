// SPDX-License-Identifier: Apache-2.0
package org.hazelab.testnodes;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreCell;
import org.knime.core.data.image.ImageContent;

/** Bytes that are written when the cell is flushed, and read from the file from then on. */
public final class BytesCell extends FileStoreCell implements BytesValue {

    /** How many cells were told that they were read back. */
    public static final AtomicInteger POST_CONSTRUCTS = new AtomicInteger();

    private static final long serialVersionUID = 1L;

    private final int hash;
    private transient byte[] pending;

    /** While a node executes. */
    public BytesCell(final byte[] bytes, final FileStore store) {
        super(store);
        hash = Arrays.hashCode(bytes);
        pending = bytes;
    }

    private BytesCell(final int hash) {
        this.hash = hash;
    }

    @Override
    protected void postConstruct() {
        POST_CONSTRUCTS.incrementAndGet();
    }

    @Override
    protected void flushToFileStore() throws IOException {
        Files.write(file().toPath(), pending);
        pending = null;
    }

    /** Whether the bytes are in memory. */
    public boolean isPending() {
        return pending != null;
    }

    /** The file. */
    public File file() {
        return getFileStores()[0].getFile();
    }

    @Override
    public byte[] bytes() {
        try {
            return pending != null ? pending : Files.readAllBytes(file().toPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ImageContent getImageContent() {
        throw new UnsupportedOperationException("The bytes are no image.");
    }

    @Override
    public String getImageExtension() {
        return "bin";
    }

    @Override
    protected boolean equalFileStoreContent(final DataCell dc) {
        return Arrays.equals(bytes(), ((BytesCell)dc).bytes());
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return "bytes " + hash;
    }

    /** Writes and reads the hash. */
    public static final class Serializer implements DataCellSerializer<BytesCell> {

        @Override
        public void serialize(final BytesCell cell, final DataCellDataOutput output) throws IOException {
            output.writeInt(cell.hash);
        }

        @Override
        public BytesCell deserialize(final DataCellDataInput input) throws IOException {
            return new BytesCell(input.readInt());
        }
    }
}
