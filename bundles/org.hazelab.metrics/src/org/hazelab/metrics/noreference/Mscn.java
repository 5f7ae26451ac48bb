// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.noreference;

import java.util.Arrays;

import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.image.PixelLoop;

/**
 * Mean-subtracted contrast-normalised coefficients of a grey image: {@code (I - mu) / (sigma + 1)} with mean and
 * deviation in a Gaussian window of 7 x 7, sigma 7/6 (Mittal, Moorthy, Bovik, TIP 2012).
 *
 * <p>In flat areas coefficients are 0 in theory and some 1e-14 in practice, positive, negative or 0 with the grey
 * level, and their signs decide the fits: published scores hang on them. So flat areas (a coefficient below 1e-9, a
 * deviation below 1e-3) get what the published programs get there, by grey level, see {@link #FLAT} and
 * docs/design-decisions.md.
 */
record Mscn(int width, int height, double[] coefficients, @Nullable double[] mean, @Nullable double[] deviation) {

    private static final int REACH = 3;
    private static final int SIDE = 2 * REACH + 1;
    /** exp(-k^2 / (2 (7/6)^2)) for k = 0..3, divided by their sum over -3..3. */
    private static final double[] WEIGHTS = weights();
    /** What rounding leaves of a coefficient and of a deviation that are 0 stays below these. */
    private static final double NOTHING = 1e-9;
    private static final double NO_DEVIATION = 1e-3;
    /** The coefficients of flat areas, by their grey level. */
    private static final double[] FLAT = flat();

    /** What the window finds outside of the image. */
    enum Beyond {
        NEAREST,
        ZERO
    }

    private static double[] weights() {
        double[] weights = new double[REACH + 1];
        double sum = 0;
        for (int k = 0; k <= REACH; k++) {
            weights[k] = StrictMath.exp(-k * k / (2 * (7 / 6.) * (7 / 6.)));
            sum += k == 0 ? weights[k] : 2 * weights[k];
        }
        for (int k = 0; k <= REACH; k++) {
            weights[k] /= sum;
        }
        return weights;
    }

    /**
     * A level less its mean, where the mean is 49 products with the window, each rounded together with its addition.
     */
    private static double[] flat() {
        double[] window = new double[SIDE * SIDE];
        double sum = 0;
        for (int i = 0; i < window.length; i++) {
            int y = i / SIDE - REACH;
            int x = i % SIDE - REACH;
            window[i] = StrictMath.exp(-(x * x + y * y) / (2 * (7 / 6.) * (7 / 6.)));
            sum += window[i];
        }
        double[] flat = new double[256];
        for (int level = 0; level < flat.length; level++) {
            double mean = 0;
            for (double weight : window) {
                mean = Math.fma(weight / sum, level, mean);
            }
            flat[level] = level - mean;
        }
        return flat;
    }

    /** The coefficients alone: mean and deviation are null. */
    static Mscn coefficients(double[] grey, int width, int height, Beyond beyond, Progress progress) {
        return make(new Mscn(width, height, new double[grey.length], null, null), grey, beyond, progress);
    }

    /** Coefficients with the mean and the deviation that went into them. */
    static Mscn withMoments(double[] grey, int width, int height, Beyond beyond, Progress progress) {
        return make(new Mscn(width, height, new double[grey.length], new double[grey.length], new double[grey.length]),
            grey, beyond, progress);
    }

    private static Mscn make(Mscn result, double[] grey, Beyond beyond, Progress progress) {
        Parallel.pieces(result.height, PixelLoop.grain(result.width), progress, (from, to) -> {
            Rows rows = new Rows(grey, result.width, result.height, beyond);
            for (int y = from; y < to; y++) {
                rows.moveTo(y);
                result.finish(y, rows);
            }
        });
        return result;
    }

    private void finish(int y, Rows rows) {
        for (int x = 0; x < width; x++) {
            double grey = rows.grey[y * width + x];
            double mu = Rows.along(rows.sums, x);
            double sigma = Math.sqrt(Math.abs(Rows.along(rows.squares, x) - mu * mu));
            double coefficient = (grey - mu) / (sigma + 1);
            boolean isFlat = sigma < NO_DEVIATION && Math.abs(coefficient) < NOTHING;
            coefficients[y * width + x] = isFlat ? flat(grey) : coefficient;
            if (mean != null && deviation != null) {
                mean[y * width + x] = mu;
                deviation[y * width + x] = sigma;
            }
        }
    }

    private static double flat(double grey) {
        int level = (int)Math.rint(grey);
        return level >= 0 && level < FLAT.length ? FLAT[level] : 0;
    }

    /** The sums of the window down the columns around a row, with what lies beyond its ends. One thread's own. */
    private static final class Rows {

        private final double[] grey;
        private final int width;
        private final int height;
        private final Beyond beyond;
        private final double[] zeros;
        private final double[] sums;
        private final double[] squares;

        Rows(double[] grey, int width, int height, Beyond beyond) {
            this.grey = grey;
            this.width = width;
            this.height = height;
            this.beyond = beyond;
            zeros = new double[beyond == Beyond.ZERO ? width : 0];
            sums = new double[width + 2 * REACH];
            squares = new double[width + 2 * REACH];
        }

        void moveTo(int y) {
            Arrays.fill(sums, 0);
            Arrays.fill(squares, 0);
            add(y, y, WEIGHTS[0] / 2);
            for (int k = 1; k <= REACH; k++) {
                add(y - k, y + k, WEIGHTS[k]);
            }
            if (beyond == Beyond.NEAREST) {
                extend(sums);
                extend(squares);
            }
        }

        private void add(int yA, int yB, double weight) {
            double[] a = row(yA);
            double[] b = row(yB);
            int atA = start(yA);
            int atB = start(yB);
            for (int x = 0; x < width; x++) {
                double u = a[atA + x];
                double v = b[atB + x];
                sums[REACH + x] += weight * (u + v);
                squares[REACH + x] += weight * (u * u + v * v);
            }
        }

        private boolean isZero(int y) {
            return beyond == Beyond.ZERO && (y < 0 || y >= height);
        }

        private double[] row(int y) {
            return isZero(y) ? zeros : grey;
        }

        private int start(int y) {
            return isZero(y) ? 0 : Math.max(0, Math.min(height - 1, y)) * width;
        }

        private void extend(double[] line) {
            Arrays.fill(line, 0, REACH, line[REACH]);
            Arrays.fill(line, REACH + width, line.length, line[REACH + width - 1]);
        }

        static double along(double[] line, int x) {
            return WEIGHTS[0] * line[x + 3] + WEIGHTS[1] * (line[x + 2] + line[x + 4])
                + WEIGHTS[2] * (line[x + 1] + line[x + 5]) + WEIGHTS[3] * (line[x] + line[x + 6]);
        }
    }
}
