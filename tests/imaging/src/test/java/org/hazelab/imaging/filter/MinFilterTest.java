// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.Pictures;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class MinFilterTest {

    @Test
    void isTheSmallestNumberOfTheWindowForAnySizeAndWindow() {
        Random random = new Random(1);
        for (int round = 0; round < 100; round++) {
            int width = 1 + random.nextInt(40);
            int height = 1 + random.nextInt(40);
            int window = 1 + random.nextInt(round % 4 == 0 ? 100 : 12);
            FloatImage image = Pictures.noise(width, height, 1, new ValueRange(-3, 5), round);
            float[] expected = BruteForce.min(width, height, image.plane(0), window);
            assertArrayEquals(expected, MinFilter.apply(image, window, Progress.NONE).plane(0),
                width + " x " + height + ", window " + window);
        }
    }

    @Test
    void crossesTheBordersOfItsStripsAndPieces() {
        for (int window : new int[] {2, 7, 70}) {
            FloatImage image = Pictures.noise(300, 270, 1, ValueRange.UNIT, window);
            float[] expected = BruteForce.min(300, 270, image.plane(0), window);
            assertArrayEquals(expected, MinFilter.apply(image, window, Progress.NONE).plane(0), "window " + window);
        }
    }

    @Test
    void reachesOnePixelFurtherBackWhereTheWindowIsEven() {
        // cv2.erode(np.float32([[5, 1, 5, 5, 5]]), np.ones((1, 2))) in OpenCV 5.0 gives 5 1 1 5 5.
        FloatImage image = FloatImage.of(5, 1, ValueRange.UINT8, new float[] {5, 1, 5, 5, 5});
        assertArrayEquals(new float[] {5, 1, 1, 5, 5}, MinFilter.apply(image, 2, Progress.NONE).plane(0));
    }

    @Test
    void ignoresNaNOfEitherSign() {
        float negativeNaN = Float.intBitsToFloat(0xffc00001);
        FloatImage image = FloatImage.of(7, 1, ValueRange.UNIT,
            new float[] {4, Float.NaN, 3, negativeNaN, Float.NaN, Float.NaN, -2});
        float none = Float.POSITIVE_INFINITY;
        assertArrayEquals(new float[] {4, 3, 3, 3, none, -2, -2}, MinFilter.apply(image, 3, Progress.NONE).plane(0));
    }

    @Test
    void keepsInfinitiesAndOrdersZeros() {
        FloatImage image = FloatImage.of(4, 1, ValueRange.UNIT,
            new float[] {0f, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY});
        assertArrayEquals(new float[] {-0f, -0f, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY},
            MinFilter.apply(image, 3, Progress.NONE).plane(0));
    }

    @Test
    void leavesItsInputAloneAndKeepsSlicesApart() {
        FloatImage one = Pictures.noise(9, 8, 2, ValueRange.UNIT, 3);
        FloatImage other = Pictures.noise(9, 8, 2, ValueRange.UNIT, 4);
        FloatImage stack = FloatImage.stack(9, 8, 2, ValueRange.UNIT, one.plane(0), one.plane(1), other.plane(0),
            other.plane(1));
        FloatImage before = Pictures.copy(stack);
        FloatImage result = MinFilter.apply(stack, 4, Progress.NONE);
        assertEquals(before, stack);
        assertEquals(MinFilter.apply(other, 4, Progress.NONE), result.slice(1));
    }

    @Test
    void refusesAWindowWithoutPixels() {
        FloatImage image = Pictures.constant(3, 3, ValueRange.UNIT, 1);
        assertThrows(IllegalArgumentException.class, () -> MinFilter.apply(image, 0, Progress.NONE));
    }

    @Test
    void takesAWindowAsLargeAsAnIntegerGets() {
        FloatImage image = Pictures.noise(5, 3, 1, ValueRange.UNIT, 5);
        float[] expected = BruteForce.min(5, 3, image.plane(0), 11);
        assertArrayEquals(expected, MinFilter.apply(image, Integer.MAX_VALUE, Progress.NONE).plane(0));
    }
}
