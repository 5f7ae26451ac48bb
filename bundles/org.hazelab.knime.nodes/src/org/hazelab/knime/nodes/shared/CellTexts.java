// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import java.util.Optional;

import org.hazelab.imaging.Nullable;
import org.knime.core.data.BooleanValue;
import org.knime.core.data.DataCell;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.LongValue;
import org.knime.core.data.StringValue;

/** Cells as plain Java values, for what is written outside of KNIME. */
public final class CellTexts {

    private CellTexts() {
    }

    /** The cell as a String, Long, Double or Boolean; null if it is missing, its text if it is something else. */
    public static @Nullable Object plain(DataCell cell) {
        if (cell.isMissing()) {
            return null;
        } else if (cell instanceof StringValue value) {
            return value.getStringValue();
        } else if (cell instanceof BooleanValue value) {
            return value.getBooleanValue();
        } else if (cell instanceof LongValue value) {
            return value.getLongValue();
        } else if (cell instanceof DoubleValue value) {
            return value.getDoubleValue();
        }
        return cell.toString();
    }

    /** The cell's value as text, empty if it is missing. */
    public static Optional<String> of(DataCell cell) {
        return Optional.ofNullable(plain(cell)).map(Object::toString);
    }
}
