// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;
import org.knime.core.data.DataTypeRegistry;
import org.knime.core.data.MissingCell;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreCell;
import org.knime.core.data.filestore.HostAccess;

/** Reads what {@link CellOutput} wrote. */
final class CellInput implements DataCellDataInput {

    private final DataInputStream data;
    private final List<FileStore> fileStores;
    private int nextStore;

    CellInput(final DataInputStream data, final List<FileStore> fileStores) {
        this.data = data;
        this.fileStores = fileStores;
    }

    @Override
    public DataCell readDataCell() throws IOException {
        String name = readUTF();
        if (name.isEmpty()) {
            return readBoolean() ? new MissingCell(readUTF()) : DataType.getMissingCell();
        }
        Class<? extends DataCell> type = DataTypeRegistry.getInstance().getCellClass(name)
            .orElseThrow(() -> new IOException("The cell class " + name + " is not registered."));
        FileStore[] stores = null;
        if (FileStoreCell.class.isAssignableFrom(type)) {
            int first = nextStore;
            nextStore += readInt();
            stores = fileStores.subList(first, nextStore).toArray(FileStore[]::new);
        }
        DataCellSerializer<? extends DataCell> serializer =
            DataTypeRegistry.getInstance().getSerializer(type).orElseThrow();
        DataCell cell = serializer.deserialize(this);
        if (stores != null) {
            HostAccess.adopt((FileStoreCell)cell, stores);
        }
        return cell;
    }

    @Override
    public String readUTF() throws IOException {
        byte[] bytes = new byte[data.readInt()];
        data.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void readFully(final byte[] b) throws IOException {
        data.readFully(b);
    }

    @Override
    public void readFully(final byte[] b, final int off, final int len) throws IOException {
        data.readFully(b, off, len);
    }

    @Override
    public int skipBytes(final int n) throws IOException {
        return data.skipBytes(n);
    }

    @Override
    public boolean readBoolean() throws IOException {
        return data.readBoolean();
    }

    @Override
    public byte readByte() throws IOException {
        return data.readByte();
    }

    @Override
    public int readUnsignedByte() throws IOException {
        return data.readUnsignedByte();
    }

    @Override
    public short readShort() throws IOException {
        return data.readShort();
    }

    @Override
    public int readUnsignedShort() throws IOException {
        return data.readUnsignedShort();
    }

    @Override
    public char readChar() throws IOException {
        return data.readChar();
    }

    @Override
    public int readInt() throws IOException {
        return data.readInt();
    }

    @Override
    public long readLong() throws IOException {
        return data.readLong();
    }

    @Override
    public float readFloat() throws IOException {
        return data.readFloat();
    }

    @Override
    public double readDouble() throws IOException {
        return data.readDouble();
    }

    @Override
    public String readLine() throws IOException {
        throw new IOException("Lines cannot be read from a cell.");
    }
}
