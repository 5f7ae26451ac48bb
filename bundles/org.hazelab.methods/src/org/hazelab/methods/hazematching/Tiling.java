// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.ArrayList;
import java.util.List;

/**
 * How a frame is cut into windows: squares of {@code kept} pixels side by side, row by row, each in the middle of a
 * window of {@code patch} pixels, or off its middle where the window would leave the frame. Nothing is blended. As the
 * authors do it; a frame whose sides are no multiples of {@code kept}, or shorter than a window, is continued at the
 * bottom and the right by its mirror image first.
 *
 * @param patch rows and columns of a window
 * @param kept rows and columns of the square; at most {@code patch}, from which it differs by an even number
 */
public record Tiling(int patch, int kept) {

    public Tiling {
        if (kept < 1 || kept > patch || (patch - kept) % 2 != 0) {
            throw new IllegalArgumentException("Squares of " + kept + " in windows of " + patch);
        }
    }

    /** The authors' way: the middle half of each window is kept. */
    public static Tiling half(int patch) {
        return new Tiling(patch, patch / 2);
    }

    /** The length of a frame's side after it is continued. */
    int padded(int length) {
        return Math.max(patch, (length + kept - 1) / kept * kept);
    }

    /** All windows of a frame. */
    List<Tile> tiles(int height, int width) {
        int rows = padded(height);
        int columns = padded(width);
        List<Tile> tiles = new ArrayList<>();
        for (int row = 0; row < height; row += kept) {
            for (int column = 0; column < width; column += kept) {
                tiles.add(new Tile(row, column, start(row, rows), start(column, columns)));
            }
        }
        return tiles;
    }

    private int start(int kept0, int length) {
        return Math.min(Math.max(kept0 - (patch - kept) / 2, 0), length - patch);
    }

    /** The index that a frame's mirror image has at a place: 0 1 2 3 2 1 0 1 ... for the length 4. */
    static int mirrored(int index, int length) {
        if (length == 1) {
            return 0;
        }
        int within = index % (2 * (length - 1));
        return Math.min(within, 2 * (length - 1) - within);
    }
}
