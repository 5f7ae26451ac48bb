// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.filter.Resize;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.density.DensityMap;
import org.hazelab.imaging.synthesis.HazeDraw;
import org.hazelab.imaging.synthesis.HazeDraw.Purpose;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * Puts haze on clean images by a recipe: gamma, noise, crop, haze, JPEG, in this order, as HazeFlow's published loader
 * does (Shin et al., ICCV 2025, equations (1), (22), (23)), or with the crop last, as RIDCP's does.
 *
 * <p>The same recipe, seed, image number and pixels give the same bytes on every machine, whatever the number of
 * threads.
 */
public final class HazeSynthesizer {

    private static final long MOST_PIXELS = 1L << 28;

    private final HazeRecipe recipe;

    /** @throws HazeLabException if the recipe is not valid */
    public HazeSynthesizer(HazeRecipe recipe) throws HazeLabException {
        this.recipe = Objects.requireNonNull(recipe);
        recipe.validate();
    }

    /**
     * Makes one hazy image.
     *
     * @param clean one slice of 1 or 3 channels (red, green, blue), any size and value range; not changed. NaN stays
     *            NaN in the hazy image, and both NaN and infinite pixels are reported
     * @param depth where the depth of its pixels comes from
     * @param seed any number; with {@code image}, it decides everything that is drawn
     * @param image the number of the image, such as its row in a table
     * @throws HazeLabException if the image or the depth do not fit
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public HazySample synthesize(FloatImage clean, DepthSource depth, long seed, long image, Progress progress)
        throws HazeLabException {
        progress.checkCanceled();
        checkImage(clean);
        List<String> warnings = new ArrayList<>();
        reportOddPixels(clean, warnings, progress);
        FloatImage distance = DepthMaps.depth(depth, clean.width(), clean.height(), warnings, progress);
        HazeDraw draw = HazeDraw.of(recipe, clean.width(), clean.height(), clean.channels(), seed, image);
        boolean cropFirst = draw.crop().isPresent() && recipe.order() == HazeRecipe.Order.CROP_THEN_HAZE;
        boolean cropLast = draw.crop().isPresent() && !cropFirst;
        progress.report(0, "gamma and noise");
        FloatImage scene = degraded(Spans.mapRange(clean, ValueRange.UNIT, progress), draw, seed, image, progress);
        FloatImage truth = clean;
        if (draw.crop().isPresent()) {
            truth = cropped(clean, draw, Resize.Interpolation.BICUBIC, progress);
        }
        if (cropFirst) {
            scene = cropped(scene, draw, Resize.Interpolation.BICUBIC, progress);
            distance = cropped(distance, draw, Resize.Interpolation.BICUBIC, progress);
            if (recipe.crop().get().clampDepth()) {
                distance = Spans.clipped(distance, progress);
            }
        }
        progress.report(0.3, "density map");
        FloatImage density = density(recipe, draw, scene.width(), scene.height(), seed, image, progress);
        progress.report(0.6, "haze");
        FloatImage transmission = Scattering.transmission(distance, density, recipe.depthScale(), draw.beta(),
            draw.mixing().orElse(0), progress);
        FloatImage hazy = hazy(scene, transmission, draw, progress);
        if (cropLast) {
            // bilinear for the maps, as bicubic could leave their bounds
            hazy = cropped(hazy, draw, Resize.Interpolation.BICUBIC, progress);
            transmission = cropped(transmission, draw, Resize.Interpolation.BILINEAR, progress);
            density = cropped(density, draw, Resize.Interpolation.BILINEAR, progress);
        }
        if (recipe.clipHazy()) {
            hazy = Spans.clipped(hazy, progress);
        }
        FloatImage answer = Spans.mapRange(hazy, clean.range(), progress);
        progress.report(1, "hazy image");
        return new HazySample(answer, transmission, density, truth, draw, warnings);
    }

    private void checkImage(FloatImage clean) throws HazeLabException {
        if (clean.slices() != 1) {
            throw new HazeLabException("The clean image is a stack of " + clean.slices() + " slices",
                "Give single images: split the stack first.");
        }
        if (clean.channels() != 1 && clean.channels() != 3) {
            throw new HazeLabException("The clean image has " + clean.channels() + " channels",
                "Give grey images or colour images with red, green and blue.");
        }
        if (recipe.crop().isPresent()) {
            int shorter = Math.min(clean.width(), clean.height());
            double factor = Math.max(1, (recipe.crop().get().size() + 1.0) / shorter);
            if (clean.width() * factor * clean.height() * factor > MOST_PIXELS) {
                throw new HazeLabException("An image of " + clean.width() + " x " + clean.height()
                    + " pixels is too narrow to be enlarged to a crop of " + recipe.crop().get().size() + " pixels",
                    "Choose a smaller crop, or leave this image out.");
            }
        }
    }

    private static void reportOddPixels(FloatImage clean, List<String> warnings, Progress progress) {
        AtomicInteger odd = new AtomicInteger();
        Parallel.pieces(clean.pixels(), Spans.PIXELS_PER_PIECE, progress, (from, to) -> {
            for (int i = from; i < to; i++) {
                boolean finite = true;
                for (int c = 0; c < clean.channels(); c++) {
                    finite &= Float.isFinite(clean.plane(c)[i]);
                }
                if (!finite) {
                    odd.incrementAndGet();
                }
            }
        });
        if (odd.get() > 0) {
            warnings.add(odd + " of " + clean.pixels() + " pixels of the clean image are NaN or infinite; NaN stays "
                + "NaN in the hazy image");
        }
    }

    /** Gamma and noise. */
    static FloatImage degraded(FloatImage scene, HazeDraw draw, long seed, long image, Progress progress) {
        FloatImage degraded = scene;
        if (draw.gammaExponent().isPresent()) {
            degraded = Degradations.darkened(degraded, draw.gammaExponent().getAsDouble(), progress);
        }
        if (draw.noiseKind().isPresent()) {
            degraded = Degradations.noisy(degraded, draw.noiseKind().get(), draw.noiseLevel().getAsInt(), seed, image,
                progress);
        }
        return degraded;
    }

