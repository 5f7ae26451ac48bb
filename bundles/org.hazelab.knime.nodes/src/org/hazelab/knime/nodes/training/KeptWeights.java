// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.training;

import org.knime.node.parameters.widget.choices.Label;

/** Which weights a trained model gets. */
public enum KeptWeights {
    @Label(value = "Best epoch", description = "The weights of the epoch with the lowest validation loss, or of the "
        + "lowest training loss without validation.")
    BEST,
    @Label(value = "Last epoch", description = "The weights that training ended with.")
    LAST
}
