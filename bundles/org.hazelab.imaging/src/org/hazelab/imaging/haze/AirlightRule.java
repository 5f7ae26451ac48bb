// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

/**
 * How the airlight is found.
 *
 * <p>The haziest pixels are the n = max(floor(fraction * pixels), 1) candidates with the largest dark channel; of
 * pixels with the same dark channel those with the lower index (row by row) come first. Candidates are the pixels
 * without NaN and, if {@link AirlightSettings#ignoreSaturated()}, without a saturated channel.
 */
public enum AirlightRule {

    /** White, (1, 1, 1): HazeFlow's training, where the network learns J - 1. */
    WHITE,

    /**
     * The sum over the haziest pixels but the last of them, divided by n: HazeFlow's inference and the scripts it
     * follows. The sum leaves one pixel out and the divisor does not, so this airlight is (n - 1) / n of a mean:
     * published behaviour, kept for comparability. For n = 1, where the published code divides by 0 later, it is that
     * pixel.
     */
    MEAN_OF_HAZIEST,

    /**
     * Of the haziest pixels the one with the largest R + G + B: He, Sun, Tang, Single Image Haze Removal Using Dark
     * Channel Prior, TPAMI 2011, section 4.3. Among equals the one with the larger dark channel, then the lower index.
     */
    BRIGHTEST_OF_HAZIEST,

    /** As {@link #BRIGHTEST_OF_HAZIEST}, by the largest of R, G and B instead of their sum: DehazeSB. */
    MAX_CHANNEL_OF_HAZIEST,

    /** The airlight in the settings: a colour the user measured, or the one found in another image of a series. */
    GIVEN
}
