// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

import java.util.List;

/**
 * What a generator of DehazeSB consists of: four levels, each of half the rows and columns and twice the channels of
 * the one above it, and residual blocks at the lowest.
 *
 * @param width channels at the full resolution, a multiple of 4
 * @param blocks residual blocks at the lowest level
 * @param latent numbers of the random vector that a result depends on
 */
public record GeneratorShape(int width, int blocks, int latent) {

    /** More make tensors that nothing has memory for. */
    public static final int LARGEST_WIDTH = 256;
    /** The most residual blocks. */
    public static final int MOST_BLOCKS = 64;
    /** The longest latent vector. */
    public static final int LONGEST_LATENT = 4096;
    /** Rows and columns of an image are multiples of this number. */
    public static final int MULTIPLE = 8;
    /** The fewest rows and columns of an image: at the lowest level, a mirror image needs 2. */
    public static final int SMALLEST_SIDE = 16;

    private static final int LEVELS = 4;
    private static final int CHANNELS_PER_GROUP = 4;

    /** @throws IllegalArgumentException if a number is out of its limits */
    public GeneratorShape {
        if (width < CHANNELS_PER_GROUP || width > LARGEST_WIDTH || width % CHANNELS_PER_GROUP != 0) {
            throw new IllegalArgumentException("A width of " + width);
        }
        if (blocks < 1 || blocks > MOST_BLOCKS || latent < 1 || latent > LONGEST_LATENT) {
            throw new IllegalArgumentException(blocks + " blocks, a latent vector of " + latent);
        }
    }

    /** The channels of a level, 0 being the full resolution and 3 the lowest. */
    public int channels(int level) {
        return width << level;
    }

    /** The channels of the lowest level, and of what the time index becomes. */
    public int lowest() {
        return channels(LEVELS - 1);
    }

    /** The channels of each of the maps of {@link Generator#maps}. */
    public List<Integer> mapChannels() {
        return List.of(channels(0), channels(1), channels(2), lowest(), lowest(), lowest());
    }

    /** The block whose result is the last of the maps; that of block 0 is the last but one. */
    int lastMapBlock() {
        return blocks / 2;
    }

    /** Into how many groups a normalisation cuts channels. */
    static int groups(int channels) {
        return channels / CHANNELS_PER_GROUP;
    }
}
