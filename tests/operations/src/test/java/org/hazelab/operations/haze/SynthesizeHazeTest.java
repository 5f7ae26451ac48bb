// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.haze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.synthesis.DepthSource;
import org.hazelab.imaging.synthesis.DepthSource.FarSide;
import org.hazelab.imaging.synthesis.DepthSource.Polarity;
import org.hazelab.imaging.synthesis.HazeRecipe;
import org.hazelab.imaging.synthesis.HazeSynthesizer;
import org.hazelab.imaging.synthesis.HazySample;
import org.hazelab.imaging.synthesis.Interval;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class SynthesizeHazeTest {

    private static final DepthSource RAMP = new DepthSource.Ramp(FarSide.TOP);
    private static final HazeRecipe PLAIN = HazeRecipe.hazeFlow().withoutDegradations().withDensity(null);

    private static FloatImage picture() {
        float[][] planes = new float[3][12 * 8];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = (31 * i + 50 * c) % 256;
            }
        }
        return FloatImage.of(12, 8, ValueRange.UINT8, planes);
    }

    /** Grows from left to right. */
    private static FloatImage map() {
        float[] plane = new float[12 * 8];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = i % 12;
        }
        return FloatImage.of(12, 8, ValueRange.UINT8, plane);
    }

    private static HazySample run(SynthesizeHaze.Config config, Optional<FloatImage> depth)
        throws HazeLabException {
        return new SynthesizeHaze(config).run(picture(), depth, 5, 6, Progress.NONE);
    }

    @Test
    void refusesAPictureWithoutAFinitePixel() throws HazeLabException {
        for (float odd : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            FloatImage image = picture();
            java.util.Arrays.fill(image.plane(2), odd);
            SynthesizeHaze operation = new SynthesizeHaze(SynthesizeHaze.Config.defaults());
            assertEquals("The clean image has no pixel that is a finite number", assertThrows(HazeLabException.class,
                () -> operation.run(image, Optional.empty(), 5, 6, Progress.NONE)).summary());
            image.plane(2)[3] = 1;
            FloatImage hazy = operation.run(image, Optional.empty(), 5, 6, Progress.NONE).hazy();
            assertTrue(Float.isFinite(hazy.plane(2)[3]));
        }
    }

    @Test
    void runsWithItsDefaults() throws Exception {
        HazySample result = run(SynthesizeHaze.Config.defaults(), Optional.empty());
        assertEquals(ValueRange.UINT8, result.hazy().range());
        assertEquals(12, result.transmission().width());
        assertEquals(8, result.density().height());
        assertEquals(picture(), result.clean());
        assertEquals(List.of(), result.warnings());
        assertTrue(result.draw().mixing().isPresent(), "the default haze is not homogeneous");
    }

    @Test
    void givesWhatTheSynthesizerGives() throws Exception {
        HazySample result = run(SynthesizeHaze.Config.defaults(), Optional.empty());
        HazySample sample = new HazeSynthesizer(HazeRecipe.hazeFlow()).synthesize(picture(), RAMP, 5, 6, Progress.NONE);
        assertEquals(sample.hazy(), result.hazy());
        assertEquals(sample.transmission(), result.transmission());
        assertEquals(sample.density(), result.density());
        assertEquals(sample.draw(), result.draw());
    }

    @Test
    void putsHazeWhereTheMapIsFar() throws Exception {
        float[] disparity = run(new SynthesizeHaze.Config(PLAIN, Polarity.NEAR_IS_LARGE, RAMP), Optional.of(map()))
            .transmission().plane(0);
        float[] depth = run(new SynthesizeHaze.Config(PLAIN, Polarity.NEAR_IS_SMALL, RAMP), Optional.of(map()))
            .transmission().plane(0);
        assertEquals(1, disparity[11]);
        assertTrue(disparity[0] < 1);
        assertEquals(1, depth[0]);
        assertEquals(disparity[0], depth[11]);
        float[] none = run(new SynthesizeHaze.Config(PLAIN, Polarity.NEAR_IS_SMALL, RAMP), Optional.empty())
            .transmission().plane(0);
        assertEquals(none[0], none[11], "without a map, depth follows the ramp from the bottom to the top");
        assertNotEquals(none[0], none[95]);
    }

    @Test
    void refusesBadSettingsBeforeItRuns() {
        HazeRecipe swapped = PLAIN.withBeta(new Interval(2, 1));
        assertThrows(HazeLabException.class,
            () -> new SynthesizeHaze(new SynthesizeHaze.Config(swapped, Polarity.NEAR_IS_LARGE, RAMP)));
        DepthSource beyond = new DepthSource.Constant(2);
        HazeLabException thrown = assertThrows(HazeLabException.class,
            () -> new SynthesizeHaze(new SynthesizeHaze.Config(PLAIN, Polarity.NEAR_IS_LARGE, beyond)));
        assertEquals("Choose a depth from 0 to 1.", thrown.remedy());
    }

    @Test
    void passesOnWarningsAndErrors() throws Exception {
        FloatImage flat = FloatImage.zeros(12, 8, 1, ValueRange.UNIT);
        assertEquals(1, run(SynthesizeHaze.Config.defaults(), Optional.of(flat)).warnings().size());
        FloatImage other = FloatImage.zeros(8, 12, 1, ValueRange.UNIT);
        assertThrows(HazeLabException.class, () -> run(SynthesizeHaze.Config.defaults(), Optional.of(other)));
    }

    @Test
    void stopsWhenCancelled() throws Exception {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // not looked at
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        SynthesizeHaze haze = new SynthesizeHaze(SynthesizeHaze.Config.defaults());
        assertThrows(CancellationException.class,
            () -> haze.run(picture(), Optional.empty(), 1, 1, cancelled));
    }
}
