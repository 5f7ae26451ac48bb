// SPDX-License-Identifier: Apache-2.0
/**
 * Haze of widefield microscopes: the light of the planes above and below the one in focus, spread by the microscope's
 * point spread function, and the noise of its camera.
 *
 * <p>Lengths are in micrometres. Everything drawn comes from {@link org.hazelab.imaging.random.RandomStream}: the same
 * seed gives the same bytes on every machine, whatever the number of threads.
 */
package org.hazelab.imaging.microscopy;
