// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.synthesizer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.synthesis.DepthSource;
import org.hazelab.imaging.synthesis.density.DensityMap;
import org.hazelab.imaging.synthesis.density.DensitySettings;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.imaging.synthesis.recipe.Interval;
import org.hazelab.knime.nodes.synthesizer.DepthParameters.DepthFrom;
import org.hazelab.knime.nodes.synthesizer.HazeParameters.Preset;
import org.hazelab.knime.nodes.synthesizer.PatchesParameters.Patches;
import org.hazelab.operations.haze.SynthesizeHaze;
import org.knime.core.node.InvalidSettingsException;

/** From the dialog's parameters to the operation's configuration. */
final class HazeRecipeConversion {

    private HazeRecipeConversion() {
    }

    /** @throws InvalidSettingsException if the parameters make no recipe */
    static void check(HazeSynthesizerNodeParameters p) throws InvalidSettingsException {
        try {
            recipe(p).validate();
        } catch (HazeLabException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }

    static SynthesizeHaze.Config config(HazeSynthesizerNodeParameters p) throws HazeLabException {
        DepthSource.Polarity polarity = switch (p.nearIs) {
            case LARGE -> DepthSource.Polarity.NEAR_IS_LARGE;
            case SMALL -> DepthSource.Polarity.NEAR_IS_SMALL;
        };
        DepthSource.FarSide far = switch (p.farSide) {
            case TOP -> DepthSource.FarSide.TOP;
            case BOTTOM -> DepthSource.FarSide.BOTTOM;
            case LEFT -> DepthSource.FarSide.LEFT;
            case RIGHT -> DepthSource.FarSide.RIGHT;
        };
        DepthSource withoutMap = p.depth == DepthFrom.CONSTANT
            ? new DepthSource.Constant(p.distance) : new DepthSource.Ramp(far);
        return new SynthesizeHaze.Config(recipe(p), polarity, withoutMap);
    }

    private static HazeRecipe recipe(HazeSynthesizerNodeParameters p) throws HazeLabException {
        HazeRecipe recipe = switch (p.preset) {
            case HAZEFLOW -> HazeRecipe.hazeFlow();
            case RIDCP -> HazeRecipe.ridcp();
            case CUSTOM -> custom(p);
        };
        if (p.patches == Patches.EVEN) {
            recipe = recipe.withDensity(null);
        } else if (p.patches == Patches.PATCHES && recipe.density().isEmpty()) {
            recipe = recipe.withDensity(DensitySettings.published(DensityMap.Variant.CODE));
        }
        if (!p.darken) {
            recipe = recipe.withGamma(null);
        }
        if (!p.noise) {
            recipe = recipe.withNoise(null);
        }
        if (!p.jpeg) {
            recipe = recipe.withJpeg(null);
        }
        return recipe.withClipHazy(p.clipHazy)
            .withCrop(p.trainingCrop ? HazeRecipe.Crop.training() : null,
                p.preset == Preset.RIDCP ? HazeRecipe.Order.HAZE_THEN_CROP : HazeRecipe.Order.CROP_THEN_HAZE);
    }

    private static HazeRecipe custom(HazeSynthesizerNodeParameters p) throws HazeLabException {
        DensityMap.Variant variant = switch (p.mcbmVariant) {
            case CODE -> DensityMap.Variant.CODE;
            case PAPER -> DensityMap.Variant.PAPER;
        };
        DensitySettings density = new DensitySettings(variant, p.mapWidth,
            numbers("walk lengths", p.walkFactors, Integer::valueOf,
                "whole numbers separated by commas, such as 5, 6, 7"),
            numbers("smoothing", p.smoothingSigmas, Double::valueOf, "numbers separated by commas, such as 15, 25, 35"),
            p.displacement);
        HazeRecipe.Noise noise = HazeRecipe.publishedNoise();
        return new HazeRecipe(new Interval(p.airlightMin, p.airlightMax), new Interval(-p.colourBias, p.colourBias),
            new Interval(p.densityMin, p.densityMax), p.depthScale, Optional.of(density),
            new Interval(p.mixMin, p.mixMax),
            Optional.of(new HazeRecipe.Gamma(p.darkenShare, new Interval(p.gammaMin, p.gammaMax))),
            Optional.of(new HazeRecipe.Noise(p.noiseShare, noise.independentShare(), noise.greyShare(),
                noise.correlatedShare(), p.noiseMin, p.noiseMax)),
            Optional.of(new HazeRecipe.Jpeg(p.jpegShare, p.jpegQualityMin, p.jpegQualityMax)), p.clipHazy,
            Optional.empty(), HazeRecipe.Order.CROP_THEN_HAZE);
    }

    private static <T> List<T> numbers(String what, String text, Function<String, T> parse, String wanted)
        throws HazeLabException {
        try {
            return Arrays.stream(text.split(",", -1)).map(String::trim).map(parse).toList();
        } catch (NumberFormatException e) {
            throw new HazeLabException("The field \"" + what + "\" holds \"" + text + "\"",
                "Enter " + wanted + ".", e);
        }
    }
}
