// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Objects;

/** Name and type of a column. Domains, properties and handlers of KNIME's column specs are left out. */
public final class DataColumnSpec {

    private final String name;
    private final DataType type;

    DataColumnSpec(final String name, final DataType type) {
        this.name = Objects.requireNonNull(name);
        this.type = Objects.requireNonNull(type);
    }

    /** The name, unique in its table. */
    public String getName() {
        return name;
    }

    /** The type of the cells. */
    public DataType getType() {
        return type;
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof DataColumnSpec c && name.equals(c.name) && type.equals(c.type);
    }

    @Override
    public int hashCode() {
        return name.hashCode() ^ type.hashCode();
    }

    @Override
    public String toString() {
        return name + " (" + type + ")";
    }
}
