// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.haze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.microscopy.Camera;
import org.hazelab.imaging.microscopy.Optics;
import org.hazelab.imaging.microscopy.Specimens;
import org.hazelab.imaging.synthesis.recipe.Interval;
import org.hazelab.imaging.task.Progress;
import org.hazelab.operations.haze.SynthesizeMicroscopeHaze.Config;
import org.hazelab.operations.haze.SynthesizeMicroscopeHaze.Focus;
import org.hazelab.operations.haze.SynthesizeMicroscopeHaze.Result;
import org.hazelab.operations.haze.SynthesizeMicroscopeHaze.Scene;
import org.hazelab.operations.haze.SynthesizeMicroscopeHaze.White;
import org.junit.jupiter.api.Test;

class SynthesizeMicroscopeHazeTest {

    private static final Camera QUIET = new Camera(100, 0, 0, 2, 50, 16, false);

    private final FloatImage stack = specimen(7);

    private static FloatImage specimen(int slices) {
        try {
            return new GenerateSpecimens(
                new GenerateSpecimens.Config(new Specimens.Size(40, 32, slices, 3), 400, 1.5, 200, 3, 6)).run(1, 0,
                    Progress.NONE);
        } catch (HazeLabException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Result picture(FloatImage image, Interval haze, Focus focus, int slice, White white, long index)
        throws HazeLabException {
        return new SynthesizeMicroscopeHaze(new Config(Optics.DEFAULT, QUIET, true,
            new Scene(haze, Interval.only(100), focus, slice, white, 5, 1))).run(image, 3, index, Progress.NONE);
    }

    private static double mean(FloatImage image) {
        double sum = 0;
        for (float value : image.plane(0)) {
            sum += value;
        }
        return sum / image.pixels();
    }

    @Test
    void withoutHazeAndNoiseThePictureIsTheCleanOneInWholeLevels() throws HazeLabException {
        Result result = picture(stack, Interval.only(0), Focus.MIDDLE, 1, White.RANGE, 0);
        assertEquals(4, result.slice());
        for (int i = 0; i < result.hazy().pixels(); i++) {
            assertEquals(result.clean().plane(0)[i], result.hazy().plane(0)[i], 0.5001);
        }
    }

    @Test
    void hazeAddsLightThatGrowsWithIt() throws HazeLabException {
        double none = mean(picture(stack, Interval.only(0), Focus.MIDDLE, 1, White.RANGE, 0).hazy());
        double some = mean(picture(stack, Interval.only(0.5), Focus.MIDDLE, 1, White.RANGE, 0).hazy());
        double all = mean(picture(stack, Interval.only(1), Focus.MIDDLE, 1, White.RANGE, 0).hazy());
        assertTrue(some > none + 1);
        assertEquals(2, (all - none) / (some - none), 0.1);
    }

    @Test
    void drawsHazeAndFocusForEachImage() throws HazeLabException {
        Interval haze = new Interval(0.2, 0.8);
        Result one = picture(stack, haze, Focus.RANDOM, 1, White.RANGE, 0);
        assertEquals(one, picture(stack, haze, Focus.RANDOM, 1, White.RANGE, 0));
        assertNotEquals(one.haze(), picture(stack, haze, Focus.RANDOM, 1, White.RANGE, 1).haze());
        boolean[] slices = new boolean[8];
        for (int i = 0; i < 60; i++) {
            Result result = picture(specimen(2), haze, Focus.RANDOM, 1, White.RANGE, i);
            slices[result.slice()] = true;
            assertTrue(result.haze() >= 0.2 && result.haze() <= 0.8);
        }
        assertTrue(slices[1] && slices[2]);
    }

    @Test
    void theSliceGivenIsInFocus() throws HazeLabException {
        assertEquals(2, picture(stack, Interval.only(0), Focus.GIVEN, 2, White.RANGE, 0).slice());
        HazeLabException refused = assertThrows(HazeLabException.class,
            () -> picture(stack, Interval.only(0), Focus.GIVEN, 8, White.RANGE, 0));
        assertEquals("The slice in focus is number 8 of 7", refused.summary());
    }

    /** Counts of a camera that use little of 16 bits give the same pictures as the light itself. */
    @Test
    void theBrightestPixelIsFullLightWhateverTheRange() throws HazeLabException {
        float[][] counts = new float[7][];
        for (int z = 0; z < 7; z++) {
            counts[z] = stack.plane(z, 0).clone();
            for (int i = 0; i < counts[z].length; i++) {
                counts[z][i] = 100 + 1024 * counts[z][i];
            }
        }
        FloatImage dim = FloatImage.stack(40, 32, 1, ValueRange.UINT16, counts);
        Result light = picture(stack, Interval.only(0.5), Focus.MIDDLE, 1, White.RANGE, 0);
        Result stretched = picture(dim, Interval.only(0.5), Focus.MIDDLE, 1, White.BRIGHTEST, 0);
        Result declared = picture(dim, Interval.only(0.5), Focus.MIDDLE, 1, White.RANGE, 0);
        assertEquals(mean(light.clean()), mean(stretched.clean()), 0.05);
        assertEquals(mean(light.hazy()), mean(stretched.hazy()), 0.05);
        assertTrue(mean(declared.clean()) < mean(light.clean()) - 1);
    }

    @Test
    void aFlatImageIsInFocusAmongCopiesOfItself() throws HazeLabException {
        FloatImage flat = stack.slice(3);
        Result result = picture(flat, Interval.only(1), Focus.GIVEN, 1, White.RANGE, 0);
        assertEquals(3, result.slice());
        assertEquals(picture(stack, Interval.only(0), Focus.GIVEN, 4, White.RANGE, 0).clean().plane(0)[600],
            result.clean().plane(0)[600], 1e-3);
        // Defocus loses no light: four copies are four times the light of the image, give or take its borders.
        assertEquals(4, (mean(result.hazy()) - mean(result.clean())) / (mean(result.clean()) - 50), 0.8);
    }

    @Test
    void refusesWhatCannotBe() {
        for (Scene scene : new Scene[] {
            new Scene(new Interval(1, 0.5), Interval.only(1), Focus.MIDDLE, 1, White.RANGE, 5, 1),
            new Scene(Interval.only(1), Interval.only(0), Focus.MIDDLE, 1, White.RANGE, 5, 1),
            new Scene(Interval.only(1), Interval.only(1), Focus.MIDDLE, 1, White.RANGE, 4, 1)}) {
            assertThrows(HazeLabException.class,
                () -> new SynthesizeMicroscopeHaze(new Config(Optics.DEFAULT, QUIET, true, scene)));
        }
    }
}
