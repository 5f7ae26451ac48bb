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
    REALISTIC,
    /**
     * Ours, for smoke and fog: what hides the scene is less its distance than what drifts between, so that the depth of
     * the scene begins anywhere from 0 (at the camera) to 1 (all of it equally far), and density maps weigh more than
     * beta. Light .55 to .95 with channels within .16 of it, bluish to yellowish, beta .05 to .9, the map times .2 to
     * 1.6; no gamma, for nothing tells the network of a darkened scene; noise, JPEG and clipping as in REALISTIC.
     */
    SMOKE;

    private static final Interval NOTHING = new Interval(0, 0);
    private static final Interval ANYWHERE = new Interval(0, 1);

    /**
     * The recipe of crops.
     *
     * @param side of a crop
     * @param flip probability of flipping left to right
     */
    public HazeRecipe recipe(int side, double flip) {
        HazeRecipe.Crop crop = new HazeRecipe.Crop(side, true, flip, this != PUBLISHED);
        HazeRecipe recipe = switch (this) {
            case PUBLISHED -> HazeRecipe.hazeFlow();
            case REALISTIC -> realistic();
            case SMOKE -> smoke();
        };
        return recipe.withCrop(crop, HazeRecipe.Order.CROP_THEN_HAZE);
    }

    /** The depth that the nearest place of a scene has, drawn for each crop: 0 but for smoke. */
    public Interval nearest() {
        return this == SMOKE ? ANYWHERE : NOTHING;
    }

    private static HazeRecipe smoke() {
        return new HazeRecipe(new Interval(0.55, 0.95), new Interval(-0.16, 0.16), new Interval(0.05, 0.9), 2,
            Optional.of(DensitySettings.published(DensityMap.Variant.CODE)), new Interval(0.2, 1.6), Optional.empty(),
            Optional.of(new HazeRecipe.Noise(0.3, 40, 40, 20, 1, 5)),
            Optional.of(new HazeRecipe.Jpeg(0.5, 60, 95)), true, Optional.empty(),
            HazeRecipe.Order.CROP_THEN_HAZE);
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
