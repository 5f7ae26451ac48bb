// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.TestRandom;
import org.junit.jupiter.api.Test;

class OrientationTest {

    /** Which orientation undoes each: a quarter turn the other one, all others themselves. */
    private static final int[] INVERSE = {0, 1, 2, 3, 4, 5, 8, 7, 6};

    @Test
    void turnsAsExifSays() {
        // ab      1 as it is, 2 mirrored, 3 half turn, 4 upside down, 5 transposed, 6 quarter turn to the right,
        // cd      7 transposed the other way, 8 quarter turn to the left
        // ef
        float[] stored = {'a', 'b', 'c', 'd', 'e', 'f'};
        String[] turned = {"abcdef", "badcfe", "fedcba", "efcdab", "acebdf", "ecafdb", "fdbeca", "bdface"};
        for (int o = 1; o <= 8; o++) {
            StringBuilder text = new StringBuilder();
            for (float v : Orientation.turn(stored, 2, 3, o)) {
                text.append((char)v);
            }
            assertEquals(turned[o - 1], text.toString(), "orientation " + o);
        }
    }

    @Test
    void turningBackGivesTheSameImage() {
        TestRandom random = new TestRandom(1);
        for (int i = 0; i < 60; i++) {
            int width = 1 + random.below(150);
            int height = 1 + random.below(150);
            float[] plane = random.anything(width, height, 1, 1, ValueRange.UNIT).plane(0);
            for (int o = 1; o <= 8; o++) {
                float[] turned = Orientation.turn(plane, width, height, o);
                assertArrayEquals(plane, Orientation.turn(turned, o < 5 ? width : height, o < 5 ? height : width,
                    INVERSE[o]));
            }
        }
    }

    @Test
    void takesImpossibleMetadataForUpright() {
        assertEquals(1, Orientation.of(0));
        assertEquals(1, Orientation.of(9));
        assertEquals(1, Orientation.of(-1));
        TestRandom random = new TestRandom(2);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.below(60)];
            for (int b = 0; b < bytes.length; b++) {
                bytes[b] = (byte)(random.below(3) == 0 ? random.next() : 0);
            }
            if (bytes.length > 4) {
                bytes[0] = 'I';
                bytes[1] = 'I';
            }
            int orientation = Orientation.ofExif(bytes, 0, bytes.length);
            assertEquals(orientation, Orientation.of(orientation));
        }
    }
}
