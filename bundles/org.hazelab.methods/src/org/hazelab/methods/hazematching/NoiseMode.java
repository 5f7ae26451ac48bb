// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

/** What the tiles of one sample begin with. The noise depends on the constants' order. */
public enum NoiseMode {
    /** Noise of its own for each tile, as the authors do it: samples can show seams, their mean hardly does. */
    TILE,
    /** Parts of one field of noise: tiles that overlap see the same noise there. */
    FRAME
}
