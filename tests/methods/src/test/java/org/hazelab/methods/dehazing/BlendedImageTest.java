// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlendedImageTest {

    private static TileBatches batches() {
        return new TileBatches(16, 3, 1, Integer.MAX_VALUE, () -> {});
    }

    private static float[] ramp(int height, int width) {
        float[] plane = new float[height * width];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = 1 + i % width + 100 * (i / width);
        }
        return plane;
    }

    /** What works pixel by pixel is not changed by blending. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 40, 4", "16, 16, 1", "17, 16, 2", "40, 61, 28", "5, 7, 1", "33, 24, 8"})
    void putsTogetherWhatTilesAgreeOn(int height, int width, int tiles) throws HazeLabException {
        float[] ramp = ramp(height, width);
        float[] other = ramp(height, width);
        BlendedImage image = new BlendedImage(Tiling.half(16), height, width, ramp, other);
        assertEquals(tiles, image.tiles());
        List<float[][]> outputs = image.through((batch, progress) -> {
            int[] shape = batch.shape();
            FloatTensor doubles = FloatTensor.zeros(shape);
            for (int i = 0; i < batch.values().length; i++) {
                doubles.values()[i] = 2 * batch.values()[i];
            }
            return List.of(doubles, FloatTensor.zeros(shape[0], 1, shape[2], shape[3]));
        }, batches(), DehazeWatcher.NONE, Progress.NONE);
        assertEquals(List.of(2, 1), outputs.stream().map(planes -> planes.length).toList());
        for (int i = 0; i < ramp.length; i++) {
            assertEquals(2 * ramp[i], outputs.get(0)[1][i], 1e-6 * 2 * ramp[i]);
        }
        assertArrayEquals(new float[ramp.length], outputs.get(1)[0]);
    }

    /** Each tile yields another number: kept squares side by side would jump by 1. */
    @Test
    void leavesNoSeamsWhereTilesDiffer() throws HazeLabException {
        BlendedImage image = new BlendedImage(Tiling.half(64), 64, 192, new float[64 * 192]);
        assertEquals(5, image.tiles());
        int[] next = new int[1];
        float[] plane = image.through((batch, progress) -> {
            FloatTensor result = FloatTensor.zeros(batch.shape());
            for (int i = 0; i < result.values().length; i++) {
                result.values()[i] = next[0] + i / (64 * 64);
            }
            next[0] += batch.shape()[0];
            return List.of(result);
        }, batches(), DehazeWatcher.NONE, Progress.NONE).get(0)[0];
        double steepest = 0;
        for (int x = 1; x < 192; x++) {
            steepest = Math.max(steepest, Math.abs(plane[32 * 192 + x] - plane[32 * 192 + x - 1]));
        }
        assertEquals(0, plane[0], 1e-6);
        assertEquals(4, plane[64 * 192 - 1], 1e-6);
        // A squared sine of 64 pixels rises by pi / 64 a pixel at most.
        assertTrue(steepest < 0.05 && steepest > 0.01, "steepest " + steepest);
    }

    @Test
    void refusesOutputsOfAnotherSizeAndCancels() {
        BlendedImage image = new BlendedImage(Tiling.half(16), 20, 20, new float[400]);
        assertThrows(IllegalArgumentException.class, () -> image.through((batch, progress) -> List.of(
            FloatTensor.zeros(batch.shape()[0], 1, 8, 8)), batches(), DehazeWatcher.NONE, Progress.NONE));
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // not of interest
            }

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> image.through((batch, progress) -> List.of(batch), batches(),
            DehazeWatcher.NONE, cancelled));
    }
}
