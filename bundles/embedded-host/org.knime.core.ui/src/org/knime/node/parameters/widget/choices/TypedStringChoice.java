// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataType;

/** A choice with a type: what is stored, what people read, and of which type it is. */
public record TypedStringChoice(String id, String text, PossibleTypeValue type) {

    /** A type: what is stored, and what people read. */
    public record PossibleTypeValue(String id, String text) {
    }

    /** The choice of a column. */
    public static TypedStringChoice fromColSpec(final DataColumnSpec colSpec) {
        DataType type = colSpec.getType();
        return new TypedStringChoice(colSpec.getName(), colSpec.getName(),
            new PossibleTypeValue(type.getPreferredValueClass().getName(), type.getName()));
    }
}
