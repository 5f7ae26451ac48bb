// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataInput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.StringCell.StringSerializer;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreCell;
import org.knime.core.data.filestore.HostAccess;

/** Reads what {@link CellOutput} wrote. */
final class CellInput extends DataInputStream implements DataCellDataInput {

    private final List<FileStore> fileStores;
    private int nextStore;

    CellInput(final InputStream bytes, final List<FileStore> fileStores) {
        super(bytes);
        this.fileStores = fileStores;
    }

    @Override
    public DataCell readDataCell() throws IOException {
        String name = readUTF();
        if (name.isEmpty()) {
            return readBoolean() ? new MissingCell(new StringSerializer().deserialize(this).getStringValue())
                : DataType.getMissingCell();
        }
        DataCellSerializer<? extends DataCell> serializer = CellOutput.serializerOf(name);
        int first = nextStore;
        nextStore += readInt();
        DataCell cell = serializer.deserialize(this);
        if (cell instanceof FileStoreCell withFiles) {
            HostAccess.adopt(withFiles, fileStores.subList(first, nextStore).toArray(FileStore[]::new));
        }
        return cell;
    }
}
