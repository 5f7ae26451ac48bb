// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.tensor;

/** The numbers that a network's methods compute with. Weights, states, results and losses are 32-bit floats always. */
public enum Precision {
    /** 32-bit floats everywhere. */
    EXACT,
    /**
     * Convolutions and matrix products of bfloat16: 8 bits of precision in place of 24, summed up in 32-bit floats.
     * What lies between them, such as images and sums of images, is bfloat16, too; norms, softmax and whatever asks for
     * it compute in 32-bit floats.
     */
    FAST;

    /** The name that a network's method has in its form of this precision. */
    public String method(String name) {
        return this == FAST ? name + "_fast" : name;
    }
}
