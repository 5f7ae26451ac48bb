// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GreyChannelTest {

    private static FloatImage image(float[]... planes) {
        return FloatImage.of(3, 1, ValueRange.UINT8, planes);
    }

    private final FloatImage colour = image(new float[] {10, 20, 30}, new float[] {1, 2, 3}, new float[] {100, 0, 50});

    private static float[] grey() {
        return new float[] {7, Float.NaN, -0.5f};
    }

    /** Whatever is chosen: also a third channel that is not there, and NaN is equal to NaN. */
    @ParameterizedTest
    @EnumSource
    void takesEqualChannelsForOne(GreyChannel channel) throws HazeLabException {
        FloatImage one = image(grey());
        assertSame(one, channel.of(one, "The image"));
        assertEquals(one, channel.of(image(grey(), grey()), "The image"));
        assertEquals(one, channel.of(image(grey(), grey(), grey()), "The image"));
        FloatImage stack =
            FloatImage.stack(3, 1, 2, ValueRange.UINT8, grey(), grey(), colour.plane(0), colour.plane(0));
        assertEquals(FloatImage.stack(3, 1, 1, ValueRange.UINT8, grey(), colour.plane(0)),
            channel.of(stack, "The image"));
    }

    @Test
    void takesTheChosenChannelOfOthers() throws HazeLabException {
        assertEquals(image(colour.plane(0)), GreyChannel.FIRST.of(colour, "The image"));
        assertEquals(image(colour.plane(1)), GreyChannel.SECOND.of(colour, "The image"));
        assertEquals(image(colour.plane(2)), GreyChannel.THIRD.of(colour, "The image"));
        FloatImage luminance = GreyChannel.LUMINANCE.of(colour, "The image");
        assertEquals(ValueRange.UINT8, luminance.range());
        // 0.299 * 10 + 0.587 * 1 + 0.114 * 100
        assertEquals(14.977f, luminance.plane(0)[0], 1e-6);
    }

    private static String refusal(GreyChannel channel, FloatImage image) {
        return assertThrows(HazeLabException.class, () -> channel.of(image, "The hazy image")).getMessage();
    }

    @Test
    void refusesWhatIsNotThere() {
        assertEquals(
            "The hazy image has 3 channels that differ, and a grey image is needed. Choose under Channel which one is "
                + "taken, or give grey images.",
            refusal(GreyChannel.NONE, colour));
        FloatImage two = image(colour.plane(0), colour.plane(1));
        assertEquals("The hazy image has 2 channels, and channel 3 is chosen. Choose another one under Channel.",
            refusal(GreyChannel.THIRD, two));
        assertEquals(
            "The hazy image has 2 channels, and luminance is made of three (red, green, blue). Choose another one "
                + "under Channel.",
            refusal(GreyChannel.LUMINANCE, two));
        // One slice that differs is enough.
        refusal(GreyChannel.NONE, FloatImage.stack(3, 1, 2, ValueRange.UINT8, grey(), grey(), grey(), colour.plane(0)));
    }

    @Test
    void makesAnImageGoWithAnother() {
        FloatImage three = image(grey(), grey(), grey());
        FloatImage one = image(grey());
        assertEquals(one, GreyChannel.like(three, one));
        assertSame(three, GreyChannel.like(three, three));
        assertSame(one, GreyChannel.like(one, three));
        assertSame(colour, GreyChannel.like(colour, one));
    }
}
