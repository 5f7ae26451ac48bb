// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis.recipe;

import java.util.Objects;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.synthesis.density.DensityMap;
import org.hazelab.imaging.synthesis.density.DensitySettings;

/**
 * What haze is drawn from: every range, probability and switch of a synthesis. Lengths of the light path are relative:
 * depth runs from 0 (near) to 1 (far), so beta has no unit; colours are in [0, 1].
 *
 * <p>Order of the steps (HazeFlow's published loader): gamma, noise, rescaling with crop and flip, haze, JPEG. Absent
 * steps are left out. An instance may hold nonsense, as a user types it; {@link #validate} says what is wrong.
 *
 * @param airlight atmospheric light, common to the channels
 * @param colorBias added to the atmospheric light, for each channel by itself; not for grey images
 * @param beta density of the haze
 * @param depthScale what depth is multiplied by: 2 in both publications
 * @param density how the density map of non-homogeneous haze is drawn; empty for homogeneous haze
 * @param mixing what the density map, from 0 to 1, is multiplied by before it is added to beta
 * @param gamma darkening before the haze, if any
 * @param noise noise before the haze, if any
 * @param jpeg JPEG compression after the haze, if any
 * @param clipHazy whether the hazy image is clipped to its value range; the publications do not, bar JPEG
 * @param crop rescaling, crop and flip, if any
 * @param order whether the crop comes before or after haze and JPEG
 */
