// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.List;

import org.hazelab.imaging.HazeLabException;

/**
 * The pairs of images that a training cuts its crops from. They may lie on a disk: only crops are ever asked for, by
 * one thread at a time.
 */
public interface TrainingPairs {

    /** How many pairs there are. */
    int count();

    /** What messages call a pair, such as {@code Row "Row3"}. */
    default String name(int pair) {
        return "Image " + (pair + 1);
    }

    /** The rows of both images of a pair. */
    int height(int pair);

    /** The columns of both images of a pair. */
    int width(int pair);

    /**
     * Copies a square of a pair in units of the network, row by row.
     *
     * @param top its first row; {@code top + side} is at most {@link #height}
     * @param left its first column; {@code left + side} is at most {@link #width}
     * @param hazy takes side * side values
     * @param clean as {@code hazy}
     * @throws HazeLabException if the pair cannot be read
     */
    void square(int pair, int top, int left, int side, float[] hazy, float[] clean) throws HazeLabException;

    /** Pairs in memory. */
    static TrainingPairs of(List<TrainingPair> pairs) {
        List<TrainingPair> copy = List.copyOf(pairs);
        return new TrainingPairs() {
            @Override
            public int count() {
                return copy.size();
            }

            @Override
            public int height(int pair) {
                return copy.get(pair).height();
            }

            @Override
            public int width(int pair) {
                return copy.get(pair).width();
            }

            @Override
            public void square(int pair, int top, int left, int side, float[] hazy, float[] clean) {
                for (int y = 0; y < side; y++) {
                    int from = (top + y) * width(pair) + left;
                    System.arraycopy(copy.get(pair).hazy().values(), from, hazy, y * side, side);
                    System.arraycopy(copy.get(pair).clean().values(), from, clean, y * side, side);
                }
            }
        };
    }
}
