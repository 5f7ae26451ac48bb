// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

import java.util.List;

import org.knime.node.parameters.NodeParametersInput;

/** Computes choices of text. */
public non-sealed interface StringChoicesProvider extends ChoicesStateProvider<StringChoice> {

    @Override
    default void init(final StateProviderInitializer initializer) {
        initializer.computeBeforeOpenDialog();
    }

    @Override
    default List<StringChoice> computeState(final NodeParametersInput context) {
        throw new IllegalStateException("A provider of choices must implement computeState.");
    }
}
