// SPDX-License-Identifier: Apache-2.0
/**
 * How well standard deviations tell errors, and factors that correct them.
 */
package org.hazelab.operations.calibration;
