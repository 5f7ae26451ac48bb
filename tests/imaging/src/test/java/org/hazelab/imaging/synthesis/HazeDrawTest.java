// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Crop;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Order;
import org.hazelab.imaging.synthesis.recipe.Interval;
import org.hazelab.imaging.synthesis.recipe.NoiseKind;
import org.junit.jupiter.api.Test;

/** Ranges and shares: docs/goldens.md, "Haze synthesis". */
class HazeDrawTest {

    private static final int DRAWS = 10_000;

    private static List<HazeDraw> draws(HazeRecipe recipe) {
        List<HazeDraw> draws = new ArrayList<>();
        for (int i = 0; i < DRAWS; i++) {
            draws.add(HazeDraw.of(recipe, 640, 480, 3, 99, i));
        }
        return draws;
    }

    /** Uniform over an interval: never outside, nearly reaching both ends, the mean in the middle. */
    private static void checkUniform(List<HazeDraw> draws, ToDoubleFunction<HazeDraw> value, double min, double max) {
        double[] values = draws.stream().mapToDouble(value).sorted().toArray();
        double span = max - min;
        assertTrue(values[0] >= min && values[values.length - 1] <= max);
        assertEquals(min, values[0], 0.003 * span);
        assertEquals(max, values[values.length - 1], 0.003 * span);
        double mean = draws.stream().mapToDouble(value).average().orElseThrow();
        assertEquals((min + max) / 2, mean, 4 * span / Math.sqrt(12.0 * values.length));
    }

    private static void checkShare(List<HazeDraw> draws, Predicate<HazeDraw> what, double probability) {
        double share = draws.stream().filter(what).count() / (double)draws.size();
        assertEquals(probability, share, 4 * Math.sqrt(probability * (1 - probability) / draws.size()));
    }

    @Test
    void staysInTheRangesOfHazeFlow() {
        List<HazeDraw> draws = draws(HazeRecipe.hazeFlow());
        checkUniform(draws, HazeDraw::beta, 0.2, 2.8);
        checkUniform(draws, d -> d.mixing().getAsDouble(), 0.5, 1);
        for (HazeDraw d : draws) {
            assertTrue(d.airlightRed() >= 0.225 && d.airlightRed() <= 1.825);
            // the common light cancels: two biases of at most 0.025
            assertTrue(Math.abs(d.airlightRed() - d.airlightGreen()) <= 0.05);
            assertTrue(Math.abs(d.airlightRed() - d.airlightBlue()) <= 0.05);
        }
        double red = draws.stream().mapToDouble(HazeDraw::airlightRed).average().orElseThrow();
        assertEquals((0.25 + 1.8) / 2, red, 4 * 1.55 / Math.sqrt(12.0 * DRAWS));
        for (int factor : new int[] {5, 6, 7}) {
            checkShare(draws, d -> d.walkFactor().getAsInt() == factor, 1 / 3.0);
        }
        for (double sigma : new double[] {15, 25, 35}) {
            checkShare(draws, d -> d.smoothingSigma().getAsDouble() == sigma, 1 / 3.0);
        }
        assertTrue(draws.stream().allMatch(d -> d.crop().isEmpty()));
    }

    @Test
    void staysInTheRangesOfRidcp() {
        List<HazeDraw> draws = draws(HazeRecipe.ridcp().withAirlight(new Interval(0.25, 1), Interval.only(0)));
        checkUniform(draws, HazeDraw::airlightBlue, 0.25, 1);
        checkUniform(draws, HazeDraw::beta, 0.3, 1.5);
        assertTrue(draws.stream().allMatch(d -> d.mixing().isEmpty() && d.walkFactor().isEmpty()
            && d.smoothingSigma().isEmpty()));
    }

    @Test
    void degradesEveryOtherImage() {
        List<HazeDraw> draws = draws(HazeRecipe.hazeFlow());
        checkShare(draws, d -> d.gammaExponent().isPresent(), 0.5);
        checkShare(draws, d -> d.noiseKind().isPresent(), 0.5);
        checkShare(draws, d -> d.jpegQuality().isPresent(), 0.5);
        // independently of each other
        checkShare(draws, d -> d.gammaExponent().isPresent() && d.noiseKind().isPresent()
            && d.jpegQuality().isPresent(), 0.125);
        List<HazeDraw> dark = draws.stream().filter(d -> d.gammaExponent().isPresent()).toList();
        checkUniform(dark, d -> d.gammaExponent().getAsDouble(), 1.5, 3);
        Set<Integer> qualities = new HashSet<>();
        draws.forEach(d -> d.jpegQuality().ifPresent(qualities::add));
        assertEquals(66, qualities.size());
        assertTrue(qualities.stream().allMatch(q -> q >= 30 && q <= 95));
    }

