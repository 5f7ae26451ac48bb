// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** Writes cells of one class to bytes and reads them back; registered at {@code org.knime.core.DataType}. */
public interface DataCellSerializer<T extends DataCell> {

    /** Writes a cell. */
    void serialize(T cell, DataCellDataOutput output) throws IOException;

    /** Reads a cell. */
    T deserialize(DataCellDataInput input) throws IOException;

    /** The cell class, as the implementation names it in its type argument. */
    @SuppressWarnings("unchecked")
    default Class<? extends DataCell> getCellClass() {
        for (Type type : getClass().getGenericInterfaces()) {
            if (type instanceof ParameterizedType p && p.getRawType() == DataCellSerializer.class) {
                return (Class<? extends DataCell>)p.getActualTypeArguments()[0];
            }
        }
        return DataCell.class;
    }
}
