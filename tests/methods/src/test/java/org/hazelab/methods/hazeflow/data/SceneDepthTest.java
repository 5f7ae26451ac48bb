// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.DepthSource;
import org.hazelab.imaging.synthesis.DepthSource.FarSide;
import org.hazelab.imaging.synthesis.DepthSource.Polarity;
import org.hazelab.imaging.synthesis.HazeSynthesizer;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.imaging.synthesis.recipe.Interval;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.crops.RowPixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SceneDepthTest {

    private static float[] read(SceneDepth depth, int row, int width, int height, RandomStream random)
        throws HazeLabException {
        return depth.read(row, new SceneDepth.Size(width, height), RowPixels.span(0, width), RowPixels.span(0, height),
            random).plane(0);
    }

    private static float[] read(SceneDepth depth, int width, int height) throws HazeLabException {
        return read(depth, 0, width, height, RandomStream.of(1));
    }

    /** The depth that the Haze Synthesizer sees: t = exp(-d), without a crop. */
    private static float[] transmission(DepthSource source, int width, int height) throws HazeLabException {
        HazeRecipe recipe = HazeRecipe.hazeFlow().withDensity(null).withBeta(Interval.only(0.5))
            .withoutDegradations();
        return new HazeSynthesizer(recipe).synthesize(Scenes.picture(width, height, 3), source, 1, 1, Progress.NONE)
            .transmission().plane(0);
    }

    private static float[] transmission(float[] depth) {
        float[] t = new float[depth.length];
        for (int i = 0; i < t.length; i++) {
            t[i] = (float)StrictMath.exp(-2.0 * depth[i] * 0.5);
        }
        return t;
    }

    @ParameterizedTest
    @EnumSource(FarSide.class)
    void theRampIsTheSynthesizers(FarSide far) throws HazeLabException {
        for (int[] size : new int[][] {{7, 5}, {1, 4}, {4, 1}, {1, 1}}) {
            assertArrayEquals(transmission(new DepthSource.Ramp(far), size[0], size[1]),
                transmission(read(SceneDepth.ramp(far), size[0], size[1])));
        }
    }

    private static FloatImage map(int width, int height, float scale, float... odd) {
        float[] values = new float[width * height];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < odd.length ? odd[i] : scale * (i * i % 101);
        }
        return FloatImage.of(width, height, ValueRange.UNIT, values);
    }

    @ParameterizedTest
    @EnumSource(Polarity.class)
    void mapsAreStretchedAsTheSynthesizerDoes(Polarity polarity) throws HazeLabException {
        float infinity = Float.POSITIVE_INFINITY;
        for (FloatImage map : List.of(map(9, 6, 3), map(9, 6, 0), map(9, 6, 0.1f, Float.NaN, infinity, -infinity, 2),
            map(1, 1, 5), map(30, 20, 1, -40))) {
            FloatImage scene = Scenes.picture(map.width(), map.height(), 3);
            SceneDepth depth = SceneDepth.maps(ImageSet.of(List.of(List.of(scene, map))), 1, polarity);
            assertArrayEquals(transmission(new DepthSource.Given(map, polarity), map.width(), map.height()),
                transmission(read(depth, map.width(), map.height())));
        }
    }

    @Test
    void aMapWithoutNumbersIsRefusedByItsRowAndAFlatOneReported() throws HazeLabException {
        FloatImage scene = Scenes.picture(2, 1, 3);
        ImageSet rows = ImageSet.of(List.of(List.of(scene, map(2, 1, 0, 3, 7)),
            List.of(scene, map(2, 1, 0, Float.NaN, Float.NEGATIVE_INFINITY)), List.of(scene, map(2, 1, 0, 4, 4))));
        SceneDepth depth = SceneDepth.maps(rows, 1, Polarity.NEAR_IS_LARGE);
        assertArrayEquals(new float[] {1, 0}, read(depth, 0, 2, 1, RandomStream.of(1)));
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> read(depth, 1, 2, 1, RandomStream.of(1)));
        assertTrue(failure.getMessage().contains("Image 2"), failure.getMessage());
        assertEquals(List.of("The depth map of Image 3 is the same everywhere: the whole scene was taken as far away"),
            depth.warnings());
    }

    /** Smooth, from 0 to 1, farther above than below, and another one for other random numbers. */
    @ParameterizedTest
    @CsvSource({"160,120", "120,160", "300,40"})
    void reliefIsSmoothAndFillsTheRange(int width, int height) throws HazeLabException {
        double above = 0;
        double below = 0;
        for (int k = 0; k < 20; k++) {
            float[] depth = read(SceneDepth.relief(), 0, width, height, RandomStream.of(k));
            float least = 1;
            float most = 0;
            for (int i = 0; i < depth.length; i++) {
                least = Math.min(least, depth[i]);
                most = Math.max(most, depth[i]);
                if (i % width > 0) {
                    assertEquals(depth[i - 1], depth[i], 0.1);
                }
                if (i >= width) {
                    assertEquals(depth[i - width], depth[i], 0.1);
                }
                above += i < depth.length / 4 ? depth[i] : 0;
                below += i >= depth.length - depth.length / 4 ? depth[i] : 0;
            }
            assertTrue(least < 0.02 && most > 0.98, least + " to " + most);
            assertArrayEquals(depth, read(SceneDepth.relief(), 0, width, height, RandomStream.of(k)));
            assertNotEquals(Arrays.hashCode(depth),
                Arrays.hashCode(read(SceneDepth.relief(), 0, width, height, RandomStream.of(k + 1))));
        }
        assertTrue(above > 1.5 * below, above + " above, " + below + " below");
    }

    /** A part has the depth of the whole. */
    @Test
    void aPartOfReliefIsThatOfTheWhole() throws HazeLabException {
        float[] whole = read(SceneDepth.relief(), 0, 90, 70, RandomStream.of(4));
        int[] columns = {3, 4, 50, 89};
        int[] rows = {0, 33, 69};
        float[] part = SceneDepth.relief().read(0, new SceneDepth.Size(90, 70), columns, rows, RandomStream.of(4))
            .plane(0);
        for (int i = 0; i < part.length; i++) {
            assertEquals(whole[rows[i / 4] * 90 + columns[i % 4]], part[i]);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,2", "2,1", "1,100000", "100000,1", "3,3"})
    void reliefHasAnySize(int width, int height) throws HazeLabException {
        for (float depth : read(SceneDepth.relief(), width, height)) {
            assertTrue(depth >= 0 && depth <= 1, depth + "");
        }
    }
}
