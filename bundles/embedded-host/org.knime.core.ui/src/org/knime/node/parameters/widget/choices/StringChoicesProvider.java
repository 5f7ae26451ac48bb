// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import java.util.List;

import org.knime.node.parameters.NodeParametersInput;

/** Computes choices of text. */
public non-sealed interface StringChoicesProvider extends ChoicesStateProvider<StringChoice> {

    /** The choices, shown as they are stored. */
    default List<String> choices(final NodeParametersInput context) {
        throw new IllegalStateException("At least one method must be implemented: choices or computeState");
    }

    @Override
    default List<StringChoice> computeState(final NodeParametersInput context) {
        return choices(context).stream().map(StringChoice::fromId).toList();
    }
}
