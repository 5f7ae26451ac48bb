// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import java.lang.ref.SoftReference;

import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.PixelLoop;
import org.hazelab.metrics.numeric.Elementary;

/**
 * The filters of phase congruency for images of one size, in the order of frequencies of the Fourier transform, column
 * by column: four scales times four orientations; with the constants of FSIM (Zhang, Zhang, Mou, Zhang, TIP 2011).
 * Immutable.
 */
final class LogGaborBank {

    static final int SCALES = 4;
    static final int ORIENTATIONS = 4;

    private static final double SMALLEST_WAVELENGTH = 6;
    private static final double LN_SIGMA_ON_F = Elementary.log(.55);
    private static final double SIGMA_THETA = Math.PI / ORIENTATIONS / 1.2;
    private static final double LN_CUT_OFF = Elementary.log(.45);
    /** The eighths of a turn, at which the orientations and their opposites lie. */
    private static final int EIGHTHS = 8;

    /** The bank of the size that was asked for last: images of a table mostly have one size. */
    private static volatile SoftReference<LogGaborBank> last = new SoftReference<>(null);

    /** By scale, the same in all directions. Columns that mirror each other are one array. */
    final double[][][] radial;
    /** By orientation, from 0 to 1. */
    final double[][][] angular;
    private final double[] noiseGain = new double[ORIENTATIONS];
    private final int width;
    private final int height;

    private LogGaborBank(int width, int height, Progress progress) {
        this.width = width;
        this.height = height;
        radial = new double[SCALES][width][];
        angular = new double[ORIENTATIONS][width][height];
        for (double[][] scale : radial) {
            for (int x = 0; x < width; x++) {
                scale[x] = x > width - x ? scale[width - x] : new double[height];
            }
        }
        Parallel.pieces(width / 2 + 1, PixelLoop.grain(8 * height), progress, (from, to) -> {
            for (int x = from; x < to; x++) {
                column(x);
            }
        });
        Parallel.pieces(ORIENTATIONS, 1, progress, (from, to) -> {
            for (int o = from; o < to; o++) {
                noiseGain[o] = evenPower(o) / power(o);
            }
        });
    }

    /** The bank of a size: made now, or the one that was made last. */
    static LogGaborBank of(int width, int height, Progress progress) {
        @Nullable
        LogGaborBank bank = last.get();
        if (bank == null || bank.width != width || bank.height != height) {
            bank = new LogGaborBank(width, height, progress);
            last = new SoftReference<>(bank);
        }
        return bank;
    }

    /** The frequency at a place of the transform's order: from -0.5 to 0.5, as the authors count it for odd lengths. */
    private static double frequency(int k, int n) {
        int half = n / 2;
        return ((k + half) % n - half) / (double)Math.max(1, n - n % 2);
    }

    /** A column and the one that mirrors it. */
    private void column(int x) {
        double u = Math.abs(frequency(x, width));
        double[] eighths = new double[EIGHTHS];
        for (int y = 0; y <= height / 2; y++) {
            double v = Math.abs(frequency(y, height));
            int mirroredX = (width - x) % width;
            int mirroredY = (height - y) % height;
            radial(x, y, u, v);
            for (double[][] scale : radial) {
                scale[x][mirroredY] = scale[x][y];
            }
            eighths(StrictMath.atan2(u, v), eighths);
            angular(x, y, eighths);
            angular(x, mirroredY, eighths);
            angular(mirroredX, y, eighths);
            angular(mirroredX, mirroredY, eighths);
        }
    }

    private void radial(int x, int y, double u, double v) {
        double radius = Math.sqrt(u * u + v * v);
        if (radius == 0) {
            return;
        }
        double lnRadius = Elementary.log(radius);
        double lowPass = 1 / (1 + Elementary.exp(30 * (lnRadius - LN_CUT_OFF)));
        double wavelength = SMALLEST_WAVELENGTH;
        for (double[][] scale : radial) {
            double octaves = lnRadius + Elementary.log(wavelength);
            scale[x][y] = Elementary.exp(-octaves * octaves / (2 * LN_SIGMA_ON_F * LN_SIGMA_ON_F)) * lowPass;
            wavelength *= 2;
        }
    }

    /** How near an angle of the first quadrant is to each eighth of a turn. */
    private static void eighths(double theta, double[] eighths) {
        for (int k = 0; k < EIGHTHS; k++) {
            double d = Math.abs(theta - k * Math.PI / 4);
            d = Math.min(d, 2 * Math.PI - d);
            eighths[k] = Elementary.exp(-d * d / (2 * SIGMA_THETA * SIGMA_THETA));
        }
    }

    /**
     * The angle atan2(-u, v) of a frequency is theta in the first quadrant or its mirror image -theta, theta - pi or pi
     * - theta; its distances from the orientations are those of theta from the mirrored orientations.
     */
    private void angular(int x, int y, double[] eighths) {
        int turn = frequency(x, width) < 0 ? 1 : -1;
        int start = 0;
        if (frequency(y, height) < 0) {
            turn = -turn;
            start = EIGHTHS / 2;
        }
        for (int o = 0; o < ORIENTATIONS; o++) {
            angular[o][x][y] = eighths[start + turn * o & EIGHTHS - 1];
        }
    }

    /**
     * The power of the sum of an orientation's filters to that of the filter of the smallest scale: what the median
     * amplitude of the smallest scale says about the energy of noise.
     */
    double noiseGain(int orientation) {
        return noiseGain[orientation];
    }

    /** The sum of the squares of a filter of the smallest scale. */
    private double power(int orientation) {
        double sum = 0;
        for (int x = 0; x < width; x++) {
            double[] scale = radial[0][x];
            double[] turn = angular[orientation][x];
            for (int y = 0; y < height; y++) {
                double filter = scale[y] * turn[y];
                sum += filter * filter;
            }
        }
        return sum;
    }

    /**
     * The sum over all pixels of the squared sum of the scales' filters as real images, times their number of pixels.
     * By Parseval it is a sum over frequencies of the filters' even parts, which spares the transforms.
     */
    private double evenPower(int orientation) {
        double sum = 0;
        for (int x = 0; x < width; x++) {
            double[] turn = angular[orientation][x];
            double[] back = angular[orientation][(width - x) % width];
            for (int y = 0; y < height; y++) {
                double scales = radial[0][x][y] + radial[1][x][y] + radial[2][x][y] + radial[3][x][y];
                double even = scales * (turn[y] + back[y == 0 ? 0 : height - y]) / 2;
                sum += even * even;
            }
        }
        return sum;
    }
}
