// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;

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
    long padded(int length) {
        return Math.max(patch, squares(length) * kept);
    }

    private long squares(int length) {
        return ((long)length + kept - 1) / kept;
    }

    /** All windows of a frame of at most as many pixels as an array has; each is made when it is asked for. */
    List<Tile> tiles(int height, int width) {
        int across = (int)squares(width);
        int count = Math.toIntExact(squares(height) * across);
        return new AbstractList<>() {
            @Override
            public Tile get(int index) {
                Objects.checkIndex(index, count);
                int row = index / across * kept;
                int column = index % across * kept;
                return new Tile(row, column, start(row, padded(height)), start(column, padded(width)));
            }

            @Override
            public int size() {
                return count;
            }
        };
    }

    private int start(int kept0, long length) {
        return (int)Math.min(Math.max(kept0 - (patch - kept) / 2, 0), length - patch);
    }

    /** The index that a frame's mirror image has at a place: 0 1 2 3 2 1 0 1 ... for the length 4. */
    static int mirrored(int index, int length) {
        if (length == 1) {
            return 0;
        }
        long period = 2L * (length - 1);
        long within = index % period;
        return (int)Math.min(within, period - within);
    }
}
