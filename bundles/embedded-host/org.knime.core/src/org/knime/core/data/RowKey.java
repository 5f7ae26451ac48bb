// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.Objects;

/** Identifies a row in its table. */
public final class RowKey implements RowKeyValue {

    private final String id;

    /** @throws NullPointerException without an identifier */
    public RowKey(final String id) {
        this.id = Objects.requireNonNull(id, "Argument must not be null.");
    }

    /** The usual key of the row at the zero-based index: "Row0", "Row1", ... */
    public static RowKey createRowKey(final long rowIndex) {
        return new RowKey("Row" + rowIndex);
    }

    @Override
    public String getString() {
        return id;
    }

    @Override
    public boolean equals(final Object obj) {
        return obj instanceof RowKeyValue k && id.equals(k.getString());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
