// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.similarity;

/**
 * Windowed means of several quantities, row by row: each row of the input is filtered along once and kept while a
 * window reaches it. An object is for one piece of the work.
 */
abstract class WindowRows {

    /** Places in a row at which the window lies inside the plane. */
    final int outWidth;

    private final double[] taps;
    private final double[][] row;
    private final double[][][] rings;
    private final double[][] means;

    WindowRows(int quantities, int width, Window window) {
        taps = window.taps;
        outWidth = width - taps.length + 1;
        row = new double[quantities][width];
        rings = new double[quantities][taps.length][outWidth];
        means = new double[quantities][outWidth];
    }

    /** Fills in a row of each quantity. */
    abstract void quantities(int y, double[][] rows);

    /** Takes the means at the windows whose first row is {@code y}: {@link #outWidth} of each quantity. */
    abstract void emit(int y, double[][] quantities);

    /** Runs over every {@code step}-th of the windows' first rows from {@code from} to {@code to}, exclusive. */
    final void run(int from, int to, int step) {
        int next = from;
        for (int y = from; y < to; y += step) {
            // Windows further apart than their height share no row.
            for (next = Math.max(next, y); next < y + taps.length; next++) {
                quantities(next, row);
                for (int q = 0; q < row.length; q++) {
                    Rows.along(row[q], taps, rings[q][next % taps.length], outWidth);
                }
            }
            for (int q = 0; q < row.length; q++) {
                Rows.across(rings[q], y, taps, means[q], outWidth);
            }
            emit(y, means);
        }
    }
}
