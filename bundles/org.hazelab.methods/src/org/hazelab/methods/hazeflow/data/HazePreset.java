// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import java.util.Optional;

import org.hazelab.imaging.synthesis.density.DensityMap;
import org.hazelab.imaging.synthesis.density.DensitySettings;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.imaging.synthesis.recipe.Interval;

/** Ranges that haze for training is drawn from. */
public enum HazePreset {

    /** Those of HazeFlow's published loader, non-homogeneous: airlight .25 to 1.8, beta .2 to 2.8, strong gamma. */
    PUBLISHED,
    /**
     * Ours, nearer to photographs of haze and smoke: a camera clips what is brighter than white, and no scene is darker
     * than its photograph by a power of 3. Airlight .6 to 1, its channels within .06 of it, beta .2 to 1.8, a mild
     * gamma either way, little noise, JPEG from quality 60, clipped; depth stays in 0 to 1.
     */
    REALISTIC;

    /**
     * The recipe of crops.
     *
     * @param side of a crop
     * @param flip probability of flipping left to right
     */
    public HazeRecipe recipe(int side, double flip) {
        HazeRecipe.Crop crop = new HazeRecipe.Crop(side, true, flip, this == REALISTIC);
        HazeRecipe recipe = this == PUBLISHED ? HazeRecipe.hazeFlow() : realistic();
        return recipe.withCrop(crop, HazeRecipe.Order.CROP_THEN_HAZE);
    }

    private static HazeRecipe realistic() {
        return new HazeRecipe(new Interval(0.6, 1), new Interval(-0.06, 0.06), new Interval(0.2, 1.8), 2,
            Optional.of(DensitySettings.published(DensityMap.Variant.CODE)), new Interval(0.5, 1),
            Optional.of(new HazeRecipe.Gamma(0.5, new Interval(0.8, 1.3))),
            Optional.of(new HazeRecipe.Noise(0.3, 40, 40, 20, 1, 5)),
            Optional.of(new HazeRecipe.Jpeg(0.5, 60, 95)), true, Optional.empty(),
            HazeRecipe.Order.CROP_THEN_HAZE);
    }
}
