// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

class TilingTest {

    /** HazeMatching's tiles (docs/goldens.md, "HazeMatching's windows"): (crop top, crop left, row, column). */
    @Test
    void cutsFramesAsTheAuthorsDo() {
        List<Tile> tiles = Tiling.half(128).tiles(256, 256);
        assertEquals(16, tiles.size());
        assertEquals(List.of(0, 0, 0, 0), numbers(tiles.get(0)));
        assertEquals(List.of(0, 32, 0, 64), numbers(tiles.get(1)));
        assertEquals(List.of(64, 64, 192, 192), numbers(tiles.get(15)));
        assertEquals(256, Tiling.half(128).tiles(1024, 1024).size());
        assertEquals(64, Tiling.half(64).tiles(256, 256).size());
        assertEquals(List.of(List.of(0, 0, 0, 0), List.of(0, 64, 0, 64), List.of(64, 0, 64, 0), List.of(64, 64, 64,
            64)), Tiling.half(128).tiles(128, 128).stream().map(TilingTest::numbers).toList());
    }

    @Test
    void keepsEveryPixelOfEverySizeOnceAndStaysInTheContinuedFrame() {
        Tiling tiling = new Tiling(32, 16);
        for (int height = 1; height <= 300; height++) {
            int width = 301 - height;
            int[] kept = new int[height * width];
            for (Tile tile : tiling.tiles(height, width)) {
                assertTrue(tile.top() >= 0 && tile.top() + 32 <= tiling.padded(height), () -> tile.toString());
                assertTrue(tile.left() >= 0 && tile.left() + 32 <= tiling.padded(width), () -> tile.toString());
                assertTrue(tile.cropTop() >= 0 && tile.cropTop() <= 16 && tile.cropLeft() >= 0
                    && tile.cropLeft() <= 16);
                for (int y = tile.row(); y < Math.min(tile.row() + 16, height); y++) {
                    for (int x = tile.column(); x < Math.min(tile.column() + 16, width); x++) {
                        kept[y * width + x]++;
                    }
                }
            }
            for (int count : kept) {
                assertEquals(1, count);
            }
        }
    }

    @Test
    void continuesFramesByTheirMirrorImageWithoutRepeatingTheEdge() {
        int[] expected = {0, 1, 2, 3, 2, 1, 0, 1, 2, 3};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], Tiling.mirrored(i, 4));
            assertEquals(0, Tiling.mirrored(i, 1));
        }
    }

    @Test
    void refusesSquaresThatCannotLieInTheMiddle() {
        assertThrows(IllegalArgumentException.class, () -> new Tiling(64, 33));
        assertThrows(IllegalArgumentException.class, () -> new Tiling(64, 66));
        assertThrows(IllegalArgumentException.class, () -> new Tiling(64, 0));
    }

    private static List<Integer> numbers(Tile tile) {
        return List.of(tile.cropTop(), tile.cropLeft(), tile.row(), tile.column());
    }
}
