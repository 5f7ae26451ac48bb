// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates;

import java.util.function.Supplier;

import org.knime.node.parameters.NodeParametersInput;

/** Computes something for a dialog: a value, choices, a message. The host has no dialog and never asks for it. */
public interface StateProvider<S> {

    /** Says when to compute, and from what. */
    void init(StateProviderInitializer initializer);

    /** Computes. */
    S computeState(NodeParametersInput parametersInput);

    /** Takes what a provider says of itself. KNIME's buttons and states of other providers are left out. */
    interface StateProviderInitializer {

        /** The value of a field; computed again when it changes. */
        <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> ref);

        /** The value of a field. */
        <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> ref);

        /** Computed before the dialog opens. */
        void computeBeforeOpenDialog();
    }
}
