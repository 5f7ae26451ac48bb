// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.Output;
import org.hazelab.methods.hazematching.HazeMatchingMethod;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.methods.hazematching.HazeMatchingNetwork;
import org.hazelab.methods.hazematching.HazeMatchingOptions;
import org.hazelab.methods.hazematching.Normalization;
import org.hazelab.metrics.calibration.CalibrationFactors;
import org.hazelab.operations.models.DehazeImages.Calibration;
import org.hazelab.operations.models.DehazeImages.Config;
import org.hazelab.operations.models.DehazeImages.Shown;
import org.hazelab.operations.models.DehazeImages.Units;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a network that was never trained, whose velocity is 0: samples are the noise that they begin with. */
class DehazeImagesTest {

    private static final double TARGET_STD = 20;
    private static final ModelDescription DESCRIPTION = new HazeMatchingModel(32, 32, 20,
        Optional.of(new Normalization(100, TARGET_STD, 300, 50))).description(ModelEntries.EMPTY, ModelEntries.EMPTY);

    @TempDir
    static Path folder;
    private static Path model;

    @BeforeAll
    static void write() throws HazeLabException {
        model = folder.resolve("model.safetensors");
        ModelFile.write(model, false, DESCRIPTION, HazeMatchingNetwork.of(32).initialWeights(1), Progress.NONE);
    }

    private static DehazeOptions options(int samples, int timePoints) {
        return DehazeOptions.DEFAULT.withSeed(5).with(HazeMatchingOptions.SAMPLES, samples)
            .with(HazeMatchingOptions.TIME_POINTS, timePoints);
    }

    private static FloatImage deviation(DehazedImage dehazed) {
        return dehazed.extra(HazeMatchingMethod.DEVIATION).orElseThrow();
    }

    private static Config config(Units units, Shown shown, Optional<Calibration> calibration) {
        return new Config(options(3, 2), units, shown, NormalizationChoice.OF_MODEL, calibration);
    }

    private static FloatImage hazy() {
        return FloatImage.zeros(24, 18, 1, ValueRange.UINT16);
    }

    private static DehazedImage run(Config config, DehazeWatcher watcher, Progress progress) throws HazeLabException {
        try (DehazeImages operation =
            DehazeImages.open(model, config, RuntimeSettings.resolve("cpu", 2, ""), progress)) {
            return operation.run(hazy(), 0, watcher, progress);
        }
    }

    private static DehazedImage run(Config config) throws HazeLabException {
        return run(config, DehazeWatcher.NONE, Progress.NONE);
    }

    /**
     * 0.5 d + 4 of counts is 0.5 d + 0.2 in units of 20 counts: whichever units are wanted or given, it is the same.
     */
    @Test
    void calibratesInWhicheverUnits() throws HazeLabException {
        float[] raw = deviation(run(config(Units.CLEAN, Shown.AS_HAZY, Optional.empty()))).plane(0);
        Calibration clean = new Calibration(new CalibrationFactors(0.5, 4), Units.CLEAN);
        Calibration normalized = new Calibration(new CalibrationFactors(0.5, 0.2), Units.NORMALIZED);
        for (Calibration calibration : List.of(clean, normalized)) {
            for (Units units : Units.values()) {
                float[] scaled = deviation(run(config(units, Shown.AS_HAZY, Optional.of(calibration)))).plane(0);
                double unit = units == Units.CLEAN ? 1 : TARGET_STD;
                for (int i = 0; i < raw.length; i++) {
                    assertEquals(0.5 * raw[i] + 4, scaled[i] * unit, 1e-4);
                }
            }
        }
    }

    @Test
    void neverGivesANegativeDeviation() throws HazeLabException {
        Calibration calibration = new Calibration(new CalibrationFactors(1, -TARGET_STD), Units.CLEAN);
        float[] raw = deviation(run(config(Units.CLEAN, Shown.AS_HAZY, Optional.empty()))).plane(0);
        float[] scaled = deviation(run(config(Units.CLEAN, Shown.AS_HAZY, Optional.of(calibration)))).plane(0);
        int zeros = 0;
        for (int i = 0; i < raw.length; i++) {
            assertEquals(Math.max(0, raw[i] - TARGET_STD), scaled[i], 1e-4);
            zeros += scaled[i] == 0 ? 1 : 0;
        }
        assertTrue(zeros > 0 && zeros < raw.length, zeros + " zeros");
    }

