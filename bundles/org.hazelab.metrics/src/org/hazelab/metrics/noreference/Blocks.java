// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/** The blocks of 8 x 8 pixels of FADE, row by row, and statistics of the numbers in one. */
final class Blocks {

    static final int SIDE = 8;
    static final int PIXELS = SIDE * SIDE;
    private static final int BLOCKS_PER_PIECE = 512;

    private Blocks() {
    }

    /** A number of a pixel. */
    @FunctionalInterface
    interface Pixel {
        double at(int index);
    }

    /** Work on a block. */
    @FunctionalInterface
    interface Work {
        /**
         * @param block its number
         * @param first the index of its first pixel
         */
        void on(int block, int first);
    }

    /** Visits all blocks of a plane whose sides are multiples of 8. */
    static void forEach(int width, int height, Progress progress, Work work) {
        int columns = width / SIDE;
        Parallel.pieces(columns * (height / SIDE), BLOCKS_PER_PIECE, progress, (from, to) -> {
            for (int b = from; b < to; b++) {
                work.on(b, b / columns * SIDE * width + b % columns * SIDE);
            }
        });
    }

    /** The mean of the pixels of each block. */
    static double[] means(int width, int height, Progress progress, Pixel pixel) {
        double[] means = new double[width / SIDE * (height / SIDE)];
        forEach(width, height, progress, (block, first) -> {
            double sum = 0;
            for (int i = 0; i < PIXELS; i++) {
                sum += pixel.at(first + i / SIDE * width + i % SIDE);
            }
            means[block] = sum / PIXELS;
        });
        return means;
    }

    static double mean(double[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum / count;
    }

    /** The variance over n - 1; 0 of one number, NaN of none. */
    static double variance(double[] values, int count) {
        if (count < 2) {
            return count == 1 ? 0 : Double.NaN;
        }
        double mean = mean(values, count);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (values[i] - mean) * (values[i] - mean);
        }
        return sum / (count - 1);
    }
}
