// SPDX-License-Identifier: Apache-2.0
/**
 * What haze does to a picture, and the dark channel prior that undoes it.
 *
 * <p>The model is I = J t + A (1 - t): the picture I is the scene J, weakened by the transmission t of the haze, plus
 * the airlight A that the haze scatters into the camera. Depends on the image, filter and task packages alone.
 */
package org.hazelab.imaging.haze;
