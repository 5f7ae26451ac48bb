// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.image;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/** Loops over the pixels of a plane in pieces of whole rows, in parallel; what they give does not depend on threads. */
public final class PixelLoop {

    private static final int PIXELS_PER_PIECE = 1 << 15;

    private PixelLoop() {
    }

    /** A sum over the pixels from {@code from} to {@code to}, exclusive. */
    @FunctionalInterface
    public interface Sum {
        double over(int from, int to);
    }

    /** Runs over all pixels; the work gets the index of a first pixel and of the one behind a last. */
    public static void run(int width, int height, Progress progress, Parallel.Piece work) {
        Parallel.pieces(height, grain(width), progress, (from, to) -> work.run(from * width, to * width));
    }

    /** Sums up over all pixels: the sums of the pieces, added in their order. */
    public static double sum(int width, int height, Progress progress, Sum work) {
        int grain = grain(width);
        double[] sums = new double[(height + grain - 1) / grain];
        Parallel.pieces(height, grain, progress,
            (from, to) -> sums[from / grain] = work.over(from * width, to * width));
        double total = 0;
        for (double sum : sums) {
            total += sum;
        }
        return total;
    }

    /** Rows of a piece: of pixels that take well below a millisecond. */
    public static int grain(int width) {
        return Math.max(1, PIXELS_PER_PIECE / width);
    }
}
