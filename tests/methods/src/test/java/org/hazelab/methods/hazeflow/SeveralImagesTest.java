// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.OrderedWork;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralImagesTest {

    private static final ImageSize SMALL = new ImageSize(60, 40, 3, 1);

    @TempDir
    private static Path folder;
    private static Path file;

    @BeforeAll
    static void write() throws HazeLabException {
        file = TinyModel.write(folder);
    }

    private static ImageDehazer open(DehazeOptions options, int threads) throws HazeLabException {
        try (ModelFile model = ModelFile.open(file)) {
            return new HazeFlowMethod().open(model, options,
                ComputeDevice.open(RuntimeSettings.resolve("cpu", threads, "")), Progress.NONE);
        }
    }

    private static FloatImage image(int number) {
        int width = 40 + 8 * number;
        float[][] planes = new float[3][width * 48];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = (float)(0.5 + 0.4 * Math.sin(0.1 * i + c + number));
            }
        }
        return FloatImage.of(width, 48, ValueRange.UNIT, planes);
    }

    @Test
    void takesAsManyAsThereAreLanes() throws HazeLabException {
        for (int threads : new int[] {1, 2, 3}) {
            try (ImageDehazer dehazer = open(DehazeOptions.DEFAULT, threads)) {
                assertEquals(threads, dehazer.atOnce(SMALL));
            }
        }
    }

    @Test
    void takesOneWhereOneOccupiesAllLanes() throws HazeLabException {
        DehazeOptions tiles = DehazeOptions.DEFAULT.with(HazeFlowOptions.LARGE_IMAGES, LargeImages.TILES)
            .with(HazeFlowOptions.LARGE_ABOVE, 4096);
        try (ImageDehazer dehazer = open(tiles, 2)) {
            assertEquals(2, dehazer.atOnce(SMALL));
            assertEquals(1, dehazer.atOnce(new ImageSize(300, 300, 3, 1)));
        }
        try (ImageDehazer dehazer = open(DehazeOptions.DEFAULT.with(HazeFlowOptions.AUGMENTATIONS, 2), 2)) {
            assertEquals(1, dehazer.atOnce(SMALL));
        }
    }

    @Test
    void takesOneThatFillsTheMemory() throws HazeLabException {
        try (ImageDehazer dehazer = open(DehazeOptions.DEFAULT, 2)) {
            assertEquals(1, dehazer.atOnce(new ImageSize(1 << 20, 1 << 20, 3, 1)));
        }
    }

    @Test
    void givesTheSameBytesOneAfterTheOtherAndAtOnce() throws HazeLabException {
        assertEquals(dehazed(1), dehazed(3));
    }

    private static List<FloatImage> dehazed(int threads) throws HazeLabException {
        List<FloatImage> images = new ArrayList<>();
        try (ImageDehazer dehazer = open(DehazeOptions.DEFAULT, threads)) {
            OrderedWork.run("test", threads, threads, 5, new OrderedWork.Job<Integer, FloatImage>() {
                private int begun;

                @Override
                public @Nullable Integer next() {
                    return begun < 5 ? begun++ : null;
                }

                @Override
                public double size(Integer piece) {
                    return 1;
                }

                @Override
                public FloatImage compute(Integer piece, Progress progress) throws HazeLabException {
                    return dehazer.dehaze(image(piece), piece, DehazeWatcher.NONE, progress).image();
                }

                @Override
                public void accept(Integer piece, FloatImage result) {
                    images.add(result);
                }
            }, Progress.NONE);
        }
        return images;
    }
}
