// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis.recipe;

/** How the noise of the channels hangs together. */
public enum NoiseKind {
    /** Every channel has noise of its own. */
    INDEPENDENT,
    /** All channels have the same noise. */
    GREY,
    /** The channels' noise has a random covariance. */
    CORRELATED
}
