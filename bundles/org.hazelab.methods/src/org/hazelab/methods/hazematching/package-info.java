// SPDX-License-Identifier: Apache-2.0
/**
 * HazeMatching: dehazing of microscopy images by guided conditional flow matching (arXiv 2506.22397; authors' code
 * juglab/HazeMatching, MIT).
 *
 * <p>A network learns the velocity that leads from noise to the clean image on a straight line, told the hazy image.
 * Following it from different noises gives samples of what the clean image may have been: their mean is the dehazed
 * image, their standard deviation says how uncertain it is.
 *
 * <p>What differs from the authors' code: any image size (reflected borders instead of a strip of zeros), a seed, a
 * running mean instead of all trajectories in memory, and on request one field of noise for all tiles.
 */
package org.hazelab.methods.hazematching;
