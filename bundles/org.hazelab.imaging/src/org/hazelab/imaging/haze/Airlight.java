// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import java.util.List;

import org.hazelab.imaging.HazeLabException;

/**
 * The light that opaque haze shows: the A of I = J t + A (1 - t).
 *
 * @param red from 0 to 1, where 0 and 1 are the ends of the image's value range
 * @param green likewise
 * @param blue likewise; the three are equal for grey images
 */
public record Airlight(double red, double green, double blue) {

    /** White haze, (1, 1, 1). */
    public static final Airlight WHITE = grey(1);

    /** The airlight of a grey image, or colourless haze. */
    public static Airlight grey(double level) {
        return new Airlight(level, level, level);
    }

    /** The channel: 0 red, 1 green, 2 blue. */
    public double channel(int channel) {
        return switch (channel) {
            case 0 -> red;
            case 1 -> green;
            case 2 -> blue;
            default -> throw new IndexOutOfBoundsException(channel);
        };
    }

    /** The smallest of the three. */
    public double min() {
        return Math.min(red, Math.min(green, blue));
    }

    /** @throws HazeLabException if a channel is not from 0 to 1 */
    public void check() throws HazeLabException {
        for (int c = 0; c < 3; c++) {
            Checks.share("airlight's " + List.of("red", "green", "blue").get(c), channel(c), 0, 1, "Give red, green and"
                + " blue as numbers from 0 (the lower end of the image's value range) to 1 (its upper end)");
        }
    }

    /** As seen in an image of so many channels: for one channel all three are the Rec. 601 luma of this airlight. */
    Airlight in(int channels) {
        return channels == 1 ? grey(red == green && green == blue ? red : 0.299 * red + 0.587 * green + 0.114 * blue)
            : this;
    }
}
