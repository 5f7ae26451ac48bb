// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataTypeRegistry;
import org.knime.core.data.MissingCell;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreCell;
import org.knime.core.data.filestore.HostAccess;

/** Writes cells with their registered serializers; file stores are collected aside, as KNIME keeps their keys aside. */
final class CellOutput extends FilterOutputStream implements DataCellDataOutput {

    private final DataOutputStream data;
    private final List<FileStore> fileStores = new ArrayList<>();

    CellOutput(final DataOutputStream data) {
        super(data);
        this.data = data;
    }

    List<FileStore> fileStores() {
        return fileStores;
    }

    @Override
    public void writeDataCell(final DataCell cell) throws IOException {
        if (cell instanceof MissingCell missing) {
            writeUTF("");
            writeBoolean(missing.getError() != null);
            if (missing.getError() != null) {
                writeUTF(missing.getError());
            }
            return;
        }
        writeUTF(cell.getClass().getName());
        if (cell instanceof FileStoreCell withFiles) {
            HostAccess.flush(withFiles);
            FileStore[] stores = HostAccess.storesOf(withFiles);
            writeInt(stores.length);
            fileStores.addAll(List.of(stores));
        }
        serialize(cell, cell.getClass());
    }

    @SuppressWarnings("unchecked")
    private <T extends DataCell> void serialize(final DataCell cell, final Class<T> type) throws IOException {
        DataCellSerializer<T> serializer = DataTypeRegistry.getInstance().getSerializer(type)
            .orElseThrow(() -> new IOException("No serializer for cell class " + type.getName()
                + " is registered at the extension point org.knime.core.DataType."));
        serializer.serialize((T)cell, this);
    }

    @Override
    public void writeUTF(final String s) throws IOException {
        byte[] bytes = s.getBytes(StandardCharsets.UTF_8);
        data.writeInt(bytes.length);
        data.write(bytes);
    }

    @Override
    public void write(final byte[] b, final int off, final int len) throws IOException {
        data.write(b, off, len);
    }

    @Override
    public void writeBoolean(final boolean v) throws IOException {
        data.writeBoolean(v);
    }

    @Override
    public void writeByte(final int v) throws IOException {
        data.writeByte(v);
    }

    @Override
    public void writeShort(final int v) throws IOException {
        data.writeShort(v);
    }

    @Override
    public void writeChar(final int v) throws IOException {
        data.writeChar(v);
    }

    @Override
    public void writeInt(final int v) throws IOException {
        data.writeInt(v);
    }

    @Override
    public void writeLong(final long v) throws IOException {
        data.writeLong(v);
    }

    @Override
    public void writeFloat(final float v) throws IOException {
        data.writeFloat(v);
    }

    @Override
    public void writeDouble(final double v) throws IOException {
        data.writeDouble(v);
    }

    @Override
    public void writeBytes(final String s) throws IOException {
        data.writeBytes(s);
    }

    @Override
    public void writeChars(final String s) throws IOException {
        data.writeChars(s);
    }
}
