// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

import java.util.Arrays;

/**
 * The moments of coefficients in a rectangle and of their products with neighbours to the left, above, above left and
 * above right, where the rectangle continues at its opposite side.
 */
final class NeighbourProducts {

    /** Of the coefficients themselves, then of the products in the order above. */
    final Moments[] moments = {new Moments(), new Moments(), new Moments(), new Moments(), new Moments()};

    void add(NeighbourProducts other) {
        for (int k = 0; k < moments.length; k++) {
            moments[k].add(other.moments[k]);
        }
    }

    /** Adds the rows from {@code from} to {@code to}, exclusive, of a rectangle of a plane. */
    void add(double[] plane, int planeWidth, int left, int top, int width, int height, int from, int to) {
        double[] ones = new double[width];
        Arrays.fill(ones, 1);
        double[] above = new double[width + 2];
        double[] row = new double[width + 2];
        load(plane, (top + (from + height - 1) % height) * planeWidth + left, width, above);
        for (int y = from; y < to; y++) {
            load(plane, (top + y) * planeWidth + left, width, row);
            moments[0].addProducts(row, 1, ones, 0, width);
            moments[1].addProducts(row, 1, row, 0, width);
            moments[2].addProducts(row, 1, above, 1, width);
            moments[3].addProducts(row, 1, above, 0, width);
            moments[4].addProducts(row, 1, above, 2, width);
            double[] swap = above;
            above = row;
            row = swap;
        }
    }

    /** A row between its last and its first number. */
    private static void load(double[] plane, int at, int width, double[] row) {
        System.arraycopy(plane, at, row, 1, width);
        row[0] = row[width];
        row[width + 1] = row[1];
    }
}
