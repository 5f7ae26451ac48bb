// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.training;

import org.knime.node.parameters.widget.choices.Label;

/** What happens to rows that cannot be trained with. */
public enum Misfits {
    @Label(value = "Skip", description = "The row is left out, and the node warns with the reason.")
    LEAVE_OUT,
    @Label(value = "Fail", description = "The node fails at the first such row.")
    FAIL
}
