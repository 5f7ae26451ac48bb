// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

/** What the residual blocks of the generator do with the time index. */
public enum ResidualMode {

    /**
     * Nothing, as the authors' published program: by a slip, the first convolution of a block and its time bias do not
     * reach the result. Their checkpoint was trained so, and dehazes only so. The unused weights are kept.
     */
    COMPAT,

    /** The first convolution is computed, with the time added to its input, as the paper means it. */
    FIXED
}
