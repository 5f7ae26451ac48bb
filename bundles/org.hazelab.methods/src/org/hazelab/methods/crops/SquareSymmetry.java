// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.crops;

/** The eight ways to put a square onto itself. */
final class SquareSymmetry {

    private static final int TRANSPOSE = 4;
    private static final int FLIP_ROWS = 2;
    private static final int FLIP_COLUMNS = 1;

    private SquareSymmetry() {
    }

    /** Moves the values of a plane in place; {@code way} is from 0 to 7, 0 leaves them where they are. */
    static void apply(int way, float[] plane, int side) {
        if (way == 0) {
            return;
        }
        float[] before = plane.clone();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int row = (way & TRANSPOSE) == 0 ? y : x;
                int column = (way & TRANSPOSE) == 0 ? x : y;
                row = (way & FLIP_ROWS) == 0 ? row : side - 1 - row;
                column = (way & FLIP_COLUMNS) == 0 ? column : side - 1 - column;
                plane[y * side + x] = before[row * side + column];
            }
        }
    }
}