    /** The density map of the image alone. */
    static FloatImage density(HazeRecipe recipe, HazeDraw draw, int width, int height, long seed, long image,
        Progress progress) throws HazeLabException {
        if (draw.walkFactor().isEmpty()) {
            return FloatImage.zeros(width, height, 1, ValueRange.UNIT);
        }
        RandomStream walk = RandomStream.of(seed, image, Purpose.WALK);
        DensityMap map = DensityMap.draw(recipe.density().get(), draw.walkFactor().getAsInt(),
            draw.smoothingSigma().getAsDouble(), walk, progress);
        return map.over(width, height, progress);
    }

    /** Haze and JPEG. */
    static FloatImage hazy(FloatImage scene, FloatImage transmission, HazeDraw draw, Progress progress) {
        double[] airlight = {draw.airlightRed(), draw.airlightGreen(), draw.airlightBlue()};
        FloatImage hazy = Scattering.hazy(scene, transmission, airlight, progress);
        if (draw.jpegQuality().isPresent()) {
            progress.report(0.8, "JPEG");
            hazy = JpegRoundTrip.apply(hazy, draw.jpegQuality().getAsInt(), progress);
        }
        return hazy;
    }

    private static FloatImage cropped(FloatImage image, HazeDraw draw, Resize.Interpolation interpolation,
        Progress progress) {
        HazeDraw.CropDraw crop = draw.crop().orElseThrow();
        int size = crop.size();
        FloatImage resized = Resize.by(image, crop.factor(), interpolation, progress);
        float[][] planes = new float[image.channels()][size * size];
        for (int c = 0; c < planes.length; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                int x = crop.flipped() ? size - 1 - i % size : i % size;
                planes[c][i] = resized.plane(c)[(crop.top() + i / size) * resized.width() + crop.left() + x];
            }
        }
        return FloatImage.of(size, size, image.range(), planes);
    }
}
