// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.junit.jupiter.api.Test;

/** Scores of pairs whose scores are known. */
class PairScoresTest {

    private static FloatImage even(float value, int side) {
        float[][] planes = new float[3][side * side];
        for (float[] plane : planes) {
            Arrays.fill(plane, value);
        }
        return FloatImage.of(side, side, ValueRange.UNIT, planes);
    }

    @Test
    void equalImages() throws HazeLabException {
        assertEquals(80, new PairScores().psnr(even(0.3f, 16), even(0.3f, 16)), 1e-9);
        assertEquals(1, new PairScores().ssim(even(0.3f, 16), even(0.3f, 16)), 1e-9);
    }

    /** An error of 0.1 everywhere is 20 dB. */
    @Test
    void otherImages() throws HazeLabException {
        assertEquals(20, new PairScores().psnr(even(0.3f, 16), even(0.4f, 16)), 1e-4);
        double ssim = (2 * 0.3 * 0.4 + 1e-4) / (0.3 * 0.3 + 0.4 * 0.4 + 1e-4);
        assertEquals(ssim, new PairScores().ssim(even(0.3f, 16), even(0.4f, 16)), 1e-4);
    }

    @Test
    void tooSmallForTheWindow() {
        String message = assertThrows(HazeLabException.class,
            () -> new PairScores().ssim(even(0.3f, 8), even(0.4f, 8))).getMessage();
        assertTrue(message.contains("SSIM"), message);
    }
}
