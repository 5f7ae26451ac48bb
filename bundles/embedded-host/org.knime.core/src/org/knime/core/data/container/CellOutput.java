// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellDataOutput;
import org.knime.core.data.DataCellSerializer;
import org.knime.core.data.DataTypeRegistry;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.def.StringCell.StringSerializer;
import org.knime.core.data.filestore.FileStore;
import org.knime.core.data.filestore.FileStoreCell;
import org.knime.core.data.filestore.HostAccess;

/** Writes cells with their registered serializers; file stores are collected aside, as KNIME keeps their keys aside. */
final class CellOutput extends DataOutputStream implements DataCellDataOutput {

    /** By the names of the cell classes: nothing is read that this JVM has not written. */
    private static final Map<String, DataCellSerializer<? extends DataCell>> USED = new ConcurrentHashMap<>();

    private final List<FileStore> fileStores = new ArrayList<>();

    CellOutput(final OutputStream bytes) {
        super(bytes);
    }

    static DataCellSerializer<? extends DataCell> serializerOf(final String cellClass) {
        return USED.get(cellClass);
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
                new StringSerializer().serialize(new StringCell(missing.getError()), this);
            }
            return;
        }
        writeUTF(cell.getClass().getName());
        FileStore[] stores = {};
        if (cell instanceof FileStoreCell withFiles) {
            HostAccess.flush(withFiles);
            stores = HostAccess.storesOf(withFiles);
        }
        writeInt(stores.length);
        fileStores.addAll(List.of(stores));
        serialize(cell, cell.getClass());
    }

    @SuppressWarnings("unchecked")
    private <T extends DataCell> void serialize(final DataCell cell, final Class<T> type) throws IOException {
        DataCellSerializer<T> serializer = DataTypeRegistry.getInstance().getSerializer(type)
            .orElseThrow(() -> new IOException("No serializer for cell class " + type.getName()
                + " is registered at the extension point org.knime.core.DataType."));
        USED.put(type.getName(), serializer);
        serializer.serialize((T)cell, this);
    }
}
