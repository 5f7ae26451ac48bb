// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.haze.DarkChannelPrior;
import org.hazelab.imaging.haze.DcpSettings;
import org.hazelab.imaging.synthesis.DepthSource;
import org.hazelab.imaging.synthesis.DepthSource.FarSide;
import org.hazelab.imaging.synthesis.HazeSynthesizer;
import org.hazelab.imaging.synthesis.HazySample;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.imaging.synthesis.recipe.Interval;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.hazeflow.data.PretrainBatches.Haze;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PretrainBatchesTest {

    private static final SceneDepth RAMP = SceneDepth.ramp(FarSide.TOP);

    private static CropSettings settings(int side, int perRow, int batch, long seed, int threads) {
        return new CropSettings(side, perRow, batch, true, 0.5, seed, threads);
    }

    private static Haze haze(HazePreset preset, int maps) {
        return new Haze(preset.recipe(1, 0), maps, false);
    }

    private static PretrainBatches batches(ImageSet scenes, SceneDepth depth, CropSettings settings)
        throws HazeLabException {
        return new PretrainBatches(scenes, depth, haze(HazePreset.PUBLISHED, 2), settings, false);
    }

    private static float[] item(FloatTensor tensor, int item) {
        int length = tensor.values().length / tensor.shape()[0];
        return Arrays.copyOfRange(tensor.values(), item * length, (item + 1) * length);
    }

    private static float[] joined(FloatImage image) {
        float[] all = new float[image.channels() * image.pixels()];
        for (int c = 0; c < image.channels(); c++) {
            System.arraycopy(image.plane(c), 0, all, c * image.pixels(), image.pixels());
        }
        return all;
    }

    /** With a map of its own for each crop and all pixels needed, a crop is what the Haze Synthesizer makes. */
    @Test
    void cropsAreThoseOfTheHazeSynthesizer() throws HazeLabException {
        int side = 24;
        ImageSet scenes = Scenes.pictures(3, new int[] {20, 20}, new int[] {17, 17});
        PretrainBatches batches = new PretrainBatches(scenes, RAMP, haze(HazePreset.PUBLISHED, 0),
            settings(side, 5, 10, 11, 1), false);
        PretrainBatch batch = batches.batch(3, 0);
        HazeSynthesizer synthesizer = new HazeSynthesizer(HazePreset.PUBLISHED.recipe(side, 0.5));
        int noisy = 0;
        for (int item = 0; item < 10; item++) {
            int crop = batch.tensors().crops()[item];
            HazySample sample = synthesizer.synthesize(Scenes.picture(20 - 3 * (crop % 2), 20 - 3 * (crop % 2), 3),
                new DepthSource.Ramp(FarSide.TOP), 11, 3L << 32 | crop, Progress.NONE);
            assertArrayEquals(joined(sample.hazy()), item(batch.hazy(), item));
            assertArrayEquals(joined(sample.clean()), item(batch.clean(), item));
            assertArrayEquals(sample.transmission().plane(0), item(batch.transmission(), item));
            FloatImage map = DarkChannelPrior.estimate(sample.hazy(), DcpSettings.hazeFlowTraining(), Progress.NONE)
                .transmission();
            assertArrayEquals(map.plane(0), item(batch.darkChannelMap(), item));
            assertEquals("Image " + (crop % 2 + 1) + " of the clean images", batch.name(item));
            noisy += sample.draw().noiseKind().isPresent() ? 1 : 0;
        }
        assertTrue(noisy > 0 && noisy < 10, noisy + " noisy crops");
        assertArrayEquals(new int[] {10, 3, 1, 1}, batch.airlight().shape());
        assertArrayEquals(new float[] {1, 1}, Scenes.range(batch.airlight()));
    }

    /** I = J t + A (1 - t) for the true airlight where nothing else happens. */
    @Test
    void withTheTrueAirlightTheEquationHolds() throws HazeLabException {
        Haze haze = new Haze(HazeRecipe.hazeFlow().withoutDegradations(), 2, true);
        PretrainBatch batch = new PretrainBatches(Scenes.pictures(3, new int[] {70, 50}), RAMP, haze,
            settings(16, 4, 4, 1, 1), false).batch(1, 0);
        Set<Float> lights = new HashSet<>();
        for (int i = 0; i < batch.hazy().values().length; i++) {
            int plane = i / 256;
            float light = batch.airlight().values()[plane];
            lights.add(light);
            float t = batch.transmission().values()[plane / 3 * 256 + i % 256];
            assertEquals(batch.clean().values()[i] * t + light * (1 - t), batch.hazy().values()[i], 1e-5f);
        }
        assertEquals(12, lights.size());
    }

    @ParameterizedTest
    @EnumSource(HazePreset.class)
    void valuesStayInTheirRanges(HazePreset preset) throws HazeLabException {
        PretrainBatches batches = new PretrainBatches(Scenes.pictures(3, new int[] {90, 60}), SceneDepth.relief(),
            new Haze(preset.recipe(1, 0), 3, true, preset.nearest()), settings(24, 40, 40, 2, 2), false);
        PretrainBatch batch = batches.batch(1, 0);
        float[] hazy = Scenes.range(batch.hazy());
        float[] light = Scenes.range(batch.airlight());
        float[] t = Scenes.range(batch.transmission());
        boolean realistic = preset != HazePreset.PUBLISHED;
        assertTrue(hazy[0] >= (realistic ? 0 : -1) && hazy[1] <= (realistic ? 1 : 2), Arrays.toString(hazy));
        assertTrue(light[0] >= (realistic ? 0.39 : 0.225) && light[1] <= (realistic ? 1.11f : 1.825f),
            Arrays.toString(light));
        assertTrue(light[1] - light[0] > (realistic ? 0.3 : 1), Arrays.toString(light));
        assertTrue(t[0] > 0 && t[1] <= (realistic ? 1 : 3) && t[0] < 0.3 && t[1] > 0.9, Arrays.toString(t));
        float[] map = Scenes.range(batch.darkChannelMap());
        // the guided filter overshoots, the more the smaller and the busier a crop is; the authors do not clip either
        assertTrue(map[0] > -1 && map[1] < 2 && map[1] - map[0] > 0.3, Arrays.toString(map));
        for (int item = 0; item < batch.size(); item++) {
            assertTrue(batch.farthest(item) > 0 && batch.farthest(item) < 12, "" + batch.farthest(item));
        }
    }

    /** Behind a wall of depth 0 there is no haze, and the farther off it stands the more there is. */
    @Test
    void scenesBeginWhereTheyAreTold() throws HazeLabException {
        SceneDepth wall = (row, scene, columns, rows, random) -> FloatImage.of(columns.length, rows.length,
            ValueRange.UNIT, new float[columns.length * rows.length]);
        HazeRecipe recipe = HazeRecipe.hazeFlow().withoutDegradations().withBeta(Interval.only(1)).withDensity(null);
        for (double depth : new double[] {0, 0.25, 1}) {
            Haze haze = new Haze(recipe, 0, true, Interval.only(depth));
            PretrainBatch batch = new PretrainBatches(Scenes.pictures(3, new int[] {70, 50}), wall, haze,
                settings(16, 4, 4, 1, 1), false).batch(1, 0);
            float t = (float)Math.exp(-2 * depth);
            assertArrayEquals(new float[] {t, t}, Scenes.range(batch.transmission()), 1e-6f);
        }
        PretrainBatch drawn = new PretrainBatches(Scenes.pictures(3, new int[] {70, 50}), wall,
            new Haze(recipe, 0, true, HazePreset.SMOKE.nearest()), settings(16, 40, 40, 1, 1), false).batch(1, 0);
        float[] range = Scenes.range(drawn.transmission());
        assertTrue(range[0] < Math.exp(-1.8) && range[1] > Math.exp(-0.2), Arrays.toString(range));
        assertThrows(IllegalArgumentException.class, () -> new Haze(recipe, 0, true, new Interval(0, 1.1)));
    }

    /** The same bytes whatever the threads and whatever was made before; others for another round, crop or seed. */
    @Test
    void batchesDependOnSeedRoundAndIndexAlone() throws HazeLabException {
        ImageSet scenes = Scenes.pictures(3, new int[] {90, 60}, new int[] {33, 40}, new int[] {20, 10});
        PretrainBatch expected = batches(scenes, SceneDepth.relief(), settings(16, 4, 3, 5, 1)).batch(2, 1);
        PretrainBatches other = batches(scenes, SceneDepth.relief(), settings(16, 4, 3, 5, 4));
        assertEquals(4, other.batches());
        for (int round = 1; round <= 3; round++) {
            for (int index = 0; index < 4; index++) {
                PretrainBatch batch = other.batch(round, index);
                boolean same = round == 2 && index == 1;
                assertEquals(same, expected.hazy().equals(batch.hazy()), "round " + round + ", batch " + index);
                assertEquals(same, expected.darkChannelMap().equals(batch.darkChannelMap()));
            }
        }
        assertNotEquals(expected.hazy(),
            batches(scenes, SceneDepth.relief(), settings(16, 4, 3, 6, 1)).batch(2, 1).hazy());
        PretrainBatch single = expected.only(2);
        assertArrayEquals(item(expected.transmission(), 2), single.transmission().values());
        assertEquals(expected.name(2), single.name(0));
    }

    @Test
    void validationIsTheSameInEveryRoundAndOtherThanTraining() throws HazeLabException {
        ImageSet scenes = Scenes.pictures(3, new int[] {90, 60}, new int[] {33, 40});
        CropSettings settings = settings(16, 1, 4, 5, 1);
        PretrainBatches validation = new PretrainBatches(scenes, RAMP, haze(HazePreset.PUBLISHED, 2), settings, true);
        assertEquals(1, validation.batches());
        assertEquals(2, validation.batch(1, 0).size());
        assertEquals(validation.batch(1, 0).hazy(), validation.batch(7, 0).hazy());
        assertNotEquals(validation.batch(1, 0).hazy(), batches(scenes, RAMP, settings).batch(1, 0).hazy());
    }

    /** Every size from one pixel up, narrow ones, grey ones, and ones with alpha. */
    @ParameterizedTest
    @CsvSource({"1,1,3,32", "1,1,1,1", "2,1,1,5", "1,700,3,16", "5000,3,3,8", "31,33,4,32", "32,32,3,32", "33,32,1,32",
        "40,300,1,7"})
    void anySizeGivesFiniteCrops(int width, int height, int channels, int side) throws HazeLabException {
        ImageSet scenes = Scenes.pictures(channels, new int[] {width, height});
        for (SceneDepth depth : List.of(RAMP, SceneDepth.ramp(FarSide.LEFT), SceneDepth.relief())) {
            PretrainBatch batch = batches(scenes, depth, settings(side, 6, 6, 3, 1)).batch(1, 0);
            assertArrayEquals(new int[] {6, 3, side, side}, batch.hazy().shape());
            assertArrayEquals(new int[] {6, 1, side, side}, batch.darkChannelMap().shape());
            for (FloatTensor tensor : batch.tensors().images()) {
                Scenes.range(tensor);
            }
            float[] clean = Scenes.range(batch.clean());
            assertTrue(clean[0] > -0.4 && clean[1] < 1.4, Arrays.toString(clean));
            for (int i = 0; channels == 1 && i < side * side; i++) {
                assertEquals(batch.clean().values()[i], batch.clean().values()[2 * side * side + i]);
            }
        }
    }

    /** Of an image of any size no more is read at a time than a band, and no more is kept than the crop needs. */
    @Test
    void memoryDoesNotGrowWithTheImage() throws HazeLabException {
        Scenes.Vast vast = new Scenes.Vast(60_000, 30_000);
        PretrainBatch batch = batches(vast, SceneDepth.relief(), settings(32, 3, 3, 3, 1)).batch(1, 0);
        Scenes.range(batch.hazy());
        assertTrue(vast.largest() <= 1 << 18, vast.largest() + " pixels at once");
        assertTrue(vast.pixels() <= 3L * 4 * 32 * 60_000, vast.pixels() + " pixels");
    }

    @Test
    void tooManyCropsOrPixelsAreRefused() {
        ImageSet scenes = Scenes.pictures(3, new int[] {9, 9}, new int[] {9, 9});
        HazeLabException crops = assertThrows(HazeLabException.class,
            () -> batches(scenes, RAMP, settings(8, Integer.MAX_VALUE, 4, 1, 1)));
        assertTrue(crops.getMessage().contains("4294967294 crops"), crops.getMessage());
        HazeLabException pixels = assertThrows(HazeLabException.class,
            () -> batches(scenes, RAMP, settings(8192, 100, 100, 1, 1)));
        assertTrue(pixels.getMessage().contains("Choose a batch size of at most"), pixels.getMessage());
    }

    @Test
    void aFailureToReadIsThatOfTheRowAndAnInterruptEndsTheBatch() throws HazeLabException {
        ImageSet scenes = new Scenes.Vast(90, 60) {
            @Override
            public void read(int row, int image, Area area, float[][] planes) throws HazeLabException {
                throw new HazeLabException("The file is gone", "Bring it back");
            }
        };
        PretrainBatches batches = batches(scenes, RAMP, settings(8, 4, 4, 1, 2));
        HazeLabException failure = assertThrows(HazeLabException.class, () -> batches.batch(1, 0));
        assertTrue(failure.getMessage().startsWith("The file is gone"), failure.getMessage());
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class, () -> batches.batch(1, 0));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }

    /** NaN is not hidden: it reaches the batch, which says so. */
    @Test
    void oddPixelsShow() throws HazeLabException {
        FloatImage image = Scenes.picture(20, 20, 3);
        Arrays.fill(image.plane(1), Float.NaN);
        PretrainBatch batch = batches(ImageSet.of(List.of(List.of(image))), RAMP, settings(8, 1, 1, 1, 1)).batch(1, 0);
        assertTrue(Double.isNaN(batch.farthest(0)));
    }

    @Test
    void aValueRangeOf16BitsIsSeenAsUnit() throws HazeLabException {
        FloatImage unit = Scenes.picture(40, 30, 3);
        FloatImage deep = unit.mapRange(ValueRange.UINT16);
        // the store of a training maps ranges, ImageRole.inUnitRange; a set in memory is what it maps to
        ImageSet scenes = ImageSet.of(List.of(List.of(deep.normalized())));
        PretrainBatch expected = batches(ImageSet.of(List.of(List.of(unit))), RAMP, settings(16, 2, 2, 1, 1))
            .batch(1, 0);
        float[] hazy = batches(scenes, RAMP, settings(16, 2, 2, 1, 1)).batch(1, 0).hazy().values();
        assertArrayEquals(expected.hazy().values(), hazy, 0.02f);
    }
}
