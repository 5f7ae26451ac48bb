// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging;

import java.util.Arrays;

/**
 * How an image becomes the one channel that something works on. An image whose channels are all equal, such as a grey
 * one that was saved as RGB, is grey whatever is chosen; the choice is for images whose channels differ.
 */
public enum GreyChannel {

    /** They are refused. */
    NONE,
    /** Red, green and blue are weighted: 0.299 R + 0.587 G + 0.114 B. */
    LUMINANCE,
    /** The first channel, red of three. */
    FIRST,
    /** The second channel. */
    SECOND,
    /** The third channel. */
    THIRD;

    /**
     * The grey image, which shares the pixels of the channel that it is; its range stays.
     *
     * @param what begins the sentence if it cannot be made, such as {@code The hazy image}
     * @throws HazeLabException if the channels differ and none is chosen, or there is no such channel
     */
    public FloatImage of(FloatImage image, String what) throws HazeLabException {
        if (image.channels() == 1 || sameChannels(image)) {
            return channel(image, 0);
        }
        if (this == NONE) {
            throw new HazeLabException(what + " has " + image.channels() + " channels that differ, and a grey image is "
                + "needed", "Choose under Channel which one is taken, or give grey images");
        }
        if (this == LUMINANCE) {
            return luminance(image, what);
        }
        int channel = ordinal() - FIRST.ordinal();
        if (channel >= image.channels()) {
            throw new HazeLabException(what + " has " + image.channels() + " channels, and channel " + (channel + 1)
                + " is chosen", "Choose another one under Channel");
        }
        return channel(image, channel);
    }

    /** An image that goes with another one: its only channel in place of several equal ones, if the other has one. */
    public static FloatImage like(FloatImage image, FloatImage other) {
        return other.channels() == 1 && image.channels() > 1 && sameChannels(image) ? channel(image, 0) : image;
    }

    /** Whether all channels of each slice have the same pixels, to the bit. */
    public static boolean sameChannels(FloatImage image) {
        for (int z = 0; z < image.slices(); z++) {
            for (int c = 1; c < image.channels(); c++) {
                if (!Arrays.equals(image.plane(z, 0), image.plane(z, c))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static FloatImage channel(FloatImage image, int channel) {
        if (image.channels() == 1) {
            return image;
        }
        float[][] planes = new float[image.slices()][];
        for (int z = 0; z < planes.length; z++) {
            planes[z] = image.plane(z, channel);
        }
        return FloatImage.stack(image.width(), image.height(), 1, image.range(), planes);
    }

    private static FloatImage luminance(FloatImage image, String what) throws HazeLabException {
        if (image.channels() != 3) {
            throw new HazeLabException(
                what + " has " + image.channels() + " channels, and luminance is made of three (red, "
                    + "green, blue)",
                "Choose another one under Channel");
        }
        float[][] planes = new float[image.slices()][image.pixels()];
        for (int z = 0; z < planes.length; z++) {
            float[] red = image.plane(z, 0);
            float[] green = image.plane(z, 1);
            float[] blue = image.plane(z, 2);
            for (int i = 0; i < planes[z].length; i++) {
                planes[z][i] = (float)(0.299 * red[i] + 0.587 * green[i] + 0.114 * blue[i]);
            }
        }
        return FloatImage.stack(image.width(), image.height(), 1, image.range(), planes);
    }
}
