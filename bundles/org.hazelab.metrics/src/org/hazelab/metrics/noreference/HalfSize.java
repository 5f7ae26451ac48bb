// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

import java.util.Arrays;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.PixelLoop;

/**
 * A plane at half its size as MATLAB's {@code imresize(plane, 0.5)} makes it: bicubic with antialiasing, eight taps an
 * axis, the plane mirrored with its edge, sizes halved and rounded up.
 */
final class HalfSize {

    /** From the middle outwards, on either side. */
    private static final double[] TAPS = {0.43359375, 0.11328125, -0.03515625, -0.01171875};

    private HalfSize() {
    }

    static int of(int length) {
        return (length + 1) / 2;
    }

    static double[] of(double[] plane, int width, int height, Progress progress) {
        double[] half = new double[of(width) * of(height)];
        Parallel.pieces(of(height), PixelLoop.grain(2 * width), progress, (from, to) -> {
            double[] line = new double[width + 8];
            for (int y = from; y < to; y++) {
                column(plane, width, height, y, line);
                row(line, width, half, y * of(width));
            }
        });
        return half;
    }

    /** The row between input rows {@code 2 y} and {@code 2 y + 1}, from {@code line[4]} on, mirrored at both ends. */
    private static void column(double[] plane, int width, int height, int y, double[] line) {
        Arrays.fill(line, 0);
        for (int k = 0; k < TAPS.length; k++) {
            int a = mirrored(2 * y - k, height) * width;
            int b = mirrored(2 * y + 1 + k, height) * width;
            double tap = TAPS[k];
            for (int x = 0; x < width; x++) {
                line[4 + x] += tap * (plane[a + x] + plane[b + x]);
            }
        }
        for (int k = 1; k <= 4; k++) {
            line[4 - k] = line[4 + mirrored(-k, width)];
            line[3 + width + k] = line[4 + mirrored(width - 1 + k, width)];
        }
    }

    private static void row(double[] line, int width, double[] half, int to) {
        for (int x = 0; x < of(width); x++) {
            int at = 4 + 2 * x;
            half[to + x] = TAPS[0] * (line[at] + line[at + 1]) + TAPS[1] * (line[at - 1] + line[at + 2])
                + TAPS[2] * (line[at - 2] + line[at + 3]) + TAPS[3] * (line[at - 3] + line[at + 4]);
        }
    }

    private static int mirrored(int i, int length) {
        int rest = Math.floorMod(i, 2 * length);
        return rest < length ? rest : 2 * length - 1 - rest;
    }
}
