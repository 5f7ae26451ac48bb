// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.training.settings;

import java.util.Objects;

import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.methods.hazeflow.data.HazePreset;
import org.hazelab.methods.hazeflow.data.PretrainBatches;

/**
 * The haze that Pretrain puts on clean images.
 *
 * @param preset the ranges that it is drawn from
 * @param nonHomogeneous whether it has a density map (MCBM); off in the published loader, and on in the paper
 * @param maps how many density maps all crops share; 0 for one a crop
 * @param trueAirlight whether the velocity is learned for the airlight of the haze, so that the equations hold;
 *            otherwise for white, as published
 * @param depth of the scenes
 */
public record HazeSettings(HazePreset preset, boolean nonHomogeneous, int maps, boolean trueAirlight,
    DepthChoice depth) {

    public HazeSettings {
        Objects.requireNonNull(preset);
        Objects.requireNonNull(depth);
        if (maps < 0) {
            throw new IllegalArgumentException(maps + " density maps");
        }
    }

    /** The paper's, with as many maps as the authors publish. */
    public static HazeSettings published(DepthChoice depth) {
        return new HazeSettings(HazePreset.PUBLISHED, true, 1000, false, depth);
    }

    /**
     * The haze of crops.
     *
     * @param side of a crop
     * @param flip probability of flipping left to right
     */
    public PretrainBatches.Haze haze(int side, double flip) {
        HazeRecipe recipe = preset.recipe(side, flip);
        return new PretrainBatches.Haze(nonHomogeneous ? recipe : recipe.withDensity(null), maps, trueAirlight,
            preset.nearest());
    }
}
