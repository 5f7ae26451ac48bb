// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.dehazesb.loss.GoldenPictures;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

/** Airlight and transmission of the authors' code: docs/goldens.md, "Dark channel prior". */
class PhysicalPriorTest {

    private static final int ROWS = 96;
    private static final int COLUMNS = 128;

    private static double mean(float[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }

    /** A batch whose second image is the one of the published numbers; the first must not matter to it. */
    private static FloatTensor batch(FloatTensor first, FloatTensor second) {
        int[] shape = second.shape().clone();
        shape[0] = 2;
        FloatTensor batch = FloatTensor.zeros(shape);
        System.arraycopy(first.values(), 0, batch.values(), 0, first.values().length);
        System.arraycopy(second.values(), 0, batch.values(), first.values().length, second.values().length);
        return batch;
    }

    @Test
    void givesTheAuthorsNumbers() throws HazeLabException {
        FloatTensor clean = GoldenPictures.clean(ROWS, COLUMNS);
        PhysicalPrior found =
            PhysicalPrior.of(batch(clean, GoldenPictures.hazy(ROWS, COLUMNS)), Progress.NONE);
        assertArrayEquals(new int[] {2, 3, 1, 1}, found.airlight().shape());
        assertArrayEquals(new int[] {2, 1, ROWS, COLUMNS}, found.transmission().shape());
        int[] airlight = {227, 202, 206};
        for (int c = 0; c < 3; c++) {
            assertEquals(airlight[c] / 255.0, found.airlight().values()[3 + c], 1e-6);
        }
        float[] t = found.transmission().values();
        int pixels = ROWS * COLUMNS;
        assertEquals(0.4795808909, mean(t, pixels, 2 * pixels), 1e-6);
        assertEquals(0.2248758394, t[pixels], 1e-6);
        assertEquals(0.5090587920, t[pixels + 50 * COLUMNS + 60], 1e-6);
        PhysicalPrior alone = PhysicalPrior.of(clean, Progress.NONE);
        assertEquals(mean(alone.transmission().values(), 0, pixels), mean(t, 0, pixels));
    }

    /** An airlight of 0 divides as 1e-6; a plain image is all haze. */
    @Test
    void blackAndPlainImagesGiveNumbers() throws HazeLabException {
        for (float level : new float[] {-1, 0.25f, 1}) {
            FloatTensor plain = FloatTensor.zeros(1, 3, 8, 9);
            Arrays.fill(plain.values(), level);
            PhysicalPrior found = PhysicalPrior.of(plain, Progress.NONE);
            assertEquals((level + 1) / 2, found.airlight().values()[1], 1e-6);
            for (float t : found.transmission().values()) {
                assertEquals(level == -1 ? 1 : 0.05, t, 1e-5);
            }
        }
    }

    @Test
    void refusesOtherShapes() {
        FloatTensor grey = FloatTensor.zeros(1, 1, 8, 8);
        IllegalArgumentException refused =
            assertThrows(IllegalArgumentException.class, () -> PhysicalPrior.of(grey, Progress.NONE));
        assertTrue(refused.getMessage().contains("[1, 1, 8, 8]"), refused.getMessage());
    }
}
