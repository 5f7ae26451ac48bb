// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.synthesis.DepthSource.FarSide;
import org.hazelab.imaging.synthesis.density.DensityMap;
import org.hazelab.imaging.synthesis.HazeDraw;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Crop;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Gamma;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Jpeg;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Noise;
import org.hazelab.imaging.synthesis.recipe.HazeRecipe.Order;
import org.hazelab.imaging.synthesis.recipe.Interval;
import org.hazelab.imaging.synthesis.recipe.NoiseKind;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;

class HazeSynthesizerTest {

    private static final DepthSource RAMP = new DepthSource.Ramp(FarSide.TOP);
    /** No haze: what is done to the image before the haze is seen as it is. */
    private static final HazeRecipe CLEAR = HazeRecipe.hazeFlow().withoutDegradations().withDensity(null)
        .withBeta(Interval.only(0));
    private static final HazeRecipe HAZE = HazeRecipe.hazeFlow().withoutDegradations();
    private static final Gamma GAMMA = new Gamma(1, Interval.only(2));
    private static final Noise NOISE = new Noise(1, 1, 0, 0, 20, 20);
    private static final Jpeg JPEG = new Jpeg(1, 40, 40);

    private static HazySample synthesize(HazeRecipe recipe, FloatImage clean) throws HazeLabException {
        return synthesize(recipe, clean, RAMP);
    }

    private static HazySample synthesize(HazeRecipe recipe, FloatImage clean, DepthSource depth)
        throws HazeLabException {
        return new HazeSynthesizer(recipe).synthesize(clean, depth, 3, 4, Progress.NONE);
    }

    private static FloatImage unit(int width, int height) {
        return Pictures.color(width, height).normalized();
    }

    @Test
    void isTheScatteringModelWhenDegradationsAreOff() throws Exception {
        FloatImage clean = unit(90, 70);
        HazySample sample = synthesize(HAZE, clean);
        double[] light = {sample.draw().airlightRed(), sample.draw().airlightGreen(), sample.draw().airlightBlue()};
        float[] t = sample.transmission().plane(0);
        float[] m = sample.density().plane(0);
        for (int i = 0; i < t.length; i++) {
            assertTrue(t[i] > 0 && t[i] <= 1);
            double d = 1 - i / 90 / 69.0;
            double expected = Math.exp(-2 * d * (sample.draw().beta() + sample.draw().mixing().getAsDouble() * m[i]));
            assertEquals(expected, t[i], 1e-6 * expected);
            for (int c = 0; c < 3; c++) {
                assertEquals(clean.plane(c)[i] * t[i] + light[c] * (1 - t[i]), sample.hazy().plane(c)[i], 1e-6);
            }
        }
    }

    @Test
    void usesTheDensityMapOfItsDraw() throws Exception {
        HazySample sample = synthesize(HAZE, unit(256, 256));
        DensityMap map = DensityMap.draw(HAZE.density().get(), sample.draw().walkFactor().getAsInt(),
            sample.draw().smoothingSigma().getAsDouble(),
            RandomStream.of(3, 4, HazeDraw.Purpose.WALK), Progress.NONE);
        assertEquals(map.image(), sample.density());
        HazySample homogeneous = synthesize(HAZE.withDensity(null), unit(256, 256));
        assertEquals(0, Pictures.mean(homogeneous.density()));
        assertEquals(sample.draw().beta(), homogeneous.draw().beta());
    }

    @Test
    void isDenserForLargerBetaAndFarPixels() throws Exception {
        FloatImage clean = unit(40, 60);
        double previous = 1;
        for (double beta : new double[] {0.2, 1, 2.8}) {
            HazySample sample = synthesize(HAZE.withBeta(Interval.only(beta)), clean);
            double mean = Pictures.mean(sample.transmission());
            assertTrue(mean < previous);
            previous = mean;
        }
        float[] t = synthesize(HAZE.withDensity(null), clean).transmission().plane(0);
        for (int i = 40; i < t.length; i++) {
            assertTrue(t[i] > t[i - 40], "nearer pixels are clearer");
        }
        assertEquals(1, t[t.length - 1]);
    }

