// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.def;

import java.util.Objects;

import org.knime.core.data.DataCell;

/** A cell with one value: equal to a cell of its class with an equal value, shown as the value. */
abstract class ValueCell<T> extends DataCell {

    private static final long serialVersionUID = 1L;

    /** An immutable value. */
    @SuppressWarnings("serial")
    final T value;

    /** @throws NullPointerException without a value */
    ValueCell(final T value) {
        this.value = Objects.requireNonNull(value, "A cell needs a value.");
    }

    @Override
    protected final boolean equalsDataCell(final DataCell dc) {
        return value.equals(((ValueCell<?>)dc).value);
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    @Override
    public final String toString() {
        return value.toString();
    }
}
