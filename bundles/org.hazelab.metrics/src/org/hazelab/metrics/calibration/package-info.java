// SPDX-License-Identifier: Apache-2.0
/**
 * Whether predicted deviations are as large as the errors really are, and the scalar and offset that make them so.
 *
 * <p>The method is that of HazeMatching's published calibration script (after Levi et al., "Evaluating and calibrating
 * uncertainty prediction in regression tasks", 2022): pixels are put into bins by their deviation, and in each bin the
 * root mean variance (RMV) is compared with the root mean squared error (RMSE).
 */
package org.hazelab.metrics.calibration;
