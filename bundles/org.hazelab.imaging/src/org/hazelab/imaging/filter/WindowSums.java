// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.filter;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * The walk of a window down an image: for each row, the sums of some quantities over the rows of the window, a sum a
 * column, in doubles.
 *
 * <p>The image is cut into bands of rows, which run side by side. Inside a band the sums slide: a row enters, a row
 * leaves. A band starts from sums over blocks of rows, made beforehand, so that its start costs no more for a large
 * window than for a small one. All of this is cut by the size of the image alone.
 */
abstract class WindowSums {

    private static final int BAND = 64;
    private static final int BLOCK = 16;

    final int width;
    final int height;
    final Span columns;
    private final Span rows;
    private final int quantities;

    WindowSums(int width, int height, int window, Border border, int quantities) {
        if (window < 1) {
            throw new IllegalArgumentException("A window has 1 pixel or more, not " + window);
        }
        this.width = width;
        this.height = height;
        this.quantities = quantities;
        columns = new Span(width, window, border);
        rows = new Span(height, window, border);
    }

    /** Adds {@code weight} times the quantities of a row to the sums of its columns. */
    abstract void add(int y, double weight, double[][] sums);

    /** Adds the quantities of a row and takes those of another one away. */
    abstract void slide(int entering, int leaving, double[][] sums);

    /**
     * Makes a row of the result.
     *
     * @param sums over the rows of the window, a sum a column
     * @param count of these rows
     * @param prefix scratch: as many arrays as quantities, of {@code width + 1}, each starting with 0
     */
    abstract void emit(int y, double[][] sums, int count, double[][] prefix);

    final void run(Progress progress) {
        // At [b][q]: quantity q summed over the rows before b * BLOCK.
        double[][][] before = new double[height / BLOCK + 1][quantities][width];
        Parallel.pieces(before.length - 1, 4, progress, (from, to) -> {
            for (int b = from; b < to; b++) {
                for (int y = b * BLOCK; y < (b + 1) * BLOCK; y++) {
                    add(y, 1, before[b + 1]);
                }
            }
        });
        for (int b = 1; b < before.length; b++) {
            accumulate(before[b - 1], 1, before[b]);
        }
        Parallel.pieces(height, BAND, progress, (from, to) -> band(before, from, to));
    }

    private void band(double[][][] before, int from, int to) {
        double[][] sums = new double[quantities][width];
        double[][] prefix = new double[quantities][width + 1];
        rows.terms(from, (row, factor) -> addAllBefore(before, row, factor, sums));
        emit(from, sums, rows.count(from), prefix);
        for (int y = from + 1; y < to; y++) {
            move(rows.entering(y), rows.leaving(y), sums);
            emit(y, sums, rows.count(y), prefix);
        }
    }

    private void move(int entering, int leaving, double[][] sums) {
        if (entering >= 0 && leaving >= 0) {
            slide(entering, leaving, sums);
        } else if (entering >= 0) {
            add(entering, 1, sums);
        } else if (leaving >= 0) {
            add(leaving, -1, sums);
        }
    }

    private void addAllBefore(double[][][] before, int row, double factor, double[][] sums) {
        if (factor == 0) {
            return;
        }
        int block = row / BLOCK;
        accumulate(before[block], factor, sums);
        for (int y = block * BLOCK; y < row; y++) {
            add(y, factor, sums);
        }
    }

    private static void accumulate(double[][] from, double factor, double[][] sums) {
        for (int q = 0; q < sums.length; q++) {
            double[] source = from[q];
            double[] sum = sums[q];
            for (int x = 0; x < sum.length; x++) {
                sum[x] += factor * source[x];
            }
        }
    }
}
