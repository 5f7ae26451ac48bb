// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import org.hazelab.imaging.filter.Resize;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.density.DensitySettings;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.imaging.synthesis.recipe.NoiseKind;

/**
 * Everything that is drawn for one hazy image, bar the density map's walk and the noise field. A step that does not
 * happen, because the recipe lacks it or chance left it out, is empty.
 *
 * @param airlightRed atmospheric light of the red channel, 1 being white; may exceed 1
 * @param airlightGreen of the green channel; for a grey image the same as red
 * @param airlightBlue of the blue channel; for a grey image the same as red
 * @param beta density of the homogeneous haze
 * @param mixing what the density map is multiplied by before it is added to beta
 * @param walkFactor steps of the density map's walk for each of its pixels
 * @param smoothingSigma smoothing of the density map in its pixels
 * @param gammaExponent exponent of the darkening
 * @param noiseKind how the noise of the channels hangs together
 * @param noiseLevel standard deviation of the noise in levels of 255
 * @param jpegQuality quality of the JPEG compression
 * @param crop rescaling, crop and flip
 */
public record HazeDraw(double airlightRed, double airlightGreen, double airlightBlue, double beta,
    OptionalDouble mixing, OptionalInt walkFactor, OptionalDouble smoothingSigma, OptionalDouble gammaExponent,
    Optional<NoiseKind> noiseKind, OptionalInt noiseLevel, OptionalInt jpegQuality, Optional<CropDraw> crop) {

    /**
     * Where the crop lies.
     *
     * @param factor what the image's sides are multiplied by before the crop
     * @param left first column of the crop in the rescaled image
     * @param top first row of the crop in the rescaled image
     * @param size side of the crop in pixels
     * @param flipped whether the crop is flipped left to right
     */
    public record CropDraw(double factor, int left, int top, int size, boolean flipped) {

        /**
         * Draws a crop.
         *
         * @param width of the image, at least 1
         * @param height of the image, at least 1
         */
        public static CropDraw of(HazeRecipe.Crop settings, int width, int height, RandomStream random) {
            int size = settings.size();
            int shorter = Math.min(width, height);
            double factor;
            if (shorter <= size) {
                factor = (size + 1.0) / shorter;
            } else {
                factor = settings.rescale() ? random.nextInt(size, shorter) / (double)shorter : 1;
            }
            int left = random.nextInt(0, Resize.scaled(width, factor) - size);
            int top = random.nextInt(0, Resize.scaled(height, factor) - size);
            return new CropDraw(factor, left, top, size, random.nextBoolean(settings.flipProbability()));
        }
    }

    /** What a stream of random numbers is for: the step of its path after seed and image. Never renumber these. */
    static final class Purpose {
        static final long AIRLIGHT = 1;
        static final long BETA = 2;
        static final long DENSITY = 3;
        static final long WALK = 4;
        static final long GAMMA = 5;
        static final long NOISE = 6;
        static final long NOISE_COVARIANCE = 7;
        static final long NOISE_FIELD = 8;
        static final long CROP = 9;
        static final long JPEG = 10;
        static final long POOL = 11;

        private Purpose() {
        }
    }

    /**
     * Draws the parameters of an image. Every step has a stream of its own: switching one on or off, or changing its
     * range, leaves the others as they are.
     *
     * @param recipe valid
     * @param width of the image, for the crop
     * @param height of the image, for the crop
     * @param channels 1 or 3; a grey image has no colour bias
     * @param seed any number
     * @param image the number of the image within the seed
     */
    public static HazeDraw of(HazeRecipe recipe, int width, int height, int channels, long seed, long image) {
        RandomStream light = RandomStream.of(seed, image, Purpose.AIRLIGHT);
        double airlight = recipe.airlight().draw(light);
        double[] bias = new double[3];
        for (int c = 0; c < channels && channels == 3; c++) {
            bias[c] = recipe.colorBias().draw(light);
        }
        double beta = recipe.beta().draw(RandomStream.of(seed, image, Purpose.BETA));
        Builder drawn = new Builder();
        recipe.density().ifPresent(
            density -> drawn.density(recipe, density, RandomStream.of(seed, image, Purpose.DENSITY)));
        recipe.gamma().ifPresent(gamma -> drawn.gamma(gamma, RandomStream.of(seed, image, Purpose.GAMMA)));
        recipe.noise().ifPresent(noise -> drawn.noise(noise, RandomStream.of(seed, image, Purpose.NOISE)));
        recipe.jpeg().ifPresent(jpeg -> drawn.jpeg(jpeg, RandomStream.of(seed, image, Purpose.JPEG)));
        Optional<CropDraw> crop = recipe.crop()
            .map(settings -> CropDraw.of(settings, width, height, RandomStream.of(seed, image, Purpose.CROP)));
        return new HazeDraw(airlight + bias[0], airlight + bias[1], airlight + bias[2], beta, drawn.mixing,
            drawn.walkFactor, drawn.smoothingSigma, drawn.gammaExponent, drawn.noiseKind, drawn.noiseLevel,
            drawn.jpegQuality, crop);
    }

    /** The steps that may be absent. */
    private static final class Builder {

        private OptionalDouble mixing = OptionalDouble.empty();
        private OptionalInt walkFactor = OptionalInt.empty();
        private OptionalDouble smoothingSigma = OptionalDouble.empty();
        private OptionalDouble gammaExponent = OptionalDouble.empty();
        private Optional<NoiseKind> noiseKind = Optional.empty();
        private OptionalInt noiseLevel = OptionalInt.empty();
        private OptionalInt jpegQuality = OptionalInt.empty();

        void density(HazeRecipe recipe, DensitySettings density, RandomStream random) {
            mixing = OptionalDouble.of(recipe.mixing().draw(random));
            List<Integer> factors = density.walkFactors();
            walkFactor = OptionalInt.of(factors.get(random.nextInt(factors.size())));
            List<Double> sigmas = density.smoothingSigmas();
            smoothingSigma = OptionalDouble.of(sigmas.get(random.nextInt(sigmas.size())));
        }

        void gamma(HazeRecipe.Gamma gamma, RandomStream random) {
            if (random.nextBoolean(gamma.probability())) {
                gammaExponent = OptionalDouble.of(gamma.exponent().draw(random));
            }
        }

        void noise(HazeRecipe.Noise noise, RandomStream random) {
            if (!random.nextBoolean(noise.probability())) {
                return;
            }
            int level = random.nextInt(noise.minLevel(), noise.maxLevel());
            double independentOrGrey = noise.independentShare() + noise.greyShare();
            double kind = random.nextDouble() * (independentOrGrey + noise.correlatedShare());
            if (kind < noise.independentShare()) {
                noiseKind = Optional.of(NoiseKind.INDEPENDENT);
            } else if (kind < independentOrGrey) {
                noiseKind = Optional.of(NoiseKind.GREY);
            } else {
                noiseKind = Optional.of(NoiseKind.CORRELATED);
                level = noise.maxLevel();
            }
            noiseLevel = OptionalInt.of(level);
        }

        void jpeg(HazeRecipe.Jpeg jpeg, RandomStream random) {
            if (random.nextBoolean(jpeg.probability())) {
                jpegQuality = OptionalInt.of(random.nextInt(jpeg.minQuality(), jpeg.maxQuality()));
            }
        }
    }
}
