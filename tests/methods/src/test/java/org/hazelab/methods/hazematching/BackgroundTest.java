// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.dehazing.TileBatches;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

class BackgroundTest {

    private static final Tiling TILING = Tiling.half(16);

    /** 40 x 32 pixels of 5 plus a little, darkest at the top left, with one bright pixel. */
    private static FloatTensor image() {
        FloatTensor image = FloatTensor.zeros(40, 32);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 32; x++) {
                image.values()[y * 32 + x] = 5 + 0.001f * (y + x);
            }
        }
        image.values()[20 * 32 + 28] = 100;
        return image;
    }

    @Test
    void skipsTilesWhosePixelsAreAllBelowTheLevel() {
        Background background = Background.of(image(), TILING, 6);
        // Tiles of 16 whose squares of 8 begin at rows 0, 8, .. 32 and columns 0, 8, 16, 24, four to a row; those that
        // see row 20 and column 28 begin at or above row 20 and end below, and at the right.
        List<Integer> seen = new ArrayList<>();
        for (int tile = 0; tile < 20; tile++) {
            int top = Math.min(Math.max(tile / 4 * 8 - 4, 0), 24);
            int left = Math.min(Math.max(tile % 4 * 8 - 4, 0), 16);
            if (top <= 20 && top + 16 > 20 && left + 16 > 28) {
                seen.add(tile);
            }
        }
        List<Integer> computed = new ArrayList<>();
        for (int n = 0; n < background.computed(); n++) {
            computed.add(background.tile(n));
        }
        List<Integer> expected = new ArrayList<>(seen);
        expected.add(0, 0);
        assertEquals(expected, computed);
        assertEquals(0, background.darkest());
        assertEquals(20 - computed.size(), background.skipped().length);
    }

    @Test
    void skipsNothingWithoutALevelOrBelowIt() {
        for (float level : new float[] {Float.NEGATIVE_INFINITY, 5}) {
            Background background = Background.of(image(), TILING, level);
            assertEquals(20, background.computed());
            assertEquals(0, background.skipped().length);
            assertEquals(-1, background.darkest());
        }
        Background all = Background.of(FloatTensor.zeros(40, 32), TILING, 1);
        assertEquals(1, all.computed());
        assertEquals(19, all.skipped().length);
    }

    private static Posterior run(FloatTensor image, float level, List<float[]> samples) throws HazeLabException {
        DehazeOptions options = TestDehazers.options(3, 4, NoiseMode.TILE, 1);
        // Nothing moves: a sample is its noise.
        Dehazer dehazer =
            new Dehazer(Field.of((x, t) -> 0), TILING, new TileBatches(16, 3, 1, 1000, () -> {}), options, level);
        Background background = dehazer.background(image);
        assertEquals(background.computed() * 3L * 3, dehazer.evaluations(image));
        return dehazer.dehaze(image, 0, Optional.of((index, values) -> samples.add(values)), DehazeWatcher.NONE,
            Progress.NONE);
    }

    @Test
    void givesThePixelsOfTheDarkestTileToTheOthers() throws HazeLabException {
        List<float[]> all = new ArrayList<>();
        List<float[]> some = new ArrayList<>();
        run(image(), Float.NEGATIVE_INFINITY, all);
        Posterior posterior = run(image(), 6, some);
        assertEquals(3, some.size());
        Background background = Background.of(image(), TILING, 6);
        for (int sample = 0; sample < 3; sample++) {
            float[] expected = all.get(sample).clone();
            for (int tile : background.skipped()) {
                for (int y = 0; y < 8; y++) {
                    System.arraycopy(all.get(sample), y * 32, expected, (tile / 4 * 8 + y) * 32 + tile % 4 * 8, 8);
                }
            }
            assertArrayEquals(expected, some.get(sample));
        }
        // The deviation is that of the samples there, too.
        float[] deviation = posterior.deviation();
        int last = 39 * 32;
        assertEquals(deviation[7 * 32], deviation[last]);
    }
}
