// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.synthesis.HazeSynthesizer;
import org.hazelab.imaging.synthesis.density.DensityMap;
import org.hazelab.imaging.synthesis.density.DensitySettings;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Crop;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Gamma;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Jpeg;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Noise;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Order;
import org.junit.jupiter.api.Test;

class HazeRecipeTest {

    @Test
    void holdsThePublishedNumbersOfHazeFlow() throws Exception {
        // docs/goldens.md, "Haze synthesis"; haze that is not homogeneous is on, as in the paper
        HazeRecipe recipe = HazeRecipe.hazeFlow();
        recipe.validate();
        assertEquals(new Interval(0.25, 1.8), recipe.airlight());
        assertEquals(new Interval(-0.025, 0.025), recipe.colorBias());
        assertEquals(new Interval(0.2, 2.8), recipe.beta());
        assertEquals(2, recipe.depthScale());
        assertEquals(Optional.of(new DensitySettings(DensityMap.Variant.CODE, 256, List.of(5, 6, 7),
            List.of(15.0, 25.0, 35.0), 1)), recipe.density());
        assertEquals(new Interval(0.5, 1), recipe.mixing());
        assertEquals(Optional.of(new Gamma(0.5, new Interval(1.5, 3))), recipe.gamma());
        assertEquals(Optional.of(new Noise(0.5, 40, 40, 20, 2, 25)), recipe.noise());
        assertEquals(Optional.of(new Jpeg(0.5, 30, 95)), recipe.jpeg());
        assertEquals(false, recipe.clipHazy());
        assertEquals(Order.CROP_THEN_HAZE, recipe.order());
        assertEquals(new Crop(256, true, 0.5, false), Crop.training());
    }

    @Test
    void holdsThePublishedNumbersOfRidcp() throws Exception {
        // docs/goldens.md, "Haze synthesis"
        HazeRecipe recipe = HazeRecipe.ridcp();
        recipe.validate();
        assertEquals(new Interval(0.25, 1), recipe.airlight());
        assertEquals(new Interval(0.3, 1.5), recipe.beta());
        assertEquals(Optional.empty(), recipe.density());
        assertEquals(HazeRecipe.hazeFlow().noise(), recipe.noise());
        assertEquals(HazeRecipe.hazeFlow().jpeg(), recipe.jpeg());
        assertEquals(Order.HAZE_THEN_CROP, recipe.order());
    }

    @Test
    void saysWhatToChangeForEverySettingOutOfItsRange() {
        HazeRecipe good = HazeRecipe.hazeFlow();
        Interval bias = good.colorBias();
        Interval swapped = new Interval(2, 1);
        Interval unknown = new Interval(Double.NaN, 1);
        List<HazeRecipe> bad = List.of(good.withAirlight(swapped, bias), good.withAirlight(unknown, bias),
            good.withAirlight(new Interval(-1, 1), bias), good.withAirlight(good.airlight(), new Interval(-2, 0)),
            good.withBeta(swapped), good.withBeta(new Interval(0, Double.POSITIVE_INFINITY)),
            withDepthScale(good, Double.NaN), withDepthScale(good, -1),
            withDepthScale(good.withBeta(Interval.only(15)), 6),
            good.withDensity(new DensitySettings(DensityMap.Variant.CODE, 1, List.of(5), List.of(1.0), 1)),
            good.withGamma(new Gamma(1.1, new Interval(1, 2))), good.withGamma(new Gamma(0.5, Interval.only(0))),
            good.withNoise(new Noise(-0.1, 1, 1, 1, 2, 25)), good.withNoise(new Noise(0.5, 0, 0, 0, 2, 25)),
            good.withNoise(new Noise(0.5, -1, 1, 1, 2, 25)), good.withNoise(new Noise(0.5, Double.NaN, 1, 1, 2, 25)),
            good.withNoise(new Noise(0.5, 1, 1, 1, 25, 2)), good.withNoise(new Noise(0.5, 1, 1, 1, 2, 256)),
            good.withJpeg(new Jpeg(0.5, 0, 95)), good.withJpeg(new Jpeg(0.5, 30, 101)),
            good.withJpeg(new Jpeg(Double.NaN, 30, 95)),
            good.withCrop(new Crop(0, true, 0.5, false), Order.CROP_THEN_HAZE),
            good.withCrop(new Crop(256, true, 2, false), Order.HAZE_THEN_CROP));
        for (HazeRecipe recipe : bad) {
            HazeLabException thrown = assertThrows(HazeLabException.class, recipe::validate, recipe.toString());
            assertTrue(thrown.remedy().matches("(Choose|Give) .*\\."), thrown.getMessage());
            assertThrows(HazeLabException.class, () -> new HazeSynthesizer(recipe));
        }
    }

    private static HazeRecipe withDepthScale(HazeRecipe r, double scale) {
        return new HazeRecipe(r.airlight(), r.colorBias(), r.beta(), scale, r.density(), r.mixing(), r.gamma(),
            r.noise(), r.jpeg(), r.clipHazy(), r.crop(), r.order());
    }
}
