// SPDX-License-Identifier: Apache-2.0
/**
 * Filters that know nothing of haze: windows, smoothing, resizing.
 *
 * <p>The time of a filter over a square window depends on the number of pixels and not on the size of the window. A
 * window of {@code w} pixels covers the offsets from {@code -(w / 2)} to {@code w - 1 - w / 2} along both axes, as in
 * OpenCV: an even window reaches one pixel further to the left and up. Windows may be larger than the image. Planes are
 * float32, row by row; sums are kept in double precision. Depends on the image and task packages alone.
 */
package org.hazelab.imaging.filter;