public record HazeRecipe(Interval airlight, Interval colorBias, Interval beta, double depthScale,
    Optional<DensitySettings> density, Interval mixing, Optional<Gamma> gamma, Optional<Noise> noise,
    Optional<Jpeg> jpeg, boolean clipHazy, Optional<Crop> crop, Order order) {

    /**
     * Darkening: the image to the power of a drawn exponent, with a probability.
     *
     * @param probability 0 to 1
     * @param exponent above 1 darkens; negative pixels count as 0
     */
    public record Gamma(double probability, Interval exponent) {
        public Gamma {
            Objects.requireNonNull(exponent);
        }
    }

    /**
     * Gaussian noise, with a probability; the noisy image is clipped to [0, 1].
     *
     * @param probability 0 to 1
     * @param independentShare how often, relative to the other two, {@link NoiseKind#INDEPENDENT} is chosen
     * @param greyShare how often {@link NoiseKind#GREY} is chosen
     * @param correlatedShare how often {@link NoiseKind#CORRELATED} is chosen
     * @param minLevel smallest standard deviation, in levels of 255
     * @param maxLevel largest standard deviation; correlated noise always has this level
     */
    public record Noise(double probability, double independentShare, double greyShare, double correlatedShare,
        int minLevel, int maxLevel) {
    }

    /**
     * Baseline 4:2:0 JPEG, with a probability.
     *
     * @param probability 0 to 1
     * @param minQuality lowest quality, from 1
     * @param maxQuality highest quality, up to 100
     */
    public record Jpeg(double probability, int minQuality, int maxQuality) {
    }

    /**
     * A square crop for training: the image is rescaled by one factor (bicubic), cropped, and flipped left to right.
     * Where the shorter side is not longer than the crop, the image is enlarged until that side is one pixel longer.
     *
     * @param size side of the crop in pixels
     * @param rescale whether larger images shrink to a shorter side drawn from the crop's to their own
     * @param flipProbability 0 to 1
     * @param clampDepth whether depth, where it is rescaled too, is cut at 0 and 1. The publication does not cut it, so
     *            that next to a hard edge of depth transmission exceeds 1, by up to a few times
     */
    public record Crop(int size, boolean rescale, double flipProbability, boolean clampDepth) {

        /** 256 pixels, rescaled, flipped every other time, depth not cut, as HazeFlow publishes it. */
        public static Crop training() {
            return new Crop(256, true, 0.5, false);
        }
    }

    /** Where the crop stands. */
    public enum Order {
        /** Crop, then haze and JPEG: HazeFlow. */
        CROP_THEN_HAZE,
        /** Haze and JPEG, then crop: RIDCP. */
        HAZE_THEN_CROP
    }

    public HazeRecipe {
        Objects.requireNonNull(airlight);
        Objects.requireNonNull(colorBias);
        Objects.requireNonNull(beta);
        Objects.requireNonNull(density);
        Objects.requireNonNull(mixing);
        Objects.requireNonNull(gamma);
        Objects.requireNonNull(noise);
        Objects.requireNonNull(jpeg);
        Objects.requireNonNull(crop);
        Objects.requireNonNull(order);
    }

    /**
     * The ranges of HazeFlow's published loader, non-homogeneous as its paper says (the loader's default is
     * homogeneous), without the training crop.
     */
    public static HazeRecipe hazeFlow() {
        return new HazeRecipe(new Interval(0.25, 1.8), new Interval(-0.025, 0.025), new Interval(0.2, 2.8), 2,
            Optional.of(DensitySettings.published(DensityMap.Variant.CODE)), new Interval(0.5, 1),
            Optional.of(publishedGamma()), Optional.of(publishedNoise()), Optional.of(publishedJpeg()), false,
            Optional.empty(), Order.CROP_THEN_HAZE);
    }

    /** The ranges of RIDCP's released configuration: homogeneous haze, without the training crop. */
    public static HazeRecipe ridcp() {
        return new HazeRecipe(new Interval(0.25, 1), new Interval(-0.025, 0.025), new Interval(0.3, 1.5), 2,
            Optional.empty(), new Interval(0.5, 1), Optional.of(publishedGamma()), Optional.of(publishedNoise()),
            Optional.of(publishedJpeg()), false, Optional.empty(), Order.HAZE_THEN_CROP);
    }

    /** Probability 1/2, exponent 1.5 to 3. */
    public static Gamma publishedGamma() {
        return new Gamma(0.5, new Interval(1.5, 3));
    }

    /** Probability 1/2, shares 40, 40, 20, levels 2 to 25. */
    public static Noise publishedNoise() {
        return new Noise(0.5, 40, 40, 20, 2, 25);
    }

    /** Probability 1/2, quality 30 to 95. */
    public static Jpeg publishedJpeg() {
        return new Jpeg(0.5, 30, 95);
    }

    /** This recipe without gamma, noise and JPEG: haze alone, on the clean image. */
    public HazeRecipe withoutDegradations() {
        return withGamma(null).withNoise(null).withJpeg(null);
    }

    /** This recipe with another atmospheric light. */
    public HazeRecipe withAirlight(Interval newAirlight, Interval newColorBias) {
        return new HazeRecipe(newAirlight, newColorBias, beta, depthScale, density, mixing, gamma, noise, jpeg,
            clipHazy, crop, order);
    }

    /** This recipe with another range of beta. */
    public HazeRecipe withBeta(Interval newBeta) {
        return new HazeRecipe(airlight, colorBias, newBeta, depthScale, density, mixing, gamma, noise, jpeg,
            clipHazy, crop, order);
    }

    /** This recipe with another density map, or with homogeneous haze for null. */
    public HazeRecipe withDensity(@Nullable DensitySettings newDensity) {
        return new HazeRecipe(airlight, colorBias, beta, depthScale, Optional.ofNullable(newDensity), mixing,
            gamma, noise, jpeg, clipHazy, crop, order);
    }

    /** This recipe with another darkening, or none for null. */
    public HazeRecipe withGamma(@Nullable Gamma newGamma) {
        return new HazeRecipe(airlight, colorBias, beta, depthScale, density, mixing,
            Optional.ofNullable(newGamma), noise, jpeg, clipHazy, crop, order);
    }

    /** This recipe with other noise, or none for null. */
    public HazeRecipe withNoise(@Nullable Noise newNoise) {
        return new HazeRecipe(airlight, colorBias, beta, depthScale, density, mixing, gamma,
            Optional.ofNullable(newNoise), jpeg, clipHazy, crop, order);
    }

    /** This recipe with another JPEG compression, or none for null. */
    public HazeRecipe withJpeg(@Nullable Jpeg newJpeg) {
        return new HazeRecipe(airlight, colorBias, beta, depthScale, density, mixing, gamma, noise,
            Optional.ofNullable(newJpeg), clipHazy, crop, order);
    }

    /** This recipe with another crop, or none for null. */
    public HazeRecipe withCrop(@Nullable Crop newCrop, Order newOrder) {
        return new HazeRecipe(airlight, colorBias, beta, depthScale, density, mixing, gamma, noise, jpeg,
            clipHazy, Optional.ofNullable(newCrop), newOrder);
    }

    /** This recipe with the hazy image clipped or not. */
    public HazeRecipe withClipHazy(boolean clip) {
        return new HazeRecipe(airlight, colorBias, beta, depthScale, density, mixing, gamma, noise, jpeg, clip,
            crop, order);
    }

    /** @throws HazeLabException that says what to change, if a value is out of its range */
    public void validate() throws HazeLabException {
        RecipeCheck.check(this);
    }
}
