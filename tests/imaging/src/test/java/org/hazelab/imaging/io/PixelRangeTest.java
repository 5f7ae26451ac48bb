// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class PixelRangeTest {

    private static final float NAN = Float.NaN;
    private static final float INF = Float.POSITIVE_INFINITY;

    private static ValueRange floats(float[][] planes) {
        return PixelRange.ofFloats(planes, Progress.NONE);
    }

    private static ValueRange integers(float[][] planes) {
        return PixelRange.ofIntegers(planes, Progress.NONE);
    }

    private static float[][] pixels(float... values) {
        return new float[][] {values};
    }

    @Test
    void ofFloatsIsTheUnitWhereAllFiniteLieInIt() {
        assertEquals(ValueRange.UNIT, floats(pixels(0.25f, 0.5f)));
        assertEquals(ValueRange.UNIT, floats(pixels(0, 1, NAN, INF, -INF)));
        assertEquals(ValueRange.UNIT, floats(pixels(NAN, INF)));
        assertEquals(ValueRange.UNIT, floats(pixels(0)));
    }

    @Test
    void ofFloatsElseGoesFromTheSmallestToTheLargest() {
        assertEquals(new ValueRange(-2, 7), floats(new float[][] {{3, NAN}, {-2, 7}}));
        assertEquals(new ValueRange(0.5f, 1.0000001f), floats(pixels(0.5f, 1.0000001f)));
    }

    @Test
    void ofAConstantReachesToZero() {
        assertEquals(new ValueRange(0, 5), floats(pixels(5, 5)));
        assertEquals(new ValueRange(-3, 0), floats(pixels(-3)));
        assertEquals(new ValueRange(0, 9), integers(pixels(9)));
        assertEquals(ValueRange.UNIT, integers(pixels(0, 0)));
    }

    @Test
    void ofIntegersStartsAtZeroUnlessSomeAreNegative() {
        assertEquals(new ValueRange(0, 70000), integers(pixels(5, 70000)));
        assertEquals(new ValueRange(-4, 70000), integers(pixels(-4, 70000)));
    }

    @Test
    void isFiniteForAnyPixels() {
        TestRandom random = new TestRandom(1);
        for (int i = 0; i < 3000; i++) {
            float[] values = random.anything(1 + random.below(4), 1, 1, 1, ValueRange.UNIT).plane(0);
            for (ValueRange range : new ValueRange[] {floats(pixels(values)),
                integers(pixels(values))}) {
                assertTrue(Float.isFinite(range.span()) && range.span() > 0, range.toString());
            }
        }
        assertTrue(Float.isFinite(floats(pixels(-Float.MAX_VALUE, Float.MAX_VALUE)).span()));
        assertTrue(Float.isFinite(floats(pixels(Float.MAX_VALUE, Float.MAX_VALUE)).span()));
    }
}
