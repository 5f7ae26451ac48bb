// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.recipe;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;

/**
 * Scores that a training asks for where it dehazes whole images to validate; methods know no metrics. Images have their
 * numbers in their range.
 */
public interface PairScorer {

    /** The peak signal-to-noise ratio in decibels, of all channels; a finite number also for equal images. */
    double psnr(FloatImage dehazed, FloatImage clean) throws HazeLabException;

    /** The structural similarity, 1 for equal images. */
    double ssim(FloatImage dehazed, FloatImage clean) throws HazeLabException;
}
