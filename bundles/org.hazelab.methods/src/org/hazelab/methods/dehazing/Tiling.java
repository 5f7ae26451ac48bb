// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazing;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;

/**
 * How an image is cut into tiles that overlap: squares of {@code kept} pixels side by side, row by row, each in the
 * middle of a tile of {@code size} pixels, or off its middle where the tile would leave the image. Nothing is blended.
 * As HazeMatching's authors do it; an image whose sides are no multiples of {@code kept}, or shorter than a tile, is
 * continued at the bottom and the right by its mirror image first.
 *
 * @param size rows and columns of a tile
 * @param kept rows and columns of the square; at most {@code size}, from which it differs by an even number
 */
public record Tiling(int size, int kept) {

    public Tiling {
        if (kept < 1 || kept > size || (size - kept) % 2 != 0) {
            throw new IllegalArgumentException("Squares of " + kept + " in tiles of " + size);
        }
    }

    /** Gets ranges of pixels that are kept. */
    @FunctionalInterface
    public interface Keeper {
        /**
         * Part of a row.
         *
         * @param from the first pixel in a plane of the tile
         * @param to the first pixel in a plane of the image
         * @param count of pixels
         */
        void keep(int from, int to, int count);
    }

    /** Keeps the middle half of each tile's rows and columns. */
    public static Tiling half(int size) {
        return new Tiling(size, size / 2);
    }

    /**
     * Tiles of which about a share of the rows and columns is kept.
     *
     * @param share above 0 to 1
     */
    public static Tiling of(int size, double share) {
        int most = (size - 1) / 2;
        int margin = (int)Math.min(Math.rint(size * (1 - share) / 2), most);
        return new Tiling(size, size - 2 * margin);
    }

    /** The length of an image's side after it is continued. */
    public long padded(int length) {
        return Math.max(size, squares(length) * kept);
    }

    private long squares(int length) {
        return ((long)length + kept - 1) / kept;
    }

    /** All tiles of an image of at most as many pixels as an array has; each is made when it is asked for. */
    public List<Tile> tiles(int height, int width) {
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
        return (int)Math.min(Math.max(kept0 - (size - kept) / 2, 0), length - size);
    }

    /**
     * Copies a tile out of a plane of an image.
     *
     * @param plane (height, width)
     * @param values gets the tile, row by row, from {@code offset} on
     */
    public void cut(Tile tile, float[] plane, int height, int width, float[] values, int offset) {
        for (int y = 0; y < size; y++) {
            int row = mirrored(tile.top() + y, height) * width;
            for (int x = 0; x < size; x++) {
                values[offset + y * size + x] = plane[row + mirrored(tile.left() + x, width)];
            }
        }
    }

    /** Calls for each row of the square of a tile that is kept and lies inside of the image. */
    public void keep(Tile tile, int height, int width, Keeper keeper) {
        int count = Math.min(kept, width - tile.column());
        for (int y = 0; y < Math.min(kept, height - tile.row()); y++) {
            keeper.keep((tile.cropTop() + y) * size + tile.cropLeft(), (tile.row() + y) * width + tile.column(), count);
        }
    }

    /** The index that an image's mirror image has at a place: 0 1 2 3 2 1 0 1 ... for the length 4. */
    public static int mirrored(int index, int length) {
        if (length == 1) {
            return 0;
        }
        long period = 2L * (length - 1);
        long within = index % period;
        return (int)Math.min(within, period - within);
    }
}