    @Test
    void changesTheRangeAndNoNumber() throws HazeLabException {
        List<FloatImage> samples = new ArrayList<>();
        DehazeWatcher collecting = new DehazeWatcher() {
            @Override
            public boolean wantsSamples() {
                return true;
            }

            @Override
            public void sample(int index, FloatImage sample) {
                samples.add(sample);
            }
        };
        FloatImage asHazy = run(config(Units.CLEAN, Shown.AS_HAZY, Optional.empty())).image();
        FloatImage own =
            run(config(Units.CLEAN, Shown.OWN_EXTREMES, Optional.empty()), collecting, Progress.NONE).image();
        assertEquals(ValueRange.UINT16, asHazy.range());
        assertEquals(asHazy, own.withRange(ValueRange.UINT16));
        samples.add(own);
        assertEquals(4, samples.size());
        for (FloatImage image : samples) {
            float min = Float.POSITIVE_INFINITY;
            float max = Float.NEGATIVE_INFINITY;
            for (float value : image.plane(0)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
            assertEquals(new ValueRange(min, max), image.range());
        }
    }

    @Test
    void knowsBeforeWhatTheMethodGives() throws HazeLabException {
        List<Output> outputs =
            DehazeImages.check(DESCRIPTION, config(Units.CLEAN, Shown.AS_HAZY, Optional.empty()));
        assertEquals(List.of("standard_deviation", "samples"), outputs.stream().map(Output::key).toList());
        Config oneSample =
            new Config(options(1, 2), Units.CLEAN, Shown.AS_HAZY, NormalizationChoice.OF_MODEL, Optional.empty());
        assertEquals(outputs, DehazeImages.check(DESCRIPTION, oneSample));
        assertEquals(Map.of(), run(oneSample).extras());
        assertThrows(HazeLabException.class, () -> DehazeImages.check(new ModelDescription("unheard-of",
            ModelEntries.EMPTY, ModelEntries.EMPTY, ModelEntries.EMPTY, ModelEntries.EMPTY),
            config(Units.CLEAN, Shown.AS_HAZY, Optional.empty())));
    }

    /** Finite weights, whose sums are not. */
    @Test
    void givesNoImageWithoutAFinitePixel() throws HazeLabException {
        Path file = folder.resolve("overflow.safetensors");
        Map<String, FloatTensor> weights = new LinkedHashMap<>(HazeMatchingNetwork.of(32).initialWeights(1));
        weights.put("out.2.bias", new FloatTensor(new int[] {1}, new float[] {1e38f}));
        ModelFile.write(file, true, DESCRIPTION, weights, Progress.NONE);
        try (DehazeImages operation = DehazeImages.open(file, config(Units.CLEAN, Shown.AS_HAZY, Optional.empty()),
            RuntimeSettings.resolve("cpu", 1, ""), Progress.NONE)) {
            assertEquals("The dehazed image has no pixel that is a finite number", assertThrows(HazeLabException.class,
                () -> operation.run(hazy(), 0, DehazeWatcher.NONE, Progress.NONE)).summary());
        }
    }

    @Test
    void stopsWhenTheUserCancels() {
        int[] questions = {0};
        Progress canceling = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // not of interest
            }

            @Override
            public void checkCanceled() {
                if (++questions[0] > 300) {
                    throw new CancellationException();
                }
            }
        };
        Config config = new Config(options(10_000, 20).withTiles(0, 0.5, 1), Units.CLEAN, Shown.AS_HAZY,
            NormalizationChoice.OF_MODEL, Optional.empty());
        assertThrows(CancellationException.class, () -> run(config, DehazeWatcher.NONE, canceling));
        assertTrue(questions[0] < 310, questions[0] + " questions");
    }
}