    @Test
    void keepsTheLightThatIsLeftAboveZero() throws Exception {
        HazeRecipe dense = HAZE.withDensity(null).withBeta(Interval.only(20));
        HazySample sample = synthesize(dense, unit(5, 5), new DepthSource.Constant(1));
        assertTrue(sample.transmission().plane(0)[0] > 0);
    }

    @Test
    void darkensAloneWithGamma() throws Exception {
        FloatImage clean = unit(50, 40);
        HazySample sample = synthesize(CLEAR.withGamma(GAMMA), clean);
        for (int i = 0; i < clean.pixels(); i++) {
            double value = clean.plane(1)[i];
            assertEquals(value * value, sample.hazy().plane(1)[i], 1e-6);
        }
        assertSame(clean, sample.clean(), "the ground truth stays bright");
    }

    @Test
    void addsNoiseAloneAndClips() throws Exception {
        FloatImage clean = unit(200, 100);
        HazySample sample = synthesize(CLEAR.withNoise(NOISE), clean);
        double squares = 0;
        int inside = 0;
        for (int i = 0; i < clean.pixels(); i++) {
            float noisy = sample.hazy().plane(0)[i];
            assertTrue(noisy >= 0 && noisy <= 1);
            if (clean.plane(0)[i] > 0.4 && clean.plane(0)[i] < 0.6) {
                squares += Math.pow(noisy - clean.plane(0)[i], 2);
                inside++;
            }
        }
        assertEquals(20 / 255.0, Math.sqrt(squares / inside), 0.004);
        assertSame(clean, sample.clean(), "the ground truth has no noise");
    }

    @Test
    void compressesAloneWithJpeg() throws Exception {
        FloatImage clean = unit(70, 50);
        FloatImage hazy = synthesize(CLEAR.withJpeg(JPEG), clean).hazy();
        assertEquals(JpegRoundTrip.apply(clean, 40, Progress.NONE), hazy);
    }

    @Test
    void takesGammaThenNoiseThenHazeThenJpeg() throws Exception {
        FloatImage clean = unit(64, 48);
        HazySample sample = synthesize(HAZE.withGamma(GAMMA).withNoise(NOISE).withJpeg(JPEG), clean);
        double[] light = {sample.draw().airlightRed(), sample.draw().airlightGreen(), sample.draw().airlightBlue()};
        FloatImage t = sample.transmission();
        FloatImage dark = Degradations.darkened(clean, 2, Progress.NONE);
        FloatImage noisy = noisy(dark);
        FloatImage expected = JpegRoundTrip.apply(Scattering.hazy(noisy, t, light, Progress.NONE), 40, Progress.NONE);
        assertEquals(expected, sample.hazy());
        FloatImage noiseFirst = Degradations.darkened(noisy(clean), 2, Progress.NONE);
        assertNotEquals(expected, JpegRoundTrip.apply(Scattering.hazy(noiseFirst, t, light, Progress.NONE), 40,
            Progress.NONE));
        FloatImage noiseLast = noisy(Scattering.hazy(dark, t, light, Progress.NONE));
        assertNotEquals(expected, JpegRoundTrip.apply(noiseLast, 40, Progress.NONE));
    }

    private static FloatImage noisy(FloatImage image) {
        return Degradations.noisy(image, NoiseKind.INDEPENDENT, 20, 3, 4, Progress.NONE);
    }

    @Test
    void clipsTheHazyImageOnlyWhenAsked() throws Exception {
        HazeRecipe bright = HAZE.withAirlight(Interval.only(1.8), Interval.only(0)).withBeta(Interval.only(2));
        FloatImage free = synthesize(bright, unit(30, 30)).hazy();
        FloatImage clipped = synthesize(bright.withClipHazy(true), unit(30, 30)).hazy();
        boolean exceeds = false;
        for (int i = 0; i < free.pixels(); i++) {
            exceeds |= free.plane(0)[i] > 1.5;
            assertEquals(Math.min(1, free.plane(0)[i]), clipped.plane(0)[i]);
        }
        assertTrue(exceeds);
    }

