// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

/** Whether the methods of a network are declared in {@link Precision#FAST} as well, and when weights are converted. */
public enum FastForms {
    /** There is none: every method computes in 32-bit floats. */
    NONE,
    /** Of all methods. Each call converts the weights that it needs once: to train, when every step changes them. */
    TO_TRAIN,
    /**
     * Of the methods without gradients. Weights are converted when the network is loaded, and must not be changed
     * afterwards: to infer.
     */
    TO_INFER
}
