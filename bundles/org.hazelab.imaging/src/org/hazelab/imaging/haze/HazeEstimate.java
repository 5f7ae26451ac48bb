// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import org.hazelab.imaging.FloatImage;

/**
 * What {@link DarkChannelPrior} found in a picture.
 *
 * @param transmission one channel of the picture's size, range [0, 1], every pixel finite: 1 where the view is clear, 0
 *            where the haze is opaque. Numbers may leave [0, 1] unless the settings clip
 * @param airlight in units of the picture's value range
 * @param mean of the transmission
 * @param min of the transmission
 * @param max of the transmission
 * @param darkLevel the median of the picture's dark channel, from 0 to 1 (for an even number of pixels the upper of the
 *            two in the middle); 0 where no pixel holds a number
 * @param nonFinitePixels how many pixels hold NaN or an infinity in some channel
 */
public record HazeEstimate(FloatImage transmission, Airlight airlight, double mean, double min, double max,
    double darkLevel, long nonFinitePixels) {

    /**
     * A picture whose median dark channel is below this looks haze-free. He et al. (2011, section 3) measured over
     * 5,000 haze-free outdoor photographs, sky cut out, that 90 percent of their dark channels' pixels lie below 25 of
     * 255; the median leaves room for sky and white walls in up to half of the picture. Haze in less than half of a
     * picture whose rest is dark is missed, and clear pictures of bright things pass for hazy.
     */
    public static final double CLEAR_DARK_LEVEL = 25 / 255.0;

    /** No haze is darker than this: RawTherapee gives up below it. */
    public static final double DARKEST_AIRLIGHT = 0.01;

    /**
     * Whether the picture holds no haze that the prior could see: its dark channel is as dark as that of haze-free
     * photographs, or the airlight is all but black in some channel. The transmission is computed all the same, but
     * dehazing such a picture only distorts its colours.
     */
    public boolean noHazeFound() {
        return darkLevel < CLEAR_DARK_LEVEL || airlight.min() < DARKEST_AIRLIGHT;
    }
}