    @Test
    void answersInTheUnitsOfTheImage() throws Exception {
        FloatImage bytes = Pictures.color(32, 24);
        FloatImage units = bytes.normalized();
        ValueRange odd = new ValueRange(-100, 300);
        HazeRecipe recipe = HAZE.withNoise(NOISE).withGamma(GAMMA);
        FloatImage unit = synthesize(recipe, units).hazy();
        for (ValueRange range : new ValueRange[] {ValueRange.UINT8, ValueRange.UINT16, odd}) {
            HazySample sample = synthesize(recipe, units.mapRange(range));
            assertEquals(range, sample.hazy().range());
            assertEquals(ValueRange.UNIT, sample.transmission().range());
            assertEquals(ValueRange.UNIT, sample.density().range());
            for (int i = 0; i < unit.pixels(); i++) {
                assertEquals(unit.plane(2)[i], range.normalize(sample.hazy().plane(2)[i]), 2e-6);
            }
        }
    }

    @Test
    void worksForGreyAndForSinglePixels() throws Exception {
        HazeRecipe all = HazeRecipe.hazeFlow().withGamma(GAMMA).withJpeg(JPEG);
        for (NoiseKind kind : NoiseKind.values()) {
            Noise noise = new Noise(1, kind == NoiseKind.INDEPENDENT ? 1 : 0, kind == NoiseKind.GREY ? 1 : 0,
                kind == NoiseKind.CORRELATED ? 1 : 0, 2, 25);
            for (FloatImage clean : List.of(Pictures.grey(33, 20), Pictures.color(1, 1), Pictures.grey(1, 1),
                Pictures.color(1, 9))) {
                HazySample sample = synthesize(all.withNoise(noise), clean);
                assertEquals(clean.channels(), sample.hazy().channels());
                assertEquals(clean.width(), sample.hazy().width());
                assertEquals(kind, sample.draw().noiseKind().get());
                assertTrue(Double.isFinite(Pictures.mean(sample.hazy())));
                assertEquals(List.of(), sample.warnings());
            }
        }
    }

    @Test
    void keepsNaNAndReportsOddPixels() throws Exception {
        FloatImage clean = Pictures.color(20, 10);
        clean.plane(0)[5] = Float.NaN;
        clean.plane(2)[9] = Float.POSITIVE_INFINITY;
        for (HazeRecipe recipe : List.of(HAZE, HAZE.withGamma(GAMMA).withNoise(NOISE), HAZE.withJpeg(JPEG),
            HAZE.withClipHazy(true))) {
            HazySample sample = synthesize(recipe, clean);
            for (int c = 0; c < 3; c++) {
                for (int i = 0; i < 200; i++) {
                    assertEquals(c == 0 && i == 5, Float.isNaN(sample.hazy().plane(c)[i]));
                }
            }
            assertEquals(1, sample.warnings().size());
            assertTrue(sample.warnings().get(0).startsWith("2 of 200 pixels"), sample.warnings().toString());
        }
        assertEquals(Float.POSITIVE_INFINITY, synthesize(HAZE, clean).hazy().plane(2)[9]);
    }

    @Test
    void cropsBeforeTheHazeAsHazeFlow() throws Exception {
        FloatImage clean = unit(300, 280);
        HazeRecipe recipe = HAZE.withCrop(new Crop(256, false, 0, false), Order.CROP_THEN_HAZE);
        HazySample sample = synthesize(recipe, clean);
        HazeDraw.CropDraw crop = sample.draw().crop().get();
        double light = sample.draw().airlightRed();
        for (int y = 0; y < 256; y += 5) {
            for (int x = 0; x < 256; x += 5) {
                int i = y * 256 + x;
                assertEquals(clean.plane(0)[(crop.top() + y) * 300 + crop.left() + x], sample.clean().plane(0)[i]);
                float t = sample.transmission().plane(0)[i];
                assertEquals(sample.clean().plane(0)[i] * t + light * (1 - t), sample.hazy().plane(0)[i], 1e-6);
                double d = 1 - (crop.top() + y) / 279.0;
                double expected = Math.exp(-2 * d * (sample.draw().beta()
                    + sample.draw().mixing().getAsDouble() * sample.density().plane(0)[i]));
                assertEquals(expected, t, 1e-6, "depth is cropped with the image, the density map is not");
            }
        }
    }

