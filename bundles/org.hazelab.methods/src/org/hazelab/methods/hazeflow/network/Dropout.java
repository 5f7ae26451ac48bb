// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.network;

import org.hazelab.runtime.script.Value;

/**
 * What a network does with the values before the second convolution of each residual block. In training the authors
 * set each to 0 with the probability {@value #PROBABILITY} and scale the others up; otherwise the values stay.
 */
@FunctionalInterface
public interface Dropout {

    /** The authors' share of values that are set to 0. */
    double PROBABILITY = 0.15;

    /** Leaves all values: to infer, and for a teacher. */
    Dropout NONE = (x, block) -> x;

    /**
     * Drops values.
     *
     * @param block the number of the residual block's module, which tells it from all others
     */
    Value of(Value x, int block);
}
