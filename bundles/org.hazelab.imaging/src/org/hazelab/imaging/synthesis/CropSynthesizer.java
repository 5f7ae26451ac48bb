// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.filter.Resize;
import org.hazelab.imaging.filter.Resize.Interpolation;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.HazeDraw.CropDraw;
import org.hazelab.imaging.synthesis.HazeDraw.Purpose;
import org.hazelab.imaging.synthesis.density.DensityPool;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.imaging.task.Progress;

/**
 * Makes hazy crops for training as {@link HazeSynthesizer} does, in the same order of steps and with the same draws,
 * but from the pixels of the crop alone: at most four rows and columns of the image for each of the crop's, whatever
 * the size of the image.
 *
 * <p>Without noise a crop has the bits of the synthesizer's. The noise field is drawn for the pixels that the crop
 * needs, so that it is another one of the same kind where these are not all pixels of the image. Thread-safe.
 */
public final class CropSynthesizer {

    private final HazeRecipe recipe;
    private final Optional<DensityPool> pool;

    /**
     * @param recipe with a crop that comes before the haze
     * @param pool where density maps come from; empty for a map of its own for each crop, as the synthesizer draws it
     * @throws HazeLabException if the recipe is not valid
     */
    public CropSynthesizer(HazeRecipe recipe, Optional<DensityPool> pool) throws HazeLabException {
        recipe.validate();
        if (recipe.crop().isEmpty() || recipe.order() != HazeRecipe.Order.CROP_THEN_HAZE) {
            throw new IllegalArgumentException("a recipe without a crop before the haze");
        }
        this.recipe = recipe;
        this.pool = pool;
    }

    /** Everything that is drawn for an image, see {@link HazeDraw#of}. */
    public HazeDraw draw(int width, int height, int channels, long seed, long image) {
        return HazeDraw.of(recipe, width, height, channels, seed, image);
    }

    /** The pixels of an image that a crop is made of. */
    public record Pixels(Resize.Part x, Resize.Part y) {

        /** @param width and {@code height}: of the image */
        public static Pixels of(CropDraw crop, int width, int height) {
            return new Pixels(
                Resize.Part.by(width, crop.factor(), crop.left(), crop.size(), Interpolation.BICUBIC),
                Resize.Part.by(height, crop.factor(), crop.top(), crop.size(), Interpolation.BICUBIC));
        }

        /**
         * The crop, before it is flipped.
         *
         * @param image the needed pixels of the image
         */
        public FloatImage resized(FloatImage image, Progress progress) {
            return Resize.part(image, x, y, progress);
        }
    }

    /**
     * Makes a crop.
     *
     * @param clean the needed pixels of the clean image, 1 or 3 channels in [0, 1]; not changed
     * @param depth their depth, one channel: 0 near, 1 far
     * @param pixels those of the draw's crop
     * @param seed that of the draw
     * @param image that of the draw
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    @SuppressWarnings("ReferenceEquality") // whether the image was copied at all
    public HazySample synthesize(FloatImage clean, FloatImage depth, Pixels pixels, HazeDraw draw, long seed,
        long image, Progress progress) throws HazeLabException {
        boolean flipped = draw.crop().orElseThrow().flipped();
        FloatImage degraded = HazeSynthesizer.degraded(clean, draw, seed, image, progress);
        FloatImage truth = flipped(pixels.resized(clean, progress), flipped);
        // without gamma and noise it is the same image
        FloatImage scene = degraded == clean ? truth : flipped(pixels.resized(degraded, progress), flipped);
        FloatImage distance = flipped(pixels.resized(depth, progress), flipped);
        if (recipe.crop().orElseThrow().clampDepth()) {
            distance = Spans.clipped(distance, progress);
        }
        FloatImage density = density(draw, scene.width(), seed, image, progress);
        FloatImage transmission = Scattering.transmission(distance, density, recipe.depthScale(), draw.beta(),
            draw.mixing().orElse(0), progress);
        FloatImage hazy = HazeSynthesizer.hazy(scene, transmission, draw, progress);
        if (recipe.clipHazy()) {
            hazy = Spans.clipped(hazy, progress);
        }
        return new HazySample(hazy, transmission, density, truth, draw, List.of());
    }

    private FloatImage density(HazeDraw draw, int side, long seed, long image, Progress progress)
        throws HazeLabException {
        if (recipe.density().isEmpty()) {
            return FloatImage.zeros(side, side, 1, ValueRange.UNIT);
        }
        if (pool.isEmpty()) {
            return HazeSynthesizer.density(recipe, draw, side, side, seed, image, progress);
        }
        int index = RandomStream.of(seed, image, Purpose.POOL).nextInt(pool.get().size());
        return pool.get().map(index, progress).over(side, side, progress);
    }

    /** The image, left to right if it is to be flipped. */
    public static FloatImage flipped(FloatImage image, boolean flipped) {
        if (!flipped) {
            return image;
        }
        int width = image.width();
        float[][] planes = new float[image.channels()][image.pixels()];
        for (int c = 0; c < planes.length; c++) {
            float[] plane = image.plane(c);
            for (int y = 0; y < image.height(); y++) {
                for (int x = 0; x < width; x++) {
                    planes[c][y * width + x] = plane[(y + 1) * width - 1 - x];
                }
            }
        }
        return FloatImage.of(width, image.height(), image.range(), planes);
    }
}
