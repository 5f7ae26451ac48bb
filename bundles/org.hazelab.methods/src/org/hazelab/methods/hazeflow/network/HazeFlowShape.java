// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.network;

import java.util.List;

/**
 * What a network of HazeFlow consists of.
 *
 * @param width channels at the full resolution, a multiple of 4; the channels of a level are this times its multiplier
 * @param multipliers one a level, from the full resolution down; each level halves rows and columns
 * @param blocks residual blocks of each level on the way down; on the way up there is one more
 * @param attention the level with attention, 0 being the full resolution; the middle has attention as well
 */
public record HazeFlowShape(int width, List<Integer> multipliers, int blocks, int attention) {

    /** More make tensors that nothing has memory for. */
    public static final int LARGEST_WIDTH = 512;
    /** More levels halve a picture of 4096 pixels to nothing. */
    public static final int MOST_LEVELS = 9;
    /** The largest multiplier of a level. */
    public static final int LARGEST_MULTIPLIER = 16;
    /** The most residual blocks of a level. */
    public static final int MOST_BLOCKS = 8;

    private static final int CHANNELS_PER_GROUP = 4;
    private static final int MOST_GROUPS = 32;

    /** @throws IllegalArgumentException if a number is out of its limits */
    public HazeFlowShape {
        multipliers = List.copyOf(multipliers);
        if (width < CHANNELS_PER_GROUP || width > LARGEST_WIDTH || width % CHANNELS_PER_GROUP != 0) {
            throw new IllegalArgumentException("A width of " + width);
        }
        if (multipliers.isEmpty() || multipliers.size() > MOST_LEVELS
            || multipliers.stream().anyMatch(multiplier -> multiplier < 1 || multiplier > LARGEST_MULTIPLIER)) {
            throw new IllegalArgumentException("Multipliers of " + multipliers);
        }
        if (blocks < 1 || blocks > MOST_BLOCKS || attention < 0 || attention >= multipliers.size()) {
            throw new IllegalArgumentException(blocks + " blocks, attention at level " + attention);
        }
        int out = width;
        for (int multiplier : multipliers) {
            requireGroups(out = width * multiplier);
        }
        requireGroups(out);
    }

    private static void requireGroups(int channels) {
        if (channels % groups(channels) != 0) {
            throw new IllegalArgumentException(channels + " channels are no multiple of " + groups(channels)
                + " groups");
        }
    }

    /** How many levels it has. */
    public int levels() {
        return multipliers.size();
    }

    /** The channels of a level, 0 being the full resolution. */
    public int channels(int level) {
        return width * multipliers.get(level);
    }

    /** Rows and columns of the input are multiples of this number. */
    public int multiple() {
        return 1 << levels() - 1;
    }

    /** Into how many groups a normalisation cuts channels. */
    static int groups(int channels) {
        return Math.min(MOST_GROUPS, channels / CHANNELS_PER_GROUP);
    }
}
