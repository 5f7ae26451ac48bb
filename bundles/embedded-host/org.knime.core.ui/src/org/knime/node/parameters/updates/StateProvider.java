// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.updates;

import org.knime.node.parameters.NodeParametersInput;

/** Computes something for a dialog: a value, choices, a message. The host has no dialog and never asks for it. */
public interface StateProvider<S> {

    /** Computes. */
    S computeState(NodeParametersInput parametersInput);
}
