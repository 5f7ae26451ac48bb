// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import org.hazelab.runtime.tensor.Precision;
import org.knime.node.parameters.widget.choices.Label;

/** The precision that a network computes with, as all dialogs of nodes with networks ask for it. */
public enum PrecisionChoice {
    @Label(value = "Exact", description = "32-bit floating-point numbers everywhere.")
    EXACT(Precision.EXACT),
    @Label(value = "Fast", description = "Convolutions and matrix products of 16-bit numbers (bfloat16), everything "
        + "else of 32-bit ones.")
    FAST(Precision.FAST);

    /** The title of the field. */
    public static final String TITLE = "Precision";
    /** How the field is described. */
    public static final String TEXT = "The precision of the network's convolutions and matrix products. Fast saves "
        + "time on processors and GPUs that have units for bfloat16 (AMX or AVX512-BF16, NVIDIA Ampere and newer): "
        + "about a third with AVX512-BF16. The node measures whether it is faster, and compares what it computes "
        + "first with the exact result: where Fast is slower or not close enough, the node warns and computes "
        + "exactly.";

    private final Precision precision;

    PrecisionChoice(Precision precision) {
        this.precision = precision;
    }

    /** What it means to the network. */
    public Precision precision() {
        return precision;
    }
}
