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

class BoxFilterTest {

    @Test
    void isTheMeanOfTheWindowForAnySizeWindowAndBorder() {
        Random random = new Random(2);
        for (int round = 0; round < 80; round++) {
            int width = 1 + random.nextInt(30);
            int height = 1 + random.nextInt(30);
            int window = 1 + random.nextInt(round % 4 == 0 ? 150 : 12);
            check(width, height, window, round);
        }
    }

    @Test
    void crossesTheBordersOfItsBandsAndBlocks() {
        for (int window : new int[] {2, 17, 80}) {
            check(70, 200, window, window);
        }
    }

    private static void check(int width, int height, int window, int seed) {
        FloatImage image = Pictures.noise(width, height, 1, ValueRange.UNIT, seed);
        for (Border border : Border.values()) {
            double[] expected =
                BruteForce.box(width, height, BruteForce.doubles(image.plane(0)), window, border);
            float[] means = BoxFilter.apply(image, window, border, Progress.NONE).plane(0);
            for (int i = 0; i < means.length; i++) {
                assertEquals(expected[i], means[i], 1e-7,
                    width + " x " + height + ", window " + window + ", " + border + ", pixel " + i);
            }
        }
    }

    @Test
    void reachesOnePixelFurtherBackWhereTheWindowIsEven() {
        // OpenCV's normalised box of width 4 over the ramp 0..7: cv2.blur, as in docs/goldens.md.
        FloatImage ramp = FloatImage.of(8, 1, ValueRange.UINT8, new float[] {0, 1, 2, 3, 4, 5, 6, 7});
        assertArrayEquals(new float[] {1, 1, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f, 6},
            BoxFilter.apply(ramp, 4, Border.REFLECT_101, Progress.NONE).plane(0));
    }

    @Test
    void mirrorsMoreThanOnceWhereTheWindowIsManyTimesTheImage() {
        // Over a whole number of mirror periods every window holds 0 1 2 3 2 1 equally often.
        FloatImage ramp = FloatImage.of(4, 1, ValueRange.UINT8, new float[] {0, 1, 2, 3});
        assertArrayEquals(new float[] {1.5f, 1.5f, 1.5f, 1.5f},
            BoxFilter.apply(ramp, 6_000_000, Border.REFLECT_101, Progress.NONE).plane(0));
        assertArrayEquals(new float[] {1.5f, 1.5f, 1.5f, 1.5f},
            BoxFilter.apply(ramp, Integer.MAX_VALUE, Border.SHRINK, Progress.NONE).plane(0));
    }

    @Test
    void leavesAConstantAsItIs() {
        for (Border border : Border.values()) {
            for (int window : new int[] {1, 5, 100, 1001}) {
                FloatImage constant = Pictures.constant(61, 83, ValueRange.UNIT, 0.3f);
                assertEquals(constant, BoxFilter.apply(constant, window, border, Progress.NONE));
            }
        }
    }

    @Test
    void leavesOnePixelAsItIs() {
        for (Border border : Border.values()) {
            FloatImage pixel = Pictures.constant(1, 1, ValueRange.UNIT, 0.7f);
            assertEquals(pixel, BoxFilter.apply(pixel, 1000, border, Progress.NONE));
        }
    }

    @Test
    void refusesAWindowWithoutPixels() {
        FloatImage image = Pictures.constant(3, 3, ValueRange.UNIT, 1);
        assertThrows(IllegalArgumentException.class, () -> BoxFilter.apply(image, 0, Border.SHRINK, Progress.NONE));
    }
}
