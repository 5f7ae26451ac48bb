// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

/** Sizes that the dialogs allow and that no array has room for. */
class LargeSizesTest {

    private static final EulerStep STILL = (state, hazy, time, length, progress) -> state;

    private final List<String> halved = new ArrayList<>();
    private final DehazeListener listener = new DehazeListener() {
        @Override
        public void batchHalved(int before, int after) {
            halved.add(before + " to " + after);
        }
    };

    private static DehazeSettings settings(int samples, Tiling tiling, int batch) {
        return new DehazeSettings(samples, new TimeGrid(2), tiling, batch, NoiseMode.WINDOW, 5, 1);
    }

    private static ImageSet pairs(int count, int side) {
        return new Trainings.Sized(count, side) {
            @Override
            public void read(int row, int image, Area area, float[][] planes) {
                throw new AssertionError("nothing is to be read");
            }
        };
    }

    private static TrainingSettings training(int patch, int crops, int batch) {
        return new TrainingSettings(patch, crops, batch, 1, 1e-3, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, false,
            false,
            false, 42);
    }

    private static String refusal(ImageSet pairs, TrainingSettings settings) {
        return assertThrows(HazeLabException.class,
            () -> new HazeMatchingBatches(pairs, Trainings.AS_IT_IS, settings, false)).getMessage();
    }

    @Test
    void knowsHowManyWindowsOneTensorHasRoomFor() {
        assertEquals(127, DeviceTensor.fitting(2048, 2048));
        assertEquals(31, DeviceTensor.fitting(4096, 4096));
        assertEquals(0, DeviceTensor.fitting(1 << 20, 1 << 20));
    }

    @Test
    void refusesABatchThatOneTensorHasNoRoomFor() {
        assertEquals(
            "A batch of 4096 crops of 1024 x 1024 pixels has more pixels than one tensor can have. Choose a batch size "
                + "of at most 511, or smaller crops.",
            refusal(pairs(1, 1024), training(1024, 5000, 4096)));
    }

    /** As many as there are make the batch, which has always worked. */
    @Test
    void takesALargeBatchWhereThereAreFewCrops() throws HazeLabException {
        assertEquals(1,
            new HazeMatchingBatches(pairs(3, 1024), Trainings.AS_IT_IS, training(1024, 2, 4096), false).batches());
    }

    @Test
    void refusesMoreCropsThanCanBeCounted() {
        assertEquals(
            "An epoch has 3000000000 crops, 1000000 of each of 3000 images. Choose at most 715827 crops of each image.",
            refusal(pairs(3000, 16), training(16, 1_000_000, 4)));
    }

    /** A tile of 2048 and a batch of 512 would be 2^31 pixels; here one of 16 and room for 5 of them. */
    @Test
    void takesFewerWindowsWhereOneTensorHasNoRoom() throws HazeLabException {
        FloatTensor image = FloatTensor.zeros(40, 40);
        DehazeSettings settings = settings(2, Tiling.half(16), 16);
        float[] mean = new Dehazer(STILL, () -> {}, settings, 5).dehaze(image, 0, listener, Progress.NONE).mean();
        assertEquals(List.of("16 to 5"), halved);
        assertArrayEquals(
            new Dehazer(STILL, () -> {}, settings).dehaze(image, 0, DehazeListener.NONE, Progress.NONE).mean(),
            mean);
    }

    @Test
    void halvesTheBatchIfJavasMemoryIsTooSmall() throws HazeLabException {
        EulerStep small = (state, hazy, time, length, progress) -> {
            if (state.shape()[0] > 3) {
                throw new OutOfMemoryError("Java heap space");
            }
            return state;
        };
        new Dehazer(small, () -> {}, settings(2, Tiling.half(16), 16)).dehaze(FloatTensor.zeros(40, 40), 0, listener,
            Progress.NONE);
        assertEquals(List.of("16 to 8", "8 to 4", "4 to 2"), halved);
    }

    @Test
    void saysSoIfJavasMemoryIsTooSmallForOneWindow() {
        EulerStep never = (state, hazy, time, length, progress) -> {
            throw new OutOfMemoryError("Java heap space");
        };
        HazeLabException failure = assertThrows(HazeLabException.class, () -> new Dehazer(never, () -> {},
            settings(1, Tiling.half(16), 4)).dehaze(FloatTensor.zeros(40, 40), 0, listener, Progress.NONE));
        assertEquals(
            "There is not enough memory for one window of 16 x 16 pixels. Give Java more memory (-Xmx, for KNIME in "
                + "knime.ini), or choose smaller batches or tiles.",
            failure.getMessage());
    }

    /** 1.6 thousand millions of windows, none of which takes memory before it is asked for, and 10,000 samples. */
    @Test
    void countsWindowsBeyondWhatAnIntHolds() {
        Tiling tiling = new Tiling(15, 1);
        List<Tile> tiles = tiling.tiles(40_000, 40_000);
        assertEquals(1_600_000_000, tiles.size());
        assertEquals(new Tile(39_999, 39_999, 39_985, 39_985), tiles.get(1_599_999_999));
        assertEquals(1_600_000_000L * 10_000, new Dehazer(STILL, () -> {}, settings(10_000, tiling, 4))
            .evaluations(40_000, 40_000));
    }

    @Test
    void mirrorsFarBehindTheEdgeOfALongSide() {
        assertEquals(Integer.MAX_VALUE - 4, Tiling.mirrored(Integer.MAX_VALUE, Integer.MAX_VALUE - 1));
    }
}
