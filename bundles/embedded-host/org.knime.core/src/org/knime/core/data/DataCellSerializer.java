// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.io.IOException;

/** Writes cells of one class to bytes and reads them back; registered at {@code org.knime.core.DataType}. */
public interface DataCellSerializer<T extends DataCell> {

    /** Writes a cell. */
    void serialize(T cell, DataCellDataOutput output) throws IOException;

    /** Reads a cell. */
    T deserialize(DataCellDataInput input) throws IOException;
}
