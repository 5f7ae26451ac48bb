// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.methods.Method;
import org.hazelab.methods.MethodCatalog;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HazeMatching through what all methods share. Networks that were never trained have the velocity 0. */
class HazeMatchingMethodTest {

    private static final Normalization CONSTANTS = new Normalization(100, 20, 300, 50);

    @TempDir
    Path folder;

    private static ModelDescription description(Optional<Normalization> normalization) {
        return new HazeMatchingModel(32, 32, 20, normalization).description(ModelEntries.EMPTY, ModelEntries.EMPTY);
    }

    private Path untrained(Optional<Normalization> normalization) throws HazeLabException {
        Path file = folder.resolve("untrained.safetensors");
        ModelFile.write(file, true, description(normalization), HazeMatchingNetwork.of(32).initialWeights(1),
            Progress.NONE);
        return file;
    }

    private static Method method() throws HazeLabException {
        return MethodCatalog.builtIn().require("hazematching");
    }

    private static DehazeOptions options(int samples, int batch, double temperature, boolean normalized) {
        return TestDehazers.options(samples, 3, NoiseMode.TILE, temperature).withTiles(0, 0.5, batch)
            .withNormalized(normalized);
    }

    private static FloatImage hazy(int width, int height) {
        FloatImage image = FloatImage.zeros(width, height, 1, ValueRange.UINT16);
        for (int i = 0; i < image.pixels(); i++) {
            image.plane(0)[i] = 300 + i % 7;
        }
        return image;
    }

    private DehazedImage dehaze(DehazeOptions options, FloatImage image, DehazeWatcher watcher)
        throws HazeLabException {
        try (ModelFile file = ModelFile.open(untrained(Optional.of(CONSTANTS)));
            ImageDehazer dehazer = method().open(file, options, GoldenNumbers.cpu(), Progress.NONE)) {
            return dehazer.dehaze(image, 0, watcher, Progress.NONE);
        }
    }

    private static FloatImage deviation(DehazedImage dehazed) {
        return dehazed.extra(HazeMatchingMethod.DEVIATION).orElseThrow();
    }

    @Test
    void isFoundAsAService() throws HazeLabException {
        assertEquals(List.of("hazematching", "hazeflow"),
            MethodCatalog.builtIn().methods().stream().map(Method::id).toList());
        assertEquals("The model is of the method \"x\", which is not among those that this HazeLab knows: "
            + "hazematching, hazeflow",
            assertThrows(HazeLabException.class, () -> MethodCatalog.builtIn().require("x")).summary());
    }

    /** The velocity is 0 and so is the noise: the result is the mean of the clean images. */
    @Test
    void givesTheCleanImagesUnitsAndTheHazyImagesRange() throws HazeLabException {
        for (int[] size : new int[][] {{1, 1}, {20, 33}, {50, 40}}) {
            DehazedImage dehazed = dehaze(options(2, 0, 0, false), hazy(size[0], size[1]), DehazeWatcher.NONE);
            assertEquals(FloatImage.stack(size[0], size[1], 1, ValueRange.UINT16, filled(size[0] * size[1], 100)),
                dehazed.image());
            assertArrayEquals(new float[size[0] * size[1]], deviation(dehazed).plane(0));
            assertEquals(ValueRange.UNIT, deviation(dehazed).range());
        }
    }

    private static float[] filled(int count, float value) {
        float[] values = new float[count];
        java.util.Arrays.fill(values, value);
        return values;
    }

