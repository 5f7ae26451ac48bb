// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.synthesis.HazeDraw;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe;

/**
 * A synthesised hazy image and everything known about it. All images have the same width and height: those of the clean
 * image that was given, or of the crop.
 *
 * @param hazy channels and value range of the clean image; may exceed the range unless the recipe clips
 * @param transmission one channel in [0, 1]: the share of the scene's light that reaches the camera. Never 0, and at
 *            most 1 unless a crop is taken before the haze with depth left as rescaled (see {@link HazeRecipe.Crop})
 * @param density one channel in [0, 1]: the density map that was mixed in; zeros if the haze is homogeneous
 * @param clean the clean image without gamma and noise, cropped like the others; the given image itself without a crop
 * @param draw what was drawn
 * @param warnings sentences, without a full stop, about what was odd in the clean image or the depth; mostly none
 */
public record HazySample(FloatImage hazy, FloatImage transmission, FloatImage density, FloatImage clean, HazeDraw draw,
    List<String> warnings) {

    public HazySample {
        warnings = List.copyOf(warnings);
    }
}
