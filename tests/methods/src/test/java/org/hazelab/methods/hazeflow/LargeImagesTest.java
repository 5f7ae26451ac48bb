// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import static org.hazelab.methods.hazeflow.TinyModel.assertClose;
import static org.hazelab.methods.hazeflow.TinyModel.image;
import static org.hazelab.methods.hazeflow.TinyModel.sampled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.filter.Resize;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images above the limit of those that the network sees whole. */
class LargeImagesTest {

    @TempDir
    static Path folder;
    private static Path file;

    @BeforeAll
    static void write() throws HazeLabException {
        file = TinyModel.write(folder);
    }

    private static DehazedImage dehaze(FloatImage hazy, DehazeOptions options) throws HazeLabException {
        return TinyModel.dehaze(file, hazy, options, DehazeWatcher.NONE);
    }

    /** Of a continued image: half its size with the corners aligned, and back. */
    @Test
    void dehazesLargeImagesAtHalfSize() throws HazeLabException {
        FloatImage hazy = image(40, 24, 3);
        DehazeOptions options = DehazeOptions.DEFAULT.with(HazeFlowOptions.LARGE_ABOVE, 40 * 24 - 1);
        FloatImage half = sampled(Resize.cornersAligned(hazy, 20, 12, Progress.NONE), DcpSettings.hazeFlow(), 1);
        assertClose(Resize.cornersAligned(half, 40, 24, Progress.NONE), dehaze(hazy, options).image(), 1e-4);
        assertClose(sampled(hazy, DcpSettings.hazeFlow(), 1),
            dehaze(hazy, options.with(HazeFlowOptions.LARGE_ABOVE, 40 * 24)).image(), 1e-4);
        // Half the size is still large, and goes through in a tile that is continued.
        assertNotEquals(dehaze(hazy, options).image(),
            dehaze(hazy, options.with(HazeFlowOptions.LARGE_ABOVE, 20 * 12 - 1).withTiles(32, 0.5, 0)).image());
    }

    /** A fallback is never silent: each image says once that half its size went through in tiles, and what to do. */
    @Test
    void saysWhereHalfTheSizeGoesThroughInTiles() throws HazeLabException {
        FloatImage hazy = image(40, 24, 3);
        DehazeOptions options = DehazeOptions.DEFAULT.withTiles(16, 0.5, 0).with(HazeFlowOptions.AUGMENTATIONS, 2);
        assertEquals(List.of(), doubts(hazy, options.with(HazeFlowOptions.LARGE_ABOVE, 20 * 12)));
        assertEquals(
            List.of("half the size was still above the limit of large images, so that it went through in tiles (to "
                + "dehaze it whole, which takes more memory, raise the limit): 20 x 12 pixels in tiles of 16"),
            doubts(hazy, options.with(HazeFlowOptions.LARGE_ABOVE, 20 * 12 - 1)));
        assertEquals(List.of(), doubts(hazy, options.with(HazeFlowOptions.LARGE_ABOVE, 1)
            .with(HazeFlowOptions.LARGE_IMAGES, LargeImages.TILES)));
    }

    private static List<String> doubts(FloatImage hazy, DehazeOptions options) throws HazeLabException {
        List<String> doubts = new ArrayList<>();
        TinyModel.dehaze(file, hazy, options, new DehazeWatcher() {
            @Override
            public void doubt(String kind, String detail) {
                doubts.add(kind + ": " + detail);
            }
        });
        return doubts;
    }

    /** Normalisation over a tile is not that over the image, so that results are near and not the same. */
    @Test
    void dehazesLargeImagesInTiles() throws HazeLabException {
        FloatImage hazy = image(150, 90, 3);
        DehazeOptions options = DehazeOptions.DEFAULT.with(HazeFlowOptions.LARGE_ABOVE, 1)
            .with(HazeFlowOptions.LARGE_IMAGES, LargeImages.TILES);
        FloatImage whole = dehaze(hazy, DehazeOptions.DEFAULT).image();
        // One tile, continued as far as the tile goes.
        assertEquals(3, dehaze(hazy, options.withTiles(256, 0.5, 0)).image().channels());
        DehazedImage tiled = dehaze(hazy, options.withTiles(64, 0.5, 2));
        double difference = 0;
        for (int i = 0; i < hazy.pixels(); i++) {
            difference += Math.abs(whole.plane(0)[i] - tiled.image().plane(0)[i]) / hazy.pixels();
        }
        assertTrue(difference > 0 && difference < 0.1, "mean difference " + difference);
        assertEquals(150, tiled.extra(HazeFlowMethod.TRANSMISSION).orElseThrow().width());
    }
}
