// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.perception;

import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.PixelLoop;
import org.hazelab.metrics.numeric.Elementary;

/**
 * The filters of phase congruency for images of one size, in the order of frequencies of the Fourier transform: four
 * scales times four orientations; with the constants of FSIM (Zhang, Zhang, Mou, Zhang, TIP 2011).
 */
final class LogGaborBank {

    static final int SCALES = 4;
    static final int ORIENTATIONS = 4;

    private static final double SMALLEST_WAVELENGTH = 6;
    private static final double LN_SIGMA_ON_F = Elementary.log(.55);
    private static final double SIGMA_THETA = Math.PI / ORIENTATIONS / 1.2;
    private static final double CUT_OFF = .45;

    /** One filter a scale, the same in all directions. */
    final double[][] radial;
    /** One filter an orientation, from 0 to 1. */
    final double[][] angular;
    private final int width;
    private final int height;

    LogGaborBank(int width, int height, Progress progress) {
        this.width = width;
        this.height = height;
        radial = new double[SCALES][width * height];
        angular = new double[ORIENTATIONS][width * height];
        Parallel.pieces(height, PixelLoop.grain(4 * width), progress, (from, to) -> {
            for (int y = from; y < to; y++) {
                row(y);
            }
        });
    }

    /** The frequency at a place of the transform's order: from -0.5 to 0.5, as the authors count it for odd lengths. */
    private static double frequency(int k, int n) {
        int half = n / 2;
        return ((k + half) % n - half) / (double)Math.max(1, n - n % 2);
    }

    private void row(int y) {
        double v = frequency(y, height);
        for (int x = 0; x < width; x++) {
            int i = y * width + x;
            int mirrored = width - x;
            if (x > mirrored) {
                for (double[] filter : radial) {
                    filter[i] = filter[y * width + mirrored];
                }
            } else {
                radial(i, v, frequency(x, width));
            }
            angular(i, StrictMath.atan2(-frequency(x, width), v));
        }
    }

    private void radial(int i, double v, double u) {
        double radius = Math.sqrt(u * u + v * v);
        if (radius == 0) {
            return;
        }
        double lnRadius = Elementary.log(radius);
        double lowPass = 1 / (1 + Elementary.exp(30 * (lnRadius - Elementary.log(CUT_OFF))));
        double wavelength = SMALLEST_WAVELENGTH;
        for (int s = 0; s < SCALES; s++) {
            double octaves = lnRadius + Elementary.log(wavelength);
            radial[s][i] = Elementary.exp(-octaves * octaves / (2 * LN_SIGMA_ON_F * LN_SIGMA_ON_F)) * lowPass;
            wavelength *= 2;
        }
    }

    private void angular(int i, double theta) {
        for (int o = 0; o < ORIENTATIONS; o++) {
            double d = Math.abs(theta - o * Math.PI / ORIENTATIONS);
            d = Math.min(d, 2 * Math.PI - d);
            angular[o][i] = Elementary.exp(-d * d / (2 * SIGMA_THETA * SIGMA_THETA));
        }
    }

    /** The sum of the squares of a filter of the smallest scale. */
    double power(int orientation) {
        double sum = 0;
        for (int i = 0; i < radial[0].length; i++) {
            double filter = radial[0][i] * angular[orientation][i];
            sum += filter * filter;
        }
        return sum;
    }

    /**
     * The sum over all pixels of the squared sum of the scales' filters as real images, times their number of pixels.
     * By Parseval it is a sum over frequencies of the filters' even parts, which spares the transforms.
     */
    double evenPower(int orientation) {
        double[] turn = angular[orientation];
        double sum = 0;
        for (int y = 0; y < height; y++) {
            int back = (height - y) % height * width;
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                double scales = radial[0][i] + radial[1][i] + radial[2][i] + radial[3][i];
                double even = scales * (turn[i] + turn[back + (width - x) % width]) / 2;
                sum += even * even;
            }
        }
        return sum;
    }
}
