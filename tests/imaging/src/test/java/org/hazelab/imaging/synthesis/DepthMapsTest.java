// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.synthesis.DepthSource.FarSide;
import org.hazelab.imaging.synthesis.DepthSource.Polarity;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class DepthMapsTest {

    private final List<String> warnings = new ArrayList<>();

    private float[] depth(DepthSource source, int width, int height) throws HazeLabException {
        FloatImage depth = DepthMaps.depth(source, width, height, warnings, Progress.NONE);
        assertEquals(width, depth.width());
        assertEquals(height, depth.height());
        assertEquals(ValueRange.UNIT, depth.range());
        return depth.plane(0);
    }

    private static DepthSource given(Polarity polarity, int width, int height, float... values) {
        return new DepthSource.Given(FloatImage.of(width, height, ValueRange.UNIT, values), polarity);
    }

    @Test
    void runsFromTheNearSideToTheFarSide() throws Exception {
        assertArrayEquals(new float[] {1, 1, 0.5f, 0.5f, 0, 0}, depth(new DepthSource.Ramp(FarSide.TOP), 2, 3));
        assertArrayEquals(new float[] {0, 0, 0.5f, 0.5f, 1, 1}, depth(new DepthSource.Ramp(FarSide.BOTTOM), 2, 3));
        assertArrayEquals(new float[] {1, 0.5f, 0, 1, 0.5f, 0}, depth(new DepthSource.Ramp(FarSide.LEFT), 3, 2));
        assertArrayEquals(new float[] {0, 0.5f, 1, 0, 0.5f, 1}, depth(new DepthSource.Ramp(FarSide.RIGHT), 3, 2));
        assertArrayEquals(new float[] {1}, depth(new DepthSource.Ramp(FarSide.RIGHT), 1, 1));
        assertEquals(List.of(), warnings);
    }

    @Test
    void takesAConstant() throws Exception {
        assertArrayEquals(new float[] {0.25f, 0.25f}, depth(new DepthSource.Constant(0.25), 2, 1));
        assertThrows(HazeLabException.class, () -> depth(new DepthSource.Constant(1.5), 2, 1));
        assertThrows(HazeLabException.class, () -> depth(new DepthSource.Constant(Double.NaN), 2, 1));
    }

    @Test
    void stretchesMapsByTheirPolarity() throws Exception {
        // d = max - d, then min-max (docs/goldens.md, "Haze synthesis")
        assertArrayEquals(new float[] {0, 0.75f, 1}, depth(given(Polarity.NEAR_IS_LARGE, 3, 1, 50, 20, 10), 3, 1));
        assertArrayEquals(new float[] {1, 0.25f, 0}, depth(given(Polarity.NEAR_IS_SMALL, 3, 1, 50, 20, 10), 3, 1));
        assertEquals(List.of(), warnings);
    }

    @Test
    void takesConstantMapsAsFarAndSaysSo() throws Exception {
        for (Polarity polarity : Polarity.values()) {
            warnings.clear();
            assertArrayEquals(new float[] {1, 1}, depth(given(polarity, 2, 1, 7, 7), 2, 1));
            assertTrue(warnings.get(0).contains("7.0 everywhere"), warnings.toString());
        }
    }

    @Test
    void takesNaNAsFarAndInfinityAsTheEndItStandsForAndSaysSo() throws Exception {
        float inf = Float.POSITIVE_INFINITY;
        assertArrayEquals(new float[] {0, 1, 1, 1, 0},
            depth(given(Polarity.NEAR_IS_SMALL, 5, 1, 2, 4, Float.NaN, inf, -inf), 5, 1));
        assertArrayEquals(new float[] {1, 0, 1, 0, 1},
            depth(given(Polarity.NEAR_IS_LARGE, 5, 1, 2, 4, Float.NaN, inf, -inf), 5, 1));
        assertEquals(2, warnings.size());
        assertTrue(warnings.get(0).startsWith("3 of 5 pixels of the depth map are not finite"), warnings.get(0));
        HazeLabException thrown = assertThrows(HazeLabException.class,
            () -> depth(given(Polarity.NEAR_IS_LARGE, 2, 1, Float.NaN, inf), 2, 1));
        assertTrue(thrown.summary().startsWith("No pixel"));
    }

    @Test
    void resizesMapsOfTheSameProportions() throws Exception {
        float[] half = depth(given(Polarity.NEAR_IS_SMALL, 2, 1, 0, 1), 4, 2);
        assertArrayEquals(new float[] {0, 0.25f, 0.75f, 1, 0, 0.25f, 0.75f, 1}, half);
        // a network's 518 x 345 for a photograph of 768 x 512
        depth(new DepthSource.Given(Pictures.grey(518, 345), Polarity.NEAR_IS_LARGE), 768, 512);
    }

    @Test
    void rejectsMapsOfOtherProportions() {
        HazeLabException thrown = assertThrows(HazeLabException.class,
            () -> depth(new DepthSource.Given(Pictures.grey(40, 30), Polarity.NEAR_IS_LARGE), 30, 40));
        assertTrue(thrown.summary().contains("40 x 30") && thrown.summary().contains("30 x 40"), thrown.summary());
    }

    @Test
    void takesGreySavedAsColourButNoColours() throws Exception {
        float[] plane = {3, 4, 5};
        FloatImage grey = FloatImage.of(3, 1, ValueRange.UINT8, plane, plane.clone(), plane.clone());
        assertArrayEquals(new float[] {0, 0.5f, 1}, depth(new DepthSource.Given(grey, Polarity.NEAR_IS_SMALL), 3, 1));
        FloatImage color = FloatImage.of(3, 1, ValueRange.UINT8, plane, plane, new float[] {5, 4, 3});
        assertThrows(HazeLabException.class,
            () -> depth(new DepthSource.Given(color, Polarity.NEAR_IS_SMALL), 3, 1));
        FloatImage stack = FloatImage.stack(3, 1, 1, ValueRange.UINT8, plane, plane);
        assertThrows(HazeLabException.class,
            () -> depth(new DepthSource.Given(stack, Polarity.NEAR_IS_SMALL), 3, 1));
    }
}
