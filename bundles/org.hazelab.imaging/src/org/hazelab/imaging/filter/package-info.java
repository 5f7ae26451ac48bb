// SPDX-License-Identifier: Apache-2.0
/**
 * Filters that know nothing of haze: windows, smoothing, resizing.
 *
 * <p>Depends on the image and task packages alone. Planes are float32, row by row; sums are kept in double precision.
 */
package org.hazelab.imaging.filter;
