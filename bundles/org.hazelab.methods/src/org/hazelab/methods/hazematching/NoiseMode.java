// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

/** What the windows of one sample begin with. */
public enum NoiseMode {
    /** Noise of its own for each window, as the authors do it: samples can show seams, their mean hardly does. */
    WINDOW,
    /** Parts of one field of noise: windows that overlap see the same noise there. */
    FRAME
}
