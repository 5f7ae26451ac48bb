// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.data;

/** How a square is made of an image. */
public enum Framing {

    /**
     * A random crop, flipped left to right every other time. Larger images shrink by a random factor before, as far as
     * the shorter side is still longer than the crop's; smaller ones are enlarged. Ours, which keeps shapes.
     */
    CROP,
    /** The whole image, resized whatever its shape, by a triangle filter that smooths: the authors' way. */
    WHOLE
}
