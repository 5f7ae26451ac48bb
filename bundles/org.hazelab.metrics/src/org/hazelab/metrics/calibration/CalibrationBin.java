// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics.calibration;

/**
 * The pixels whose deviation lies between two edges.
 *
 * @param from the lower edge, which belongs to the bin; in the units of the deviation, as are all numbers here
 * @param to the upper edge, which belongs to the next bin
 * @param count the number of pixels
 * @param rmv root mean variance: the root of the mean squared deviation; 0 of an empty bin
 * @param rmse root of the mean squared error of the prediction; NaN of an empty bin
 * @param errorBar how far the RMSE may be off, see {@link CalibrationVariant}; NaN of an empty bin
 */
public record CalibrationBin(double from, double to, long count, double rmv, double rmse, double errorBar) {
}
