// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.runtime.MemoryFailure;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

/** Networks of known functions: of three channels the doubles, and their sum as a second output. */
class TiledImageTest {

    private static final TiledImage.Network DOUBLES_AND_SUM = (batch, progress) -> {
        int[] shape = batch.shape();
        FloatTensor doubles = FloatTensor.zeros(shape);
        FloatTensor sums = FloatTensor.zeros(shape[0], 1, shape[2], shape[3]);
        int plane = shape[2] * shape[3];
        for (int i = 0; i < batch.values().length; i++) {
            doubles.values()[i] = 2 * batch.values()[i];
            sums.values()[i / (3 * plane) * plane + i % plane] += batch.values()[i];
        }
        return List.of(doubles, sums);
    };

    private static float[][] planes(int height, int width) {
        float[][] planes = new float[3][height * width];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = c * 100_000 + i;
            }
        }
        return planes;
    }

    private static TileBatches batches(int batch) {
        return new TileBatches(16, batch, 1, Integer.MAX_VALUE, () -> {});
    }

    private static void assertPutTogether(int height, int width, List<float[][]> outputs) {
        float[][] planes = planes(height, width);
        assertEquals(2, outputs.size());
        assertEquals(3, outputs.get(0).length);
        assertEquals(1, outputs.get(1).length);
        float[] sums = new float[height * width];
        for (int c = 0; c < 3; c++) {
            float[] doubles = new float[height * width];
            for (int i = 0; i < doubles.length; i++) {
                doubles[i] = 2 * planes[c][i];
                sums[i] += planes[c][i];
            }
            assertArrayEquals(doubles, outputs.get(0)[c]);
        }
        assertArrayEquals(sums, outputs.get(1)[0]);
    }

    @Test
    void putsEveryOutputTogetherAtEverySize() throws HazeLabException {
        for (int[] size : new int[][] {{1, 1}, {3, 40}, {16, 16}, {33, 17}, {50, 61}}) {
            for (Tiling tiling : List.of(Tiling.half(16), new Tiling(16, 16), Tiling.of(16, 0.75))) {
                TiledImage image = new TiledImage(tiling, size[0], size[1], planes(size[0], size[1]));
                assertPutTogether(size[0], size[1],
                    image.through(DOUBLES_AND_SUM, batches(5), DehazeWatcher.NONE, Progress.NONE));
            }
        }
    }

    @Test
    void halvesBatchesAndStaysSmallForTheNextImage() throws HazeLabException {
        List<String> halved = new ArrayList<>();
        DehazeWatcher watcher = new DehazeWatcher() {
            @Override
            public void batchHalved(int before, int after) {
                halved.add(before + " to " + after);
            }
        };
        TiledImage.Network small = (batch, progress) -> {
            if (batch.shape()[0] > 2) {
                throw MemoryFailure.of("cpu");
            }
            return DOUBLES_AND_SUM.compute(batch, progress);
        };
        TileBatches batches = batches(8);
        TiledImage image = new TiledImage(Tiling.half(16), 40, 40, planes(40, 40));
        for (int i = 0; i < 2; i++) {
            assertPutTogether(40, 40, image.through(small, batches, watcher, Progress.NONE));
            assertEquals(List.of("8 to 4", "4 to 2"), halved);
        }
    }

    @Test
    void seesACancelBetweenBatches() {
        int[] batches = {0};
        TiledImage.Network counting = (batch, progress) -> {
            batches[0]++;
            return DOUBLES_AND_SUM.compute(batch, progress);
        };
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String message) {
                assertTrue(fraction >= 0 && fraction < 1, message);
            }

            @Override
            public void checkCanceled() {
                if (batches[0] == 3) {
                    throw new CancellationException();
                }
            }
        };
        TiledImage image = new TiledImage(Tiling.half(16), 40, 40, planes(40, 40));
        assertThrows(CancellationException.class,
            () -> image.through(counting, batches(2), DehazeWatcher.NONE, cancelled));
        assertEquals(3, batches[0]);
    }

    @Test
    void refusesAnOutputOfAnotherSize() {
        TiledImage image = new TiledImage(Tiling.half(16), 8, 8, planes(8, 8));
        assertThrows(IllegalArgumentException.class,
            () -> image.through((batch, progress) -> List.of(FloatTensor.zeros(1, 1, 8, 8)), batches(1),
                DehazeWatcher.NONE, Progress.NONE));
    }
}