    @Test
    void cropsAfterTheHazeAsRidcp() throws Exception {
        FloatImage clean = unit(300, 280);
        HazeRecipe recipe = HAZE.withJpeg(JPEG);
        HazySample whole = synthesize(recipe, clean);
        HazySample sample = synthesize(recipe.withCrop(new Crop(200, false, 1, false), Order.HAZE_THEN_CROP), clean);
        HazeDraw.CropDraw crop = sample.draw().crop().get();
        assertTrue(crop.flipped());
        for (int y = 0; y < 200; y += 7) {
            for (int x = 0; x < 200; x += 7) {
                int there = (crop.top() + y) * 300 + crop.left() + 199 - x;
                assertEquals(whole.hazy().plane(1)[there], sample.hazy().plane(1)[y * 200 + x]);
                assertEquals(whole.transmission().plane(0)[there], sample.transmission().plane(0)[y * 200 + x]);
                assertEquals(whole.density().plane(0)[there], sample.density().plane(0)[y * 200 + x]);
                assertEquals(clean.plane(1)[there], sample.clean().plane(1)[y * 200 + x]);
            }
        }
    }

    @Test
    void givesTrainingCropsOfImagesOfAnySize() throws Exception {
        for (Order order : Order.values()) {
            HazeRecipe recipe = HazeRecipe.hazeFlow().withCrop(Crop.training(), order);
            for (FloatImage clean : List.of(Pictures.color(1, 1), Pictures.color(100, 30), Pictures.grey(256, 256),
                Pictures.color(400, 300))) {
                HazySample sample = synthesize(recipe, clean);
                for (FloatImage image : List.of(sample.hazy(), sample.transmission(), sample.density(),
                    sample.clean())) {
                    assertEquals(256, image.width());
                    assertEquals(256, image.height());
                }
            }
        }
    }

