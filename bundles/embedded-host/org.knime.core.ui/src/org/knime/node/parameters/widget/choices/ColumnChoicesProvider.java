// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import java.util.List;

import org.knime.core.data.DataColumnSpec;
import org.knime.node.parameters.NodeParametersInput;

/** Computes choices of columns. */
public interface ColumnChoicesProvider extends TypedStringChoicesProvider {

    @Override
    default void init(final StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
    }

    /** The columns. */
    default List<DataColumnSpec> columnChoices(final NodeParametersInput context) {
        throw new IllegalStateException("At least one method must be implemented: columnChoices or computeState");
    }

    @Override
    default List<TypedStringChoice> computeState(final NodeParametersInput context) {
        return columnChoices(context).stream().map(TypedStringChoice::fromColSpec).toList();
    }
}
