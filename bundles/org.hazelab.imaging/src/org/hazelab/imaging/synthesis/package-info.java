// SPDX-License-Identifier: Apache-2.0
/**
 * Making haze: clean photographs with known depth become hazy ones with known transmission, by the atmospheric
 * scattering model I = J t + A (1 - t) and the degradations that real haze comes with.
 *
 * <p>Two published recipes are built in: HazeFlow (Shin et al., ICCV 2025), whose density is not homogeneous but drawn
 * by Markov chain Brownian motion, and RIDCP (Wu et al., CVPR 2023). Equations and deviations are named where they are
 * implemented. Everything drawn comes from {@link org.hazelab.imaging.random.RandomStream}: the same seed gives the
 * same bytes on every machine, whatever the number of threads.
 */
package org.hazelab.imaging.synthesis;
