// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

/**
 * A window that the network sees, and the square of its result that is kept.
 *
 * @param row where the kept square goes in the frame
 * @param column as {@code row}
 * @param top where the window begins in the frame
 * @param left as {@code top}
 */
record Tile(int row, int column, int top, int left) {

    /** The first kept row of the window. */
    int cropTop() {
        return row - top;
    }

    /** The first kept column of the window. */
    int cropLeft() {
        return column - left;
    }
}
