// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.haze;

import java.util.Objects;
import java.util.Optional;

import org.hazelab.imaging.FinitePixels;
import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.synthesis.DepthSource;
import org.hazelab.imaging.synthesis.HazeSynthesizer;
import org.hazelab.imaging.synthesis.HazySample;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.imaging.task.Progress;

/** Puts haze on clean images, one image a run. */
public final class SynthesizeHaze {

    /**
     * What the haze is like and where depth comes from.
     *
     * @param recipe what is drawn
     * @param polarity what large values of a depth map mean
     * @param withoutDepth the depth of images that come without a map: a ramp or a constant
     */
    public record Config(HazeRecipe recipe, DepthSource.Polarity polarity, DepthSource withoutDepth) {

        public Config {
            Objects.requireNonNull(recipe);
            Objects.requireNonNull(polarity);
            Objects.requireNonNull(withoutDepth);
        }

        /** HazeFlow's recipe; depth maps are disparity, and images without one are far at the top. */
        public static Config defaults() {
            return new Config(HazeRecipe.hazeFlow(), DepthSource.Polarity.NEAR_IS_LARGE,
                new DepthSource.Ramp(DepthSource.FarSide.TOP));
        }
    }

    private final Config config;
    private final HazeSynthesizer synthesizer;

    /** @throws HazeLabException that says what to change, if a setting is out of its range */
    public SynthesizeHaze(Config config) throws HazeLabException {
        this.config = Objects.requireNonNull(config);
        this.synthesizer = new HazeSynthesizer(config.recipe());
        config.withoutDepth().validate();
    }

    /**
     * Makes the hazy image of one clean image.
     *
     * @param clean one slice of 1 or 3 channels, any size and value range; not changed
     * @param depth its depth or disparity map; empty to use the depth for images without a map
     * @param seed any number
     * @param index the number of the image, such as its row in the table: rows with the same seed differ by it
     * @throws HazeLabException if the image or the map do not fit, or no pixel of the clean or of the hazy image is
     *     finite
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public HazySample run(FloatImage clean, Optional<FloatImage> depth, long seed, long index, Progress progress)
        throws HazeLabException {
        FinitePixels.requireSome(clean, "The clean image", "Check how it was made: it contains nothing to see");
        DepthSource source = config.withoutDepth();
        if (depth.isPresent()) {
            source = new DepthSource.Given(depth.get(), config.polarity());
        }
        HazySample sample = synthesizer.synthesize(clean, source, seed, index, progress);
        FinitePixels.requireSome(sample.hazy(), "The hazy image",
            "Give clean images with more finite pixels; a crop may contain only other pixels");
        return sample;
    }
}
