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

class GuidedFilterTest {

    @Test
    void isWhatItsEquationsSay() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            int width = 1 + random.nextInt(30);
            int height = 1 + random.nextInt(30);
            int window = 1 + random.nextInt(round % 4 == 0 ? 100 : 15);
            check(width, height, window, round);
        }
        check(40, 150, 31, 7);
    }

    private static void check(int width, int height, int window, int seed) {
        FloatImage guide = Pictures.noise(width, height, 1, ValueRange.UNIT, 2 * seed);
        FloatImage input = Pictures.noise(width, height, 1, ValueRange.UNIT, 2 * seed + 1);
        for (Border border : Border.values()) {
            double[] expected =
                BruteForce.guided(width, height, guide.plane(0), input.plane(0), window, 1e-3, border);
            float[] result = GuidedFilter.apply(guide, input, window, 1e-3, border, Progress.NONE).plane(0);
            for (int i = 0; i < result.length; i++) {
                assertEquals(expected[i], result[i], 1e-6,
                    width + " x " + height + ", window " + window + ", " + border + ", pixel " + i);
            }
        }
    }

    @Test
    void leavesAConstantAsItIsUnderAnyGuide() {
        for (Border border : Border.values()) {
            FloatImage guide = Pictures.noise(80, 70, 1, ValueRange.UNIT, 1);
            FloatImage constant = Pictures.constant(80, 70, ValueRange.UNIT, 0.3f);
            float[] result = GuidedFilter.apply(guide, constant, 31, 1e-4, border, Progress.NONE).plane(0);
            assertEquals(0, Pictures.difference(constant.plane(0), result), 1e-7);
        }
    }

    @Test
    void isTheMeanOfMeansUnderAConstantGuide() {
        FloatImage guide = Pictures.constant(40, 30, ValueRange.UNIT, 0.25f);
        FloatImage input = Pictures.noise(40, 30, 1, ValueRange.UNIT, 2);
        FloatImage means = BoxFilter.apply(input, 9, Border.REFLECT_101, Progress.NONE);
        FloatImage expected = BoxFilter.apply(means, 9, Border.REFLECT_101, Progress.NONE);
        float[] result = GuidedFilter.apply(guide, input, 9, 1e-4, Border.REFLECT_101, Progress.NONE).plane(0);
        assertEquals(0, Pictures.difference(expected.plane(0), result), 1e-6);
    }

    @Test
    void keepsAStepThatTheGuideHasAsWell() {
        FloatImage step = FloatImage.zeros(64, 16, 1, ValueRange.UNIT);
        for (int i = 0; i < step.pixels(); i++) {
            step.plane(0)[i] = i % 64 < 32 ? 0.2f : 0.8f;
        }
        float[] result = GuidedFilter.apply(step, step, 15, 1e-6, Border.SHRINK, Progress.NONE).plane(0);
        assertEquals(0, Pictures.difference(step.plane(0), result), 1e-4);
    }

    @Test
    void mayWriteOverItsInput() {
        FloatImage guide = Pictures.noise(70, 90, 1, ValueRange.UNIT, 4);
        float[] plane = Pictures.noise(70, 90, 1, ValueRange.UNIT, 5).plane(0);
        float[] apart = new float[plane.length];
        GuidedFilter.filter(70, 90, guide.plane(0), plane, 11, 1e-3, Border.SHRINK, apart, Progress.NONE);
        GuidedFilter.filter(70, 90, guide.plane(0), plane, 11, 1e-3, Border.SHRINK, plane, Progress.NONE);
        assertArrayEquals(apart, plane);
    }

    @Test
    void refusesAGuideOfAnotherSizeAndAnEpsOfZero() {
        FloatImage guide = Pictures.constant(3, 3, ValueRange.UNIT, 1);
        FloatImage input = Pictures.constant(3, 4, ValueRange.UNIT, 1);
        assertThrows(IllegalArgumentException.class,
            () -> GuidedFilter.apply(guide, input, 3, 1e-3, Border.SHRINK, Progress.NONE));
        assertThrows(IllegalArgumentException.class,
            () -> GuidedFilter.apply(guide, guide, 3, 0, Border.SHRINK, Progress.NONE));
    }
}
