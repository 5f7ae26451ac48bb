// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.dehazing.Tile;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

/** Tiles, batches and images that the dialogs allow and that no array has room for. */
class LargeTilesTest {

    private static final EulerStep STILL = (state, hazy, time, length, progress) -> state;

    private final List<String> halved = new ArrayList<>();
    private final DehazeWatcher watcher = new DehazeWatcher() {
        @Override
        public void batchHalved(int before, int after) {
            halved.add(before + " to " + after);
        }
    };

    private static DehazeOptions options(int samples) {
        return TestDehazers.options(samples, 2, NoiseMode.TILE, 1);
    }

    private float[] mean(Dehazer dehazer) throws HazeLabException {
        return dehazer.dehaze(FloatTensor.zeros(40, 40), 0, Optional.empty(), watcher, Progress.NONE).mean();
    }

    @Test
    void knowsHowManyTilesOneTensorHasRoomFor() {
        assertEquals(127, DeviceTensor.fitting(2048, 2048));
        assertEquals(31, DeviceTensor.fitting(4096, 4096));
        assertEquals(0, DeviceTensor.fitting(1 << 20, 1 << 20));
    }

    /** A tile of 2048 and a batch of 512 would be 2^31 pixels; here one of 16 and room for 5 of them. */
    @Test
    void takesFewerTilesWhereOneTensorHasNoRoom() throws HazeLabException {
        float[] mean = mean(TestDehazers.of(STILL, () -> {}, Tiling.half(16), 16, 5, options(2)));
        assertEquals(List.of("16 to 5"), halved);
        assertArrayEquals(mean(TestDehazers.of(STILL, () -> {}, Tiling.half(16), 16, options(2))), mean);
    }

    @Test
    void halvesTheBatchIfJavasMemoryIsTooSmall() throws HazeLabException {
        EulerStep small = (state, hazy, time, length, progress) -> {
            if (state.shape()[0] > 3) {
                throw new OutOfMemoryError("Java heap space");
            }
            return state;
        };
        mean(TestDehazers.of(small, () -> {}, Tiling.half(16), 16, options(2)));
        assertEquals(List.of("16 to 8", "8 to 4", "4 to 2"), halved);
    }

    /** The speed is measured with as many tiles as fit, and what does not fit is not tried again. */
    @Test
    void halvesTheBatchWhileItMeasures() throws HazeLabException {
        int[] largest = {0};
        EulerStep small = (state, hazy, time, length, progress) -> {
            if (state.shape()[0] > 3) {
                throw new OutOfMemoryError("Java heap space");
            }
            largest[0] = Math.max(largest[0], state.shape()[0]);
            return state;
        };
        Dehazer dehazer = TestDehazers.of(small, () -> {}, Tiling.half(16), 16, 12, options(2));
        dehazer.secondsPerEvaluation(watcher, Progress.NONE);
        assertEquals(List.of("16 to 6", "6 to 3"), halved);
        mean(dehazer);
        assertEquals(2, halved.size());
        assertEquals(3, largest[0]);
    }

    @Test
    void saysSoIfJavasMemoryIsTooSmallForOneTile() {
        EulerStep never = (state, hazy, time, length, progress) -> {
            throw new OutOfMemoryError("Java heap space");
        };
        Dehazer dehazer = TestDehazers.of(never, () -> {}, Tiling.half(16), 4, options(1));
        String expected =
            "There is not enough memory for one tile of 16 x 16 pixels. Give Java more memory (-Xmx, for KNIME in "
                + "knime.ini), or choose smaller batches or tiles.";
        assertEquals(expected, assertThrows(HazeLabException.class, () -> mean(dehazer)).getMessage());
        assertEquals(expected, assertThrows(HazeLabException.class,
            () -> dehazer.secondsPerEvaluation(watcher, Progress.NONE)).getMessage());
    }

    /** 1.6 thousand millions of tiles, none of which takes memory before it is asked for, and 10,000 samples. */
    @Test
    void countsTilesBeyondWhatAnIntHolds() {
        Tiling tiling = new Tiling(15, 1);
        List<Tile> tiles = tiling.tiles(40_000, 40_000);
        assertEquals(1_600_000_000, tiles.size());
        assertEquals(new Tile(39_999, 39_999, 39_985, 39_985), tiles.get(1_599_999_999));
        assertEquals(1_600_000_000L * 10_000,
            TestDehazers.of(STILL, () -> {}, tiling, 4, options(10_000)).evaluations(40_000, 40_000));
    }

    @Test
    void mirrorsFarBehindTheEdgeOfALongSide() {
        assertEquals(Integer.MAX_VALUE - 4, Tiling.mirrored(Integer.MAX_VALUE, Integer.MAX_VALUE - 1));
    }
}
