// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.calibration;

import java.util.List;

import org.hazelab.imaging.HazeLabException;

/**
 * How deviations and errors go together: the bins, and what follows from them.
 *
 * @param variant whose arithmetic was done
 * @param bins from small to large deviations, empty ones among them
 * @param pixels how many pixels were seen, in bins or not
 * @param oddPixels how many more had a NaN or infinite number and were left out
 * @param coverage1 the share of pixels whose error is at most one deviation; 0.6827 is right for normal errors
 * @param coverage2 the share of pixels whose error is at most two deviations; 0.9545 is right for normal errors
 */
public record Reliability(CalibrationVariant variant, List<CalibrationBin> bins, long pixels, long oddPixels,
    double coverage1, double coverage2) {

    /** The share of pixels at either end whose bins are left out of the fit. */
    private static final double TAIL = 1e-5;
    private static final double UPPER = 0.99999;

    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * The expected normalised calibration error: the mean over the bins with pixels of |RMV - RMSE| / RMV (Levi et al.,
     * 2022). Bins with an RMV of 0, which the quotient is not defined for, are left out; NaN if all are. This is an
     * addition: HazeMatching's script computes nothing of the kind.
     */
    public double ence() {
        double sum = 0;
        int count = 0;
        for (CalibrationBin bin : bins) {
            if (bin.count() > 0 && bin.rmv() > 0) {
                sum += Math.abs(bin.rmv() - bin.rmse()) / bin.rmv();
                count++;
            }
        }
        return sum / count;
    }

    /**
     * The bins that the fit uses: those with pixels, without the ones at both ends that hardly have any.
     */
    public List<CalibrationBin> fitted() {
        if (variant == CalibrationVariant.CORRECTED) {
            return withoutTails(TAIL);
        }
        List<CalibrationBin> filled = filled();
        double[] below = cumulative(filled);
        int end = Math.max(0, below.length - 1);
        while (end > 0 && below[end - 1] >= UPPER) {
            end--;
        }
        int first = first(below, TAIL);
        return first < end ? filled.subList(first, end) : List.of();
    }

    /**
     * The bins with pixels, without the first and the last ones that together have at most a share of the pixels: what
     * few pixels say is chance.
     *
     * @param share of all pixels, at either end
     */
    public List<CalibrationBin> withoutTails(double share) {
        List<CalibrationBin> filled = filled();
        double[] below = cumulative(filled);
        int end = below.length;
        while (end > 1 && 1 - below[end - 2] <= share) {
            end--;
        }
        int first = first(below, share);
        return first < end ? filled.subList(first, end) : List.of();
    }

    private List<CalibrationBin> filled() {
        return bins.stream().filter(bin -> bin.count() > 0).toList();
    }

    /** The share of the pixels that lie in a bin or one before. */
    private static double[] cumulative(List<CalibrationBin> filled) {
        double[] below = new double[filled.size()];
        long total = filled.stream().mapToLong(CalibrationBin::count).sum();
        long sum = 0;
        for (int b = 0; b < below.length; b++) {
            sum += filled.get(b).count();
            below[b] = (double)sum / total;
        }
        return below;
    }

    private static int first(double[] below, double share) {
        int first = 0;
        while (first < below.length && below[first] <= share) {
            first++;
        }
        return first;
    }

    /**
     * Fits RMSE = scalar * RMV + offset to the {@link #fitted} bins by least squares: each bin counts by its pixels, or
     * all the same in the authors' variant.
     *
     * @throws HazeLabException if there are fewer than two bins with different deviations
     */
    public CalibrationFactors fit() throws HazeLabException {
        List<CalibrationBin> used = fitted();
        double weights = 0;
        double meanX = 0;
        double meanY = 0;
        for (CalibrationBin bin : used) {
            weights += weight(bin);
            meanX += weight(bin) * bin.rmv();
            meanY += weight(bin) * bin.rmse();
        }
        meanX /= weights;
        meanY /= weights;
        double xx = 0;
        double xy = 0;
        for (CalibrationBin bin : used) {
            xx += weight(bin) * (bin.rmv() - meanX) * (bin.rmv() - meanX);
            xy += weight(bin) * (bin.rmv() - meanX) * (bin.rmse() - meanY);
        }
        if (used.size() < 2 || !(xx > 0)) {
            throw new HazeLabException("The deviations of the calibration images are all alike: no line can be fitted",
                "Calibrate with deviations over several samples, more images or more bins");
        }
        double scalar = xy / xx;
        double offset = meanY - scalar * meanX;
        if (scalar < 0) {
            return variant == CalibrationVariant.AUTHORS ? new CalibrationFactors(1e-9, offset)
                : new CalibrationFactors(0, meanY);
        }
        return new CalibrationFactors(scalar, offset);
    }

    private double weight(CalibrationBin bin) {
        return variant == CalibrationVariant.AUTHORS ? 1 : bin.count();
    }
}
