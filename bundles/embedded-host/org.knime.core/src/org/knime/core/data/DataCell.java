// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.io.Serializable;

/**
 * One immutable value in a table. Kept of KNIME's contract: missing cells are equal to each other and to nothing else,
 * cells of one class are compared by {@link #equalsDataCell}, cells of different classes with the same preferred value
 * by {@link #equalContent}.
 */
public abstract class DataCell implements DataValue, Serializable {

    private static final long serialVersionUID = 1L;

    /** For subclasses. */
    public DataCell() {
    }

    /** The type of this cell's class. */
    public final DataType getType() {
        return DataType.getType(getClass());
    }

    /** Whether there is no value. */
    public boolean isMissing() {
        return false;
    }

    @Override
    public abstract String toString();

    @Override
    public final boolean equals(final Object o) {
        if (this == o) {
            return true;
        }
        if (!(o instanceof DataCell)) {
            return false;
        }
        DataCell other = (DataCell)o;
        if (isMissing() || other.isMissing()) {
            return isMissing() && other.isMissing();
        }
        if (getClass().equals(other.getClass())) {
            return equalsDataCell(other);
        }
        return getType().getPreferredValueClass().equals(other.getType().getPreferredValueClass())
            && equalContent(other);
    }

    /** Compares with a cell of the same class; never called with a missing cell. */
    protected abstract boolean equalsDataCell(DataCell dc);

    /** Compares with a cell of another class that has the same preferred value. */
    protected boolean equalContent(final DataValue otherValue) {
        return false;
    }

    @Override
    public abstract int hashCode();
}
