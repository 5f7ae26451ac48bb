// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Metric;
import org.hazelab.metrics.MetricCatalog;
import org.hazelab.metrics.Pictures;
import org.hazelab.metrics.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricInputTest {

    private static FloatImage grey(ValueRange range, float... pixels) {
        return FloatImage.of(pixels.length, 1, range, pixels);
    }

    @Test
    void mapsTheDataRangeToLevels() {
        MetricImage image = MetricImage.of(grey(new ValueRange(-10, 10), -10, 0, 10, 20, -12), new ValueRange(-10, 10));
        assertArrayEquals(new double[] {0, 127.5, 255, 382.5, -25.5}, image.level(0, Progress.NONE));
        assertSame(image.level(0, Progress.NONE), image.level(2, Progress.NONE));
        assertThrows(IndexOutOfBoundsException.class, () -> image.level(3, Progress.NONE));
    }

    @Test
    void wholeLevelsAreWholeWhateverTheType() {
        float[] bytes = new float[256];
        float[] words = new float[256];
        float[] units = new float[256];
        for (int i = 0; i < 256; i++) {
            bytes[i] = i;
            words[i] = 257 * i;
            units[i] = i / 255f;
        }
        double[] expected = MetricImage.of(grey(ValueRange.UINT8, bytes), ValueRange.UINT8).level(0, Progress.NONE);
        assertEquals(200, expected[200]);
        assertArrayEquals(expected, level(words, ValueRange.UINT16));
        assertArrayEquals(expected, level(units, ValueRange.UNIT));
        // a step of 16 bits is not rounded away
        assertEquals(1 / 257.0, level(new float[] {1}, ValueRange.UINT16)[0], 1e-15);
    }

    private static double[] level(float[] pixels, ValueRange range) {
        return MetricImage.of(grey(range, pixels), range).level(0, Progress.NONE);
    }

    @Test
    void eachImageHasItsDeclaredRange() {
        MetricInput input =
            MetricInput.of(grey(ValueRange.UINT8, 51), grey(ValueRange.UNIT, 0.2f), new DataRange.Declared());
        assertEquals(51, input.image().level(0, Progress.NONE)[0]);
        assertEquals(51, input.reference().level(0, Progress.NONE)[0]);
    }

    @Test
    void aFixedRangeHoldsForBoth() throws HazeLabException {
        MetricInput input =
            MetricInput.of(grey(ValueRange.UINT8, 5), grey(ValueRange.UNIT, 10), DataRange.Fixed.of(0, 10));
        assertEquals(127.5, input.image().level(0, Progress.NONE)[0]);
        assertEquals(255, input.reference().level(0, Progress.NONE)[0]);
        for (double[] wrong : new double[][] {{1, 1}, {2, 1}, {0, Double.NaN}, {0, Double.POSITIVE_INFINITY},
            {-3e38, 3e38}, {1, 1 + 1e-12}}) {
            assertThrows(HazeLabException.class, () -> DataRange.Fixed.of(wrong[0], wrong[1]));
        }
    }

    @Test
    void percentilesOfTheReferenceHoldForBoth() {
        float[] pixels = new float[101];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 1000 + (i * 37 % 101) * 10;
        }
        DataRange range = new DataRange.ReferencePercentiles(2.5, 90);
        MetricInput input = MetricInput.of(grey(ValueRange.UINT16, pixels), grey(ValueRange.UINT16, pixels), range);
        assertEquals(new ValueRange(1025, 1900), input.image().dataRange());
        assertEquals(new ValueRange(1025, 1900), input.reference().dataRange());
        assertThrows(IllegalArgumentException.class, () -> new DataRange.ReferencePercentiles(90, 90));
        assertThrows(IllegalArgumentException.class, () -> new DataRange.ReferencePercentiles(-1, 90));
    }

    @Test
    void withoutADataRangeThereIsNoScoreButOfRawNumbers() {
        FloatImage picture = Pictures.channel(Pictures.clean(32, 32), 0);
        FloatImage flat = Pictures.flat(32, 32, 1, 7);
        DataRange range = new DataRange.ReferencePercentiles(1, 99);
        Metric mse = MetricCatalog.builtIn().find("mse").orElseThrow();
        Metric raw = MetricCatalog.builtIn().find("ri_psnr").orElseThrow();
        assertEquals("The data range is to come from the reference, whose percentiles do not differ",
            Scores.score(mse, picture, flat, range).reason());
        assertEquals("The reference is flat", Scores.score(raw, picture, flat, range).reason());
        assertFalse(Scores.score(mse, flat, picture, range).isMissing());
        assertEquals("The data range is to come from the reference, and there is no reference image",
            MetricInput.of(picture, null, range).rangeObstacle().orElseThrow());
    }

    @Test
    void stacksAreRefused() {
        FloatImage stack = FloatImage.stack(2, 1, 1, ValueRange.UINT8, new float[2], new float[2]);
        assertThrows(IllegalArgumentException.class, () -> MetricInput.of(stack, null, new DataRange.Declared()));
        MetricInput alone = MetricInput.of(stack.slice(0), null, new DataRange.Declared());
        assertFalse(alone.hasReference());
        assertThrows(IllegalStateException.class, alone::reference);
    }

    @Test
    void whatIsDerivedIsMadeOnce() {
        MetricImage image = MetricImage.of(Pictures.clean(8, 8), ValueRange.UINT8);
        int[] made = new int[1];
        Derived<int[]> counted = (of, progress) -> new int[] {++made[0]};
        assertSame(image.get(counted, Progress.NONE), image.get(counted, Progress.NONE));
        assertEquals(1, made[0]);
    }

    @Test
    void findsEveryPixelThatIsNotFinite() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertFalse(MetricImage.of(grey(ValueRange.UNIT, 0, 1, bad), ValueRange.UNIT).isFinite());
        }
        FloatImage large = grey(ValueRange.UNIT, 0, -Float.MAX_VALUE, Float.MAX_VALUE);
        assertTrue(MetricImage.of(large, ValueRange.UNIT).isFinite());
    }

    @ParameterizedTest
    @EnumSource(Luma.class)
    void lumaOfWhiteGreyAndPrimaries(Luma luma) {
        FloatImage rgb = FloatImage.of(5, 1, ValueRange.UINT8, new float[] {255, 0, 0, 255, 100},
            new float[] {0, 255, 0, 255, 100}, new float[] {0, 0, 255, 255, 100});
        double[] found = MetricImage.of(rgb, ValueRange.UINT8).get(luma, Progress.NONE);
        double[] expected = switch (luma) {
            case YIQ -> new double[] {76.245, 149.685, 29.07, 255, 100};
            case YIQ_ROUNDED -> new double[] {76, 150, 29, 255, 100};
            case MATLAB_GREY -> new double[] {76, 150, 29, 255, 100};
            case STUDIO -> new double[] {81.481, 144.553, 40.966, 235, 16 + 21900 / 255.0};
        };
        assertArrayEquals(expected, found, 1e-12);
        FloatImage grey = Pictures.channel(rgb, 2);
        assertEquals(expected[3],
            MetricImage.of(grey, ValueRange.UINT8).get(luma, Progress.NONE)[2], 1e-12);
    }
}
