// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

/**
 * The grey picture whose edges the refined transmission follows. A pixel that holds NaN takes the guide of the nearest
 * whole pixel to its left, or else to its right, or else 0.
 */
public enum Guide {

    /**
     * 8-bit luma, as HazeFlow computes it: R, G and B cut to whole numbers of 255 (trunc(255 I)), then
     * (9798 R + 19235 G + 3735 B + 16384) >> 15, OpenCV's integer form of 0.299 R + 0.587 G + 0.114 B, over 255.
     */
    LUMA_8BIT(0, 0, 0),

    /** 0.2989 R + 0.5870 G + 0.1140 B, MATLAB's rounding of Rec. 601 luma, in floats: DehazeSB. White is 0.9999. */
    LUMA_DEHAZESB(0.2989f, 0.5870f, 0.1140f),

    /** 0.299 R + 0.587 G + 0.114 B in floats: Rec. 601 luma at the depth of the image. */
    LUMA_REC601(0.299f, 0.587f, 0.114f);

    final float red;
    final float green;
    final float blue;

    Guide(float red, float green, float blue) {
        this.red = red;
        this.green = green;
        this.blue = blue;
    }
}