    @Test
    void givesSamplesMeanAndDeviationInOneUnit() throws HazeLabException {
        List<FloatImage> samples = new ArrayList<>();
        DehazedImage dehazed = dehaze(options(4, 3, 1, false), hazy(40, 21), collecting(samples));
        assertEquals(4, samples.size());
        float[] mean = dehazed.image().plane(0);
        FloatImage deviation = deviation(dehazed);
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            double squares = 0;
            for (FloatImage sample : samples) {
                sum += sample.plane(0)[i] / 4;
            }
            for (FloatImage sample : samples) {
                squares += (sample.plane(0)[i] - sum) * (sample.plane(0)[i] - sum);
            }
            assertEquals(sum, mean[i], 1e-3);
            assertEquals(Math.sqrt(squares / 3), deviation.plane(0)[i], 1e-3);
            assertTrue(deviation.plane(0)[i] <= deviation.range().max());
        }
        // Noise of deviation 1 in units of the network; the mean of 840 variances from 4 samples errs by 0.03.
        double variance = 0;
        for (float value : deviation.plane(0)) {
            variance += value / 20.0 * value / 20.0 / mean.length;
        }
        assertEquals(1, variance, 0.12);
    }

    private static DehazeWatcher collecting(List<FloatImage> samples) {
        return new DehazeWatcher() {
            @Override
            public boolean wantsSamples() {
                return true;
            }

            @Override
            public void sample(int index, FloatImage sample) {
                assertEquals(samples.size(), index);
                samples.add(sample);
            }
        };
    }

    @Test
    void staysInUnitsOfTheNetworkIfWanted() throws HazeLabException {
        DehazedImage clean = dehaze(options(3, 0, 1, false), hazy(40, 21), DehazeWatcher.NONE);
        DehazedImage normalized = dehaze(options(3, 0, 1, true), hazy(40, 21), DehazeWatcher.NONE);
        for (int i = 0; i < clean.image().pixels(); i++) {
            assertEquals(clean.image().plane(0)[i], normalized.image().plane(0)[i] * 20 + 100, 1e-3);
            assertEquals(deviation(clean).plane(0)[i],
                deviation(normalized).plane(0)[i] * 20, 1e-3);
        }
        assertEquals(new ValueRange(-5, (65535 - 100) / 20f), normalized.image().range());
    }

    @Test
    void hasNoDeviationOfOneSample() throws HazeLabException {
        assertTrue(dehaze(options(1, 0, 1, false), hazy(8, 8), DehazeWatcher.NONE).extras().isEmpty());
    }

    @Test
    void endsWithTheFailureOfTheWatcher() {
        HazeLabException failure = new HazeLabException("full", "Empty it");
        assertEquals(failure, assertThrows(HazeLabException.class,
            () -> dehaze(options(2, 0, 1, false), hazy(8, 8), new DehazeWatcher() {
                @Override
                public boolean wantsSamples() {
                    return true;
                }

                @Override
                public void sample(int index, FloatImage sample) throws HazeLabException {
                    throw failure;
                }
            })));
    }

    private static DehazeOptions eachChannel(int samples, boolean sharedNoise) {
        return TestDehazers.options(samples, 3, sharedNoise ? NoiseMode.FRAME : NoiseMode.TILE, 1)
            .withChannel(Optional.empty());
    }

    @Test
    void takesAGreyImageSavedAsColourForWhatItIs() throws HazeLabException {
        FloatImage grey = hazy(20, 9);
        FloatImage rgb = FloatImage.of(20, 9, grey.range(), grey.plane(0), grey.plane(0).clone(), grey.plane(0));
        assertEquals(dehaze(options(2, 0, 1, false), grey, DehazeWatcher.NONE),
            dehaze(options(2, 0, 1, false), rgb, DehazeWatcher.NONE));
    }

    /** Any number of channels, with noise of their own, of which the first is that of a grey image. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void dehazesChannelByChannel(boolean sharedNoise) throws HazeLabException {
        FloatImage grey = hazy(40, 21);
        FloatImage image = FloatImage.of(40, 21, ValueRange.UINT16, grey.plane(0), grey.plane(0).clone());
        List<FloatImage> samples = new ArrayList<>();
        DehazedImage both = dehaze(eachChannel(3, sharedNoise), image, collecting(samples));
        DehazedImage one = dehaze(eachChannel(3, sharedNoise), grey, DehazeWatcher.NONE);
        assertEquals(2, both.image().channels());
        assertEquals(2, deviation(both).channels());
        assertArrayEquals(one.image().plane(0), both.image().plane(0), 1e-3f);
        assertArrayEquals(deviation(one).plane(0), deviation(both).plane(0), 1e-3f);
        assertEquals(3, samples.size());
        double product = 0;
        for (int i = 0; i < grey.pixels(); i++) {
            for (int c = 0; c < 2; c++) {
                double mean =
                    (samples.get(0).plane(c)[i] + samples.get(1).plane(c)[i] + samples.get(2).plane(c)[i]) / 3.0;
                assertEquals(mean, both.image().plane(c)[i], 1e-3);
            }
            product += (both.image().plane(0)[i] - 100) * (both.image().plane(1)[i] - 100) / grey.pixels();
        }
        // Means of three normal numbers of deviation 20: the product of two that go together would be 133.
        assertEquals(0, product, 30);
        assertEquals(both, dehaze(eachChannel(3, sharedNoise), image, DehazeWatcher.NONE));
    }

    private List<String> doubts(FloatImage image) throws HazeLabException {
        List<String> doubts = new ArrayList<>();
        dehaze(eachChannel(1, false), image, new DehazeWatcher() {
            @Override
            public void doubt(String kind, String detail) {
                doubts.add(detail);
            }
        });
        return doubts;
    }

    private static FloatImage scaled(double factor, double offset) {
        FloatImage image = hazy(16, 16);
        for (int i = 0; i < image.pixels(); i++) {
            image.plane(0)[i] = (float)((i * 37 % 101 - 50) * factor + offset);
        }
        return image;
    }

    /** The model expects the mean 300 and the deviation 50. */
    @Test
    void doubtsImagesOfAnotherScale() throws HazeLabException {
        assertEquals(List.of("values from 0 to 1 with the mean 0.498, the model expects the mean 300 and the standard "
            + "deviation 50"), doubts(scaled(0.01, 0.5)));
        assertEquals(1, doubts(scaled(10, 8000)).size());
        // A dark image, a bright one, an empty one at the background, and one that is all mean.
        for (FloatImage fine : List.of(scaled(1, 150), scaled(2, 500), scaled(0.1, 260), scaled(0, 300))) {
            assertEquals(List.of(), doubts(fine));
        }
        FloatImage two = FloatImage.of(16, 16, ValueRange.UINT16, scaled(1, 300).plane(0), scaled(0.01, 0.5).plane(0));
        assertEquals(
            List.of("channel 2 has values from 0 to 1 with the mean 0.498, the model expects the mean 300 and the "
                + "standard deviation 50"),
            doubts(two));
    }

    private String refusal(FloatImage image) {
        return assertThrows(HazeLabException.class,
            () -> dehaze(options(1, 0, 0, false), image, DehazeWatcher.NONE)).summary();
    }

    @Test
    void saysWhichImagesItCannotWorkOn() {
        FloatImage colour = FloatImage.zeros(8, 8, 3, ValueRange.UINT8);
        colour.plane(2)[5] = 1;
        assertEquals("The image has 3 channels that differ, and a grey image is needed", refusal(colour));
        assertEquals("The image is a stack of 2 slices, and HazeMatching dehazes plain images",
            refusal(FloatImage.stack(2, 2, 1, ValueRange.UINT8, new float[4], new float[4])));
        FloatImage odd = hazy(8, 8);
        odd.plane(0)[3] = Float.NaN;
        odd.plane(0)[9] = Float.POSITIVE_INFINITY;
        assertTrue(refusal(odd).startsWith("The image has 2 pixels that are not finite"));
        java.util.Arrays.fill(odd.plane(0), Float.NEGATIVE_INFINITY);
        assertEquals("The image has no pixel that is a finite number", refusal(odd));
    }

    private static String refusal(DehazeOptions options, Optional<Normalization> normalization) {
        HazeLabException refusal = assertThrows(HazeLabException.class,
            () -> method().check(description(normalization), options));
        return refusal.getMessage();
    }

    private static DehazeOptions tiled(int tile, double kept) {
        return TestDehazers.options(1, 2, NoiseMode.TILE, 1).withTiles(tile, kept, 0);
    }

    @Test
    void saysWhichOptionsItCannotWorkWith() throws HazeLabException {
        Optional<Normalization> constants = Optional.of(CONSTANTS);
        assertEquals(
            "The tile has 36 pixels a side, which is no multiple of 8. Choose 32, or 0 for the model's own 32.",
            refusal(tiled(36, 0.5), constants));
        assertEquals("The kept part of a tile is 0.0. Choose a number above 0, at most 1.",
            refusal(tiled(0, 0), constants));
        assertEquals("The number of samples is 0. Choose a number from 1 to 10000.",
            refusal(options(0, 0, 1, false), constants));
        assertTrue(refusal(options(1, 0, Double.NaN, false), constants).startsWith("The temperature is NaN"));
        method().check(description(constants), tiled(40, 0.5));
        method().check(description(constants), tiled(0, 1));
    }

    @Test
    void asksForTheNormalizationOfAModelThatHasNone() throws HazeLabException {
        assertEquals(
            "The model does not say how images are normalised for it, which checkpoints of HazeMatching's authors "
                + "never do. Choose the data set it was trained on, or enter means and standard deviations, in the "
                + "Model Reader "
                + "or in Dehaze.",
            refusal(DehazeOptions.DEFAULT, Optional.empty()));
        ModelEntries given = HazeMatchingModel.entries(Normalization.Preset.ORGANOIDS1.normalization());
        DehazeOptions options = TestDehazers.options(1, 2, NoiseMode.TILE, 0).withNormalization(given);
        try (ModelFile file = ModelFile.open(untrained(Optional.empty()));
            ImageDehazer dehazer = method().open(file, options, GoldenNumbers.cpu(), Progress.NONE)) {
            // docs/goldens.md, "Normalisation of HazeMatching's data sets"
            assertEquals(493.80344f,
                dehazer.dehaze(hazy(4, 4), 0, DehazeWatcher.NONE, Progress.NONE).image().plane(0)[0]);
        }
        DehazeOptions two = options.with(HazeMatchingOptions.SAMPLES, 2);
        try (ModelFile file = ModelFile.open(untrained(Optional.empty()));
            ImageDehazer dehazer = method().open(file, two, GoldenNumbers.cpu(), Progress.NONE)) {
            assertEquals(311.96014, dehazer.dehaze(hazy(4, 4), 0, DehazeWatcher.NONE, Progress.NONE).extras()
                .get(HazeMatchingMethod.DEVIATION).unit());
        }
    }

    @Test
    void readsItsOwnDescription() throws HazeLabException {
        for (Optional<Normalization> constants : List.of(Optional.of(CONSTANTS), Optional.<Normalization>empty())) {
            assertEquals(new HazeMatchingModel(32, 32, 20, constants), HazeMatchingModel.of(description(constants)));
        }
        ModelDescription negative = new ModelDescription("hazematching", description(Optional.empty()).configuration(),
            HazeMatchingModel.entries(CONSTANTS).with("target_std", -1.0), ModelEntries.EMPTY, ModelEntries.EMPTY);
        assertThrows(HazeLabException.class, () -> HazeMatchingModel.of(negative));
        ModelDescription other = new ModelDescription("hazematching", description(Optional.empty()).configuration()
            .with("image_size", 99), ModelEntries.EMPTY, ModelEntries.EMPTY, ModelEntries.EMPTY);
        assertThrows(HazeLabException.class, () -> HazeMatchingModel.of(other));
    }

    @Test
    void refusesWeightsThatDoNotFit() throws HazeLabException {
        Map<String, FloatTensor> weights = new LinkedHashMap<>(HazeMatchingNetwork.of(32).initialWeights(1));
        weights.remove("out.2.bias");
        Path file = folder.resolve("short.safetensors");
        ModelFile.write(file, false, description(Optional.of(CONSTANTS)), weights, Progress.NONE);
        try (ModelFile model = ModelFile.open(file)) {
            HazeLabException refusal = assertThrows(HazeLabException.class,
                () -> method().open(model, DehazeOptions.DEFAULT, GoldenNumbers.cpu(), Progress.NONE));
            assertTrue(refusal.summary().contains("out.2.bias"), refusal.summary());
        }
    }

    @Test
    void refusesWeightsThatAreNotFinite() throws HazeLabException {
        Map<String, FloatTensor> weights = new LinkedHashMap<>(HazeMatchingNetwork.of(32).initialWeights(1));
        weights.put("out.2.bias", new FloatTensor(new int[] {1}, new float[] {Float.NaN}));
        Path file = folder.resolve("broken.safetensors");
        ModelFile.write(file, false, description(Optional.of(CONSTANTS)), weights, Progress.NONE);
        try (ModelFile model = ModelFile.open(file)) {
            String expected = "The model cannot be used: its tensor \"out.2.bias\" has 1 weight of 1 that is no finite "
                + "number, the first being NaN";
            assertEquals(expected, assertThrows(HazeLabException.class,
                () -> method().open(model, DehazeOptions.DEFAULT, GoldenNumbers.cpu(), Progress.NONE)).summary());
            assertEquals(expected,
                assertThrows(HazeLabException.class, () -> method().torchScript(model, Progress.NONE)).summary());
        }
    }

    /** Only what has yet to be trained may lack constants; a file that says so of itself may not. */
    @Test
    void refusesAFileThatCallsItselfAPlan() throws HazeLabException {
        Path file = folder.resolve("plan.safetensors");
        ModelFile.write(file, false, new HazeMatchingModel(32, 32, 20, Optional.empty()).plan(),
            HazeMatchingNetwork.of(32).initialWeights(1), Progress.NONE);
        try (ModelFile model = ModelFile.open(file)) {
            HazeLabException refusal = assertThrows(HazeLabException.class,
                () -> method().open(model, DehazeOptions.DEFAULT, GoldenNumbers.cpu(), Progress.NONE));
            assertTrue(refusal.summary().contains("does not say how images are normalised"), refusal.summary());
        }
    }

    @Test
    void measuresAndCountsItsWork() throws HazeLabException {
        try (ModelFile file = ModelFile.open(untrained(Optional.of(CONSTANTS)));
            ImageDehazer dehazer = method().open(file, options(5, 0, 1, false), GoldenNumbers.cpu(), Progress.NONE)) {
            // 40 x 21 pixels are 3 x 2 squares of 16; 5 samples; 2 steps
            assertEquals(60, dehazer.evaluations(hazy(40, 21)));
            assertTrue(dehazer.secondsPerEvaluation(DehazeWatcher.NONE, Progress.NONE) > 0);
        }
    }

    /** Worked values: 40 x 21 pixels in tiles of 32; 1 sample, 1 step, so an evaluation a tile. */
    @Test
    void keepsTheChosenPartOfEachTile() throws HazeLabException {
        double[][] keptAndTiles = {{0.5, 3 * 2}, {1, 2}, {0.75, 2}, {1e-9, 20 * 11}};
        try (ModelFile file = ModelFile.open(untrained(Optional.of(CONSTANTS)))) {
            for (double[] row : keptAndTiles) {
                try (ImageDehazer dehazer = method().open(file, tiled(0, row[0]), GoldenNumbers.cpu(), Progress.NONE)) {
                    assertEquals((long)row[1], dehazer.evaluations(hazy(40, 21)), "kept " + row[0]);
                }
            }
        }
    }
}
