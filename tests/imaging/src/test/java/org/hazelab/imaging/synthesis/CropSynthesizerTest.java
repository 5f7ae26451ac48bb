// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.IntStream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.filter.Resize;
import org.hazelab.imaging.synthesis.CropSynthesizer.Pixels;
import org.hazelab.imaging.synthesis.density.DensityMap;
import org.hazelab.imaging.synthesis.density.DensityPool;
import org.hazelab.imaging.synthesis.density.DensitySettings;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That a crop from the pixels it needs is the crop of the Haze Synthesizer. */
class CropSynthesizerTest {

    private static HazeRecipe recipe(int size, boolean rescale, boolean clampDepth) {
        return HazeRecipe.hazeFlow().withCrop(new HazeRecipe.Crop(size, rescale, 0.5, clampDepth),
            HazeRecipe.Order.CROP_THEN_HAZE);
    }

    /** The needed pixels. */
    private static FloatImage only(FloatImage image, Pixels pixels) {
        int[] columns = pixels.x().needed();
        int[] rows = pixels.y().needed();
        float[][] planes = new float[image.channels()][rows.length * columns.length];
        for (int c = 0; c < planes.length; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = image.plane(c)[rows[i / columns.length] * image.width() + columns[i % columns.length]];
            }
        }
        return FloatImage.of(columns.length, rows.length, image.range(), planes);
    }

    private static HazySample crop(HazeRecipe recipe, FloatImage clean, FloatImage depth, long seed, long image)
        throws HazeLabException {
        CropSynthesizer synthesizer = new CropSynthesizer(recipe, Optional.empty());
        HazeDraw draw = synthesizer.draw(clean.width(), clean.height(), clean.channels(), seed, image);
        Pixels pixels = Pixels.of(draw.crop().orElseThrow(), clean.width(), clean.height());
        int most = 4 * recipe.crop().orElseThrow().size();
        assertTrue(pixels.x().needed().length <= most && pixels.y().needed().length <= most);
        return synthesizer.synthesize(only(clean, pixels), only(depth, pixels), pixels, draw, seed, image,
            Progress.NONE);
    }

    private static FloatImage unit(int width, int height, boolean grey) {
        FloatImage image = grey ? Pictures.grey(width, height) : Pictures.color(width, height);
        return image.mapRange(ValueRange.UNIT);
    }

    /** Depth as {@link DepthMaps} makes it of a map: stretched to [0, 1], so that it is stretched no further. */
    private static FloatImage depth(int width, int height) {
        FloatImage map = unit(width, height, true);
        float[] values = map.plane(0);
        float least = (float)IntStream.range(0, values.length).mapToDouble(i -> values[i]).min().orElseThrow();
        float most = (float)IntStream.range(0, values.length).mapToDouble(i -> values[i]).max().orElseThrow();
        float[] stretched = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            stretched[i] = most == least ? 1 : (float)(((double)values[i] - least) / ((double)most - least));
        }
        return FloatImage.of(width, height, ValueRange.UNIT, stretched);
    }

    @ParameterizedTest
    @CsvSource({"90,61,32,true", "300,200,16,true", "61,90,32,false", "33,33,32,true", "32,32,32,true", "7,90,32,true",
        "1,1,32,true", "3,2,8,false", "500,9,8,true"})
    void isTheCropOfTheSynthesizerWithoutNoise(int width, int height, int size, boolean rescale)
        throws HazeLabException {
        for (boolean grey : new boolean[] {false, true}) {
            for (long image = 0; image < 6; image++) {
                HazeRecipe recipe = recipe(size, rescale, image % 2 == 0).withNoise(null);
                FloatImage clean = unit(width, height, grey);
                FloatImage depth = depth(width, height);
                HazySample whole = new HazeSynthesizer(recipe).synthesize(clean,
                    new DepthSource.Given(depth, DepthSource.Polarity.NEAR_IS_SMALL), 5, image, Progress.NONE);
                HazySample part = crop(recipe, clean, depth, 5, image);
                assertEquals(Pictures.hash(whole), Pictures.hash(part), width + " x " + height + ", image " + image);
                assertEquals(whole.draw(), part.draw());
            }
        }
    }

    /** All pixels are needed: then noise is the same, too. */
    @Test
    void isTheCropOfTheSynthesizerWithNoiseWhereAllPixelsAreNeeded() throws HazeLabException {
        int noisy = 0;
        for (long image = 0; image < 12; image++) {
            HazeRecipe recipe = recipe(32, true, false);
            FloatImage clean = unit(20, 20, false);
            HazySample whole = new HazeSynthesizer(recipe).synthesize(clean,
                new DepthSource.Given(depth(20, 20), DepthSource.Polarity.NEAR_IS_SMALL), 1, image, Progress.NONE);
            assertEquals(Pictures.hash(whole), Pictures.hash(crop(recipe, clean, depth(20, 20), 1, image)));
            noisy += whole.draw().noiseKind().isPresent() ? 1 : 0;
        }
        assertTrue(noisy > 2, noisy + " of 12");
    }

    /** Infinite pixels stay where they are in a crop that is not resized. */
    @Test
    void aPartWithoutResizingIsACopy() {
        FloatImage image = unit(9, 7, true);
        image.plane(0)[3 * 9 + 4] = Float.POSITIVE_INFINITY;
        Resize.Part x = Resize.Part.by(9, 1, 2, 5, Resize.Interpolation.BICUBIC);
        Resize.Part y = Resize.Part.by(7, 1, 1, 4, Resize.Interpolation.BICUBIC);
        assertArrayEquals(new int[] {2, 3, 4, 5, 6}, x.needed());
        FloatImage needed = only(image, new Pixels(x, y));
        assertArrayEquals(needed.plane(0), Resize.part(needed, x, y, Progress.NONE).plane(0));
        assertThrows(IllegalArgumentException.class, () -> Resize.part(image, x, y, Progress.NONE));
    }

    @Test
    void aPoolHasAFewMapsThatDependOnSeedAndNumberAlone() throws HazeLabException {
        DensitySettings settings = DensitySettings.published(DensityMap.Variant.CODE);
        DensityPool pool = new DensityPool(settings, 3, 7);
        DensityPool again = new DensityPool(settings, 100, 7);
        String[] hashes = new String[3];
        for (int k = 2; k >= 0; k--) {
            hashes[k] = Pictures.hash(pool.map(k, Progress.NONE).image());
            assertEquals(hashes[k], Pictures.hash(again.map(k, Progress.NONE).image()));
            assertEquals(hashes[k], Pictures.hash(pool.map(k, Progress.NONE).image()));
            // the range of the published maps (HazeFlow's 1000), a little wider
            double mean = Pictures.mean(pool.map(k, Progress.NONE).image());
            assertTrue(mean > 30 / 255.0 && mean < 170 / 255.0, "mean " + mean);
        }
        assertNotEquals(hashes[0], hashes[1]);
        assertNotEquals(hashes[1], hashes[2]);
        assertNotEquals(hashes[0], Pictures.hash(new DensityPool(settings, 3, 8).map(0, Progress.NONE).image()));
    }

    @Test
    void imagesOfAPoolShareItsMaps() throws HazeLabException {
        HazeRecipe recipe = recipe(32, true, false);
        DensityPool pool = new DensityPool(recipe.density().orElseThrow(), 2, 7);
        CropSynthesizer synthesizer = new CropSynthesizer(recipe, Optional.of(pool));
        FloatImage clean = unit(50, 40, false);
        int[] seen = new int[2];
        for (long image = 0; image < 10; image++) {
            HazeDraw draw = synthesizer.draw(50, 40, 3, 3, image);
            Pixels pixels = Pixels.of(draw.crop().orElseThrow(), 50, 40);
            HazySample sample = synthesizer.synthesize(only(clean, pixels), only(depth(50, 40), pixels), pixels, draw,
                3, image, Progress.NONE);
            for (int k = 0; k < 2; k++) {
                FloatImage map = pool.map(k, Progress.NONE).over(32, 32, Progress.NONE);
                seen[k] += Pictures.hash(map).equals(Pictures.hash(sample.density())) ? 1 : 0;
            }
        }
        assertEquals(10, seen[0] + seen[1]);
        assertTrue(seen[0] > 0 && seen[1] > 0, seen[0] + " and " + seen[1]);
    }

    @Test
    void aRecipeWithoutACropIsRefused() {
        assertThrows(IllegalArgumentException.class,
            () -> new CropSynthesizer(HazeRecipe.hazeFlow(), Optional.empty()));
    }
}
