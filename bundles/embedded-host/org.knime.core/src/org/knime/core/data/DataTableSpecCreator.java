// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.ArrayList;
import java.util.List;

/** Puts table specs together column by column. */
public final class DataTableSpecCreator {

    private String name;
    private final List<DataColumnSpec> columns = new ArrayList<>();

    /** Starts with the name and the columns of another spec. */
    public DataTableSpecCreator(final DataTableSpec spec) {
        name = spec.getName();
        spec.forEach(columns::add);
    }

    /** @throws IllegalArgumentException when a column of that name is there already */
    public DataTableSpecCreator addColumns(final DataColumnSpec... columnSpecs) {
        for (DataColumnSpec column : columnSpecs) {
            int other = indexOf(column.getName());
            if (other >= 0) {
                throw new IllegalArgumentException(
                    "Column \"" + column.getName() + "\" already contained at index " + other);
            }
            columns.add(column);
        }
        return this;
    }

    /** The spec. */
    public DataTableSpec createSpec() {
        return new DataTableSpec(name, columns.toArray(DataColumnSpec[]::new));
    }

    private int indexOf(final String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).getName().equals(column)) {
                return i;
            }
        }
        return -1;
    }
}
