// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.filter;

/** What a mean over a window takes for the pixels outside of the image. */
public enum Border {

    /**
     * The image mirrored at its outermost pixels, which are not repeated: {@code c b | a b c | b a}; as OpenCV does.
     */
    REFLECT_101,

    /** Nothing: the mean is that of the pixels which the window and the image share. */
    SHRINK
}
