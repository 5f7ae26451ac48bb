// SPDX-License-Identifier: Apache-2.0
/**
 * Filters over square windows whose time depends on the number of pixels and not on the size of the window.
 *
 * <p>A window of {@code w} pixels covers the offsets from {@code -(w / 2)} to {@code w - 1 - w / 2} along both axes, as
 * in OpenCV: an even window reaches one pixel further to the left and up. Windows may be larger than the image.
 * Depends on {@code org.hazelab.imaging} and its tasks alone.
 */
package org.hazelab.imaging.filter;
