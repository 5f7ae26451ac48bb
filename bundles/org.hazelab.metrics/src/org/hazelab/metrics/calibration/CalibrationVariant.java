// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.calibration;

/** Whose arithmetic is done where HazeMatching's published script does something that it can hardly mean. */
public enum CalibrationVariant {

    /**
     * What the script means.
     *
     * <ul>
     * <li>Pixels with the largest deviation belong to the last bin, whose upper edge is part of it.
     * <li>Of the bins at both ends, those are left out of the fit whose pixels are together at most 0.001 % of all; the
     * last bin is kept unless that holds for it.
     * <li>Each bin counts by its pixels in the fit: what a bin of two pixels says is chance.
     * <li>Where the best line falls, the best one that does not is taken: scalar 0, offset the mean RMSE.
     * <li>The error bar of a bin is the standard error of its RMSE, by propagation from that of its mean squared error.
     * </ul>
     */
    CORRECTED,

    /**
     * What the script does, for comparison with published numbers.
     *
     * <ul>
     * <li>Pixels with the largest deviation belong to no bin.
     * <li>The last bin that has pixels is never part of the fit, in which all others count the same.
     * <li>Where the best line falls, the scalar is 1e-9 and the offset that of the falling line.
     * <li>The error bar of a bin is the square root of the standard error of its mean squared error.
     * </ul>
     */
    AUTHORS
}
