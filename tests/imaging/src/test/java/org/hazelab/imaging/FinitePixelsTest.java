// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FinitePixelsTest {

    private static final float NAN = Float.NaN;
    private static final float INF = Float.NEGATIVE_INFINITY;

    @Test
    void looksForAPixelThatIsFiniteInAllChannels() throws HazeLabException {
        FloatImage none = FloatImage.of(3, 1, ValueRange.UNIT, new float[] {NAN, 1, INF}, new float[] {1, INF, 1});
        assertEquals(3, FinitePixels.odd(none));
        assertEquals("The image has no pixel that is a finite number. Look at it.", assertThrows(HazeLabException.class,
            () -> FinitePixels.requireSome(none, "The image", "Look at it")).getMessage());
        FloatImage last = FloatImage.stack(2, 1, 1, ValueRange.UNIT, new float[] {NAN, NAN}, new float[] {INF, 0});
        assertEquals(3, FinitePixels.odd(last));
        FinitePixels.requireSome(last, "The image", "Look at it");
    }
}