    @Test
    void sharesOutTheKindsOfNoise() {
        List<HazeDraw> noisy = draws(HazeRecipe.hazeFlow()).stream().filter(d -> d.noiseKind().isPresent()).toList();
        Map<NoiseKind, Double> shares = new EnumMap<>(
            Map.of(NoiseKind.INDEPENDENT, 0.4, NoiseKind.GREY, 0.4, NoiseKind.CORRELATED, 0.2));
        shares.forEach((kind, share) -> checkShare(noisy, d -> d.noiseKind().get() == kind, share));
        Set<Integer> levels = new HashSet<>();
        for (HazeDraw d : noisy) {
            int level = d.noiseLevel().getAsInt();
            levels.add(level);
            assertTrue(level >= 2 && level <= 25);
            assertTrue(d.noiseKind().get() != NoiseKind.CORRELATED || level == 25);
        }
        assertEquals(24, levels.size());
    }

    @Test
    void cropsWithinTheRescaledImage() {
        HazeRecipe recipe = HazeRecipe.hazeFlow().withCrop(Crop.training(), Order.CROP_THEN_HAZE);
        List<HazeDraw> draws = draws(recipe);
        Set<Long> shorterSides = new HashSet<>();
        for (HazeDraw d : draws) {
            HazeDraw.CropDraw crop = d.crop().orElseThrow();
            long shorter = Math.round(480 * crop.factor());
            shorterSides.add(shorter);
            assertTrue(shorter >= 256 && shorter <= 480);
            assertTrue(crop.left() >= 0 && crop.left() + 256 <= Math.rint(640 * crop.factor()));
            assertTrue(crop.top() >= 0 && crop.top() + 256 <= shorter);
        }
        assertEquals(225, shorterSides.size());
        checkShare(draws, d -> d.crop().get().flipped(), 0.5);
    }

    @Test
    void stretchesImagesThatAreNotLargerThanTheCrop() {
        HazeRecipe recipe = HazeRecipe.hazeFlow().withCrop(Crop.training(), Order.CROP_THEN_HAZE);
        assertEquals(257 / 100.0, HazeDraw.of(recipe, 100, 300, 3, 1, 1).crop().get().factor());
        assertEquals(257 / 256.0, HazeDraw.of(recipe, 256, 300, 3, 1, 1).crop().get().factor());
        HazeRecipe unscaled = recipe.withCrop(new Crop(256, false, 0, false), Order.CROP_THEN_HAZE);
        assertEquals(1, HazeDraw.of(unscaled, 400, 300, 3, 1, 1).crop().get().factor());
    }

    @Test
    void leavesOtherDrawsAloneWhenAStepIsSwitchedOff() {
        HazeRecipe full = HazeRecipe.hazeFlow().withCrop(Crop.training(), Order.CROP_THEN_HAZE);
        for (int i = 0; i < 200; i++) {
            HazeDraw with = draw(full, i);
            HazeDraw noGamma = draw(full.withGamma(null), i);
            assertEquals(Optional.empty(), noGamma.gammaExponent().stream().boxed().findAny());
            assertEquals(with, new HazeDraw(noGamma.airlightRed(), noGamma.airlightGreen(), noGamma.airlightBlue(),
                noGamma.beta(), noGamma.mixing(), noGamma.walkFactor(), noGamma.smoothingSigma(), with.gammaExponent(),
                noGamma.noiseKind(), noGamma.noiseLevel(), noGamma.jpegQuality(), noGamma.crop()));
            HazeDraw bare = draw(full.withoutDegradations().withDensity(null), i);
            assertEquals(with, new HazeDraw(bare.airlightRed(), bare.airlightGreen(), bare.airlightBlue(), bare.beta(),
                with.mixing(), with.walkFactor(), with.smoothingSigma(), with.gammaExponent(), with.noiseKind(),
                with.noiseLevel(), with.jpegQuality(), bare.crop()));
        }
    }

    private static HazeDraw draw(HazeRecipe recipe, int image) {
        return HazeDraw.of(recipe, 640, 480, 3, 5, image);
    }

    @Test
    void givesGreyImagesAGreyLight() {
        for (int i = 0; i < 100; i++) {
            HazeDraw grey = HazeDraw.of(HazeRecipe.hazeFlow(), 64, 64, 1, 5, i);
            assertEquals(grey.airlightRed(), grey.airlightGreen());
            assertEquals(grey.airlightRed(), grey.airlightBlue());
            assertTrue(grey.airlightRed() >= 0.25 && grey.airlightRed() <= 1.8);
        }
    }

    @Test
    void differsFromImageToImageAndSeedToSeed() {
        HazeDraw one = draw(HazeRecipe.hazeFlow(), 1);
        assertEquals(one, draw(HazeRecipe.hazeFlow(), 1));
        assertNotEquals(one, draw(HazeRecipe.hazeFlow(), 2));
        assertNotEquals(one, HazeDraw.of(HazeRecipe.hazeFlow(), 640, 480, 3, 6, 1));
    }
}