    @Test
    void overshootsAtEdgesOfDepthAsPublishedUnlessClamped() throws Exception {
        float[] steps = new float[300 * 300];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = i % 300 / 10 % 2;
        }
        DepthSource edges = new DepthSource.Given(FloatImage.of(300, 300, ValueRange.UNIT, steps),
            DepthSource.Polarity.NEAR_IS_SMALL);
        HazeRecipe published = HAZE.withBeta(Interval.only(2)).withCrop(Crop.training(), Order.CROP_THEN_HAZE);
        HazeRecipe clamped = published.withCrop(new Crop(256, true, 0.5, true), Order.CROP_THEN_HAZE);
        HazeRecipe after = published.withCrop(Crop.training(), Order.HAZE_THEN_CROP);
        assertTrue(largest(synthesize(published, unit(300, 300), edges).transmission()) > 1.1);
        for (HazeRecipe recipe : List.of(clamped, after)) {
            FloatImage transmission = synthesize(recipe, unit(300, 300), edges).transmission();
            assertEquals(1, largest(transmission));
            for (float t : transmission.plane(0)) {
                assertTrue(t > 0);
            }
        }
    }

    private static float largest(FloatImage image) {
        float largest = Float.NEGATIVE_INFINITY;
        for (float value : image.plane(0)) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    @Test
    void refusesImagesThatAreNoPhotographs() throws Exception {
        float[] plane = new float[4];
        FloatImage stack = FloatImage.stack(2, 2, 1, ValueRange.UNIT, plane, plane);
        FloatImage two = FloatImage.of(2, 2, ValueRange.UNIT, plane, plane);
        FloatImage thread = FloatImage.zeros(20_000, 1, 1, ValueRange.UNIT);
        HazeRecipe cropping = HAZE.withCrop(Crop.training(), Order.CROP_THEN_HAZE);
        for (HazeLabException thrown : List.of(
            assertThrows(HazeLabException.class, () -> synthesize(HAZE, stack)),
            assertThrows(HazeLabException.class, () -> synthesize(HAZE, two)),
            assertThrows(HazeLabException.class, () -> synthesize(cropping, thread)))) {
            assertTrue(thrown.remedy().matches("(Give|Choose) .*\\."), thrown.getMessage());
        }
    }

    @Test
    void leavesItsInputsAlone() throws Exception {
        FloatImage clean = Pictures.color(60, 45);
        FloatImage depth = Pictures.grey(60, 45);
        FloatImage cleanBefore = Pictures.copy(clean);
        FloatImage depthBefore = Pictures.copy(depth);
        HazeRecipe all = HazeRecipe.hazeFlow().withGamma(GAMMA).withNoise(NOISE).withJpeg(JPEG).withClipHazy(true);
        for (HazeRecipe recipe : List.of(all, all.withCrop(new Crop(32, true, 1, false), Order.CROP_THEN_HAZE),
            all.withCrop(new Crop(32, true, 1, false), Order.HAZE_THEN_CROP), CLEAR)) {
            DepthSource given = new DepthSource.Given(depth, DepthSource.Polarity.NEAR_IS_LARGE);
            HazySample sample = synthesize(recipe, clean, given);
            assertEquals(cleanBefore, clean);
            assertEquals(depthBefore, depth);
            assertFalse(sample.hazy().plane(0) == clean.plane(0), "the hazy image has pixels of its own");
        }
    }

    @Test
    void repeatsItselfAndDiffersBySeedAndImage() throws Exception {
        FloatImage clean = Pictures.color(40, 30);
        HazeSynthesizer synthesizer = new HazeSynthesizer(HazeRecipe.hazeFlow());
        String hash = Pictures.hash(synthesizer.synthesize(clean, RAMP, 1, 2, Progress.NONE));
        assertEquals(hash, Pictures.hash(synthesizer.synthesize(clean, RAMP, 1, 2, Progress.NONE)));
        assertNotEquals(hash, Pictures.hash(synthesizer.synthesize(clean, RAMP, 2, 2, Progress.NONE)));
        assertNotEquals(hash, Pictures.hash(synthesizer.synthesize(clean, RAMP, 1, 3, Progress.NONE)));
    }

    @Test
    void reportsHowFarItIsAndStopsWhenCancelled() throws Exception {
        FloatImage clean = Pictures.color(300, 200);
        HazeRecipe all = HazeRecipe.hazeFlow().withGamma(GAMMA).withNoise(NOISE).withJpeg(JPEG);
        HazeSynthesizer synthesizer = new HazeSynthesizer(all);
        CountingProgress whole = new CountingProgress(Integer.MAX_VALUE);
        synthesizer.synthesize(clean, RAMP, 1, 1, whole);
        assertArrayEquals(whole.fractions.stream().sorted().toArray(), whole.fractions.toArray());
        assertEquals(1.0, whole.fractions.get(whole.fractions.size() - 1));
        for (int limit = 1; limit < whole.checks; limit += 7) {
            CountingProgress cancelled = new CountingProgress(limit);
            assertThrows(CancellationException.class, () -> synthesizer.synthesize(clean, RAMP, 1, 1, cancelled));
        }
    }

    private static final class CountingProgress implements Progress {

        private final int limit;
        private final List<Double> fractions = new ArrayList<>();
        private int checks;

        CountingProgress(int limit) {
            this.limit = limit;
        }

        @Override
        public synchronized void report(double fraction, String message) {
            fractions.add(fraction);
        }

        @Override
        public synchronized void checkCanceled() {
            if (++checks >= limit) {
                throw new CancellationException();
            }
        }
    }
}
