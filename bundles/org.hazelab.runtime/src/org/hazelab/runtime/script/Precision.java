// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

/** The numbers that a network's methods compute with. Weights, states, results and losses are 32-bit floats always. */
public enum Precision {
    /** 32-bit floats everywhere. */
    EXACT,
    /**
     * Convolutions and matrix products of bfloat16: 8 bits of precision in place of 24, summed up in 32-bit floats. What
     * lies between them, such as images and sums of images, is bfloat16, too; norms, softmax and whatever asks for
     * {@link Value#full} compute in 32-bit floats.
     */
    FAST;

    /** bfloat16 and float32 in PyTorch's numbering. */
    static final int BFLOAT16 = 15;
    static final int FLOAT32 = 6;

    /** The name that a method has in its form of this precision. */
    public String method(String name) {
        return name + suffix();
    }

    String suffix() {
        return this == FAST ? "_fast" : "";
    }
}
