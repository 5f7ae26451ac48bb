// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazing;

/**
 * A square that the network sees, and the square of its result that is kept.
 *
 * @param row where the kept square goes in the image
 * @param column as {@code row}
 * @param top where the tile begins in the image
 * @param left as {@code top}
 */
public record Tile(int row, int column, int top, int left) {

    /** The first kept row of the tile. */
    public int cropTop() {
        return row - top;
    }

    /** The first kept column of the tile. */
    public int cropLeft() {
        return column - left;
    }
}
