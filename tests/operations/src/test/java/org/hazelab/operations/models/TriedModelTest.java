// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.ImageDehazer;
import org.hazelab.methods.hazematching.HazeMatchingMethod;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.methods.hazematching.HazeMatchingNetwork;
import org.hazelab.methods.hazematching.Normalization;
import org.hazelab.operations.models.TriedModel.Candidate;
import org.hazelab.operations.models.TriedModel.Choice;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.hazelab.runtime.trial.Verdicts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A network of HazeMatching's that computes on the processor, and on made-up devices: what these give is what the
 * processor gives, changed on the way, or as slow as they say.
 */
class TriedModelTest {

    @TempDir
    static Path folder;
    private static Path model;

    /** What a made-up device does to a tile. */
    private interface Fault {
        FloatTensor on(FloatTensor tile) throws HazeLabException;
    }

    private final Verdicts verdicts = new Verdicts(Optional.empty(), () -> 0);
    private final List<String> opened = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final List<String> tried = new ArrayList<>();
    private int halved;

    @BeforeAll
    static void write() throws HazeLabException {
        model = folder.resolve("model.safetensors");
        Map<String, FloatTensor> weights = new LinkedHashMap<>(HazeMatchingNetwork.of(32).initialWeights(1));
        weights.replaceAll((name, tensor) -> {
            for (int i = 0; i < tensor.values().length; i++) {
                tensor.values()[i] += (float)(0.05 * Math.sin(i)); // so that no part of the network gives zeros
            }
            return tensor;
        });
        ModelFile.write(model, false, new HazeMatchingModel(32, 32, 20, Optional.of(new Normalization(0, 1, 0, 1)))
            .description(ModelEntries.EMPTY, ModelEntries.EMPTY), weights, Progress.NONE);
    }

    private Choice<String> choose(boolean auto, double seconds, Fault fault) throws HazeLabException {
        Candidate<String> candidate = new Candidate<>("made-up:0", "made-up:0", auto, "a made-up device");
        Choice<String> choice = TriedModel.choose(candidate, reason -> "cpu (auto: " + reason + ")",
            device -> device.startsWith("cpu") ? on(device, 0.5, tile -> tile) : on(device, seconds, fault), verdicts,
            Progress.NONE);
        choice.dehazer().close();
        assertEquals(opened, sorted(closed), "everything that was opened is closed");
        return choice;
    }

    /** In the order of opening. */
    private List<String> sorted(List<String> names) {
        return opened.stream().filter(names::contains).toList();
    }

    private ImageDehazer on(String device, double seconds, Fault fault) throws HazeLabException {
        ImageDehazer processor;
        try (ModelFile file = ModelFile.open(model)) {
            processor = new HazeMatchingMethod().open(file, DehazeOptions.DEFAULT,
                ComputeDevice.open(RuntimeSettings.resolve("cpu", 1, "")), Progress.NONE);
        }
        opened.add(device);
        return new ImageDehazer() {
            @Override
            public long evaluations(FloatImage hazy) {
                return processor.evaluations(hazy);
            }

            @Override
            public double secondsPerEvaluation(DehazeWatcher watcher, Progress progress) {
                if (halved > 0) {
                    watcher.batchHalved(2 * halved, halved);
                }
                return seconds;
            }

            @Override
            public FloatTensor trial(Progress progress) throws HazeLabException {
                tried.add(device);
                return fault.on(processor.trial(progress));
            }

            @Override
            public DehazedImage dehaze(FloatImage hazy, long number, DehazeWatcher watcher, Progress progress)
                throws HazeLabException {
                return processor.dehaze(hazy, number, watcher, progress);
            }

            @Override
            public void close() {
                closed.add(device);
                processor.close();
            }
        };
    }

    private static Fault times(double factor) {
        return tile -> {
            UnaryOperator<float[]> scaled = values -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] *= (float)factor;
                }
                return values;
            };
            return new FloatTensor(tile.shape(), scaled.apply(tile.values()));
        };
    }

    private static Fault throwing() {
        return tile -> {
            throw new HazeLabException("There is no kernel for it", "Use another device");
        };
    }

    @Test
    void autoTakesADeviceThatIsRightAndFasterAndTriesItOnce() throws HazeLabException {
        assertEquals("made-up:0", choose(true, 0.1, times(1.001)).device());
        assertEquals(List.of("made-up:0", "cpu (auto: to compare made-up:0 with it)"), tried);
        assertEquals("made-up:0", choose(true, 0.1, times(1.001)).device());
        assertEquals(2, tried.size(), "the verdict is remembered");
        assertEquals(3, opened.size());
    }

    @Test
    void autoDoesNotTakeADeviceThatComputesWrongly() throws HazeLabException {
        for (int i = 0; i < 2; i++) {
            String device = choose(true, 0.1, times(1.1)).device();
            assertEquals("cpu (auto: made-up:0 computes a tile of this model wrongly: its numbers differ from the "
                + "processor's by 10.0 % of their standard deviation", device.split(", at most")[0]);
        }
        assertEquals(2, tried.size(), "the verdict is remembered");
        assertEquals(4, opened.size(), "a device known to be wrong gets no model");
    }

    @Test
    void autoDoesNotTakeASlowerDevice() throws HazeLabException {
        assertEquals(
            "cpu (auto: made-up:0 is slower with this model than the processor: 0.7500 s a tile, 0.5000 s on the "
                + "processor; choose made-up:0 to use it all the same)",
            choose(true, 0.75, times(1)).device());
    }

    @Test
    void autoDoesNotTakeADeviceThatFailsAndTriesItAgainNextTime() throws HazeLabException {
        assertEquals("cpu (auto: made-up:0 failed to compute a tile of this model: There is no kernel for it)",
            choose(true, 0.1, throwing()).device());
        assertEquals("made-up:0", choose(true, 0.1, times(1)).device());
    }

    @Test
    void autoDoesNotTakeADeviceThatCannotLoadTheModel() throws HazeLabException {
        Candidate<String> candidate = new Candidate<>("made-up:0", "made-up:0", true, "a made-up device");
        TriedModel.Loader<String> loader = device -> {
            if (!device.startsWith("cpu")) {
                throw new IllegalStateException("libtorch: no");
            }
            return on(device, 0.5, tile -> tile);
        };
        Choice<String> choice = TriedModel.choose(candidate, reason -> "cpu (auto: " + reason + ")", loader, verdicts,
            Progress.NONE);
        choice.dehazer().close();
        assertEquals("cpu (auto: made-up:0 failed to load the model: java.lang.IllegalStateException: libtorch: no)",
            choice.device());
        Candidate<String> named = new Candidate<>("made-up:0", "made-up:0", false, "a made-up device");
        assertThrows(IllegalStateException.class,
            () -> TriedModel.choose(named, reason -> "cpu", loader, verdicts, Progress.NONE));
    }

    @Test
    void aDeviceThatIsNamedIsTakenWithAWarningIfItIsWrong() throws HazeLabException {
        Choice<String> wrong = choose(false, 0.1, times(1.1));
        assertEquals("made-up:0", wrong.device());
        assertEquals(1, wrong.warnings().size());
        assertEquals("Do not trust these results: made-up:0 computes a tile of this model wrongly: its numbers differ "
            + "from the processor's by 10.0 % of their standard deviation",
            wrong.warnings().get(0).split(", at most")[0]);
        assertEquals(wrong.warnings(), choose(false, 0.1, times(1.1)).warnings(), "each time it is used");
        assertEquals(2, tried.size());
    }

    @Test
    void aSlowerDeviceThatIsNamedIsTakenWithoutAWord() throws HazeLabException {
        Choice<String> slower = choose(false, 0.75, times(1));
        assertEquals("made-up:0", slower.device());
        assertEquals(List.of(), slower.warnings());
    }

    @Test
    void smallerBatchesAreToldOf() throws HazeLabException {
        halved = 8;
        assertEquals(
            List.of("There was not enough memory on made-up:0 for 16 tiles at once, so the node goes on with 8. "
                + "Results are the same up to rounding."),
            choose(true, 0.1, times(1)).warnings());
    }

    @Test
    void verdictsAreOfAKindOfNetworkWithItsTiles() throws HazeLabException {
        Path other = folder.resolve("other.safetensors");
        ModelFile.write(other, false, new HazeMatchingModel(64, 64, 20, Optional.of(new Normalization(0, 1, 0, 1)))
            .description(ModelEntries.EMPTY, ModelEntries.EMPTY), HazeMatchingNetwork.of(64).initialWeights(1),
            Progress.NONE);
        Path retrained = folder.resolve("retrained.safetensors");
        ModelFile.write(retrained, false, new HazeMatchingModel(32, 32, 20, Optional.of(new Normalization(0, 1, 0, 1)))
            .description(ModelEntries.EMPTY, ModelEntries.EMPTY), HazeMatchingNetwork.of(32).initialWeights(2),
            Progress.NONE);
        try (ModelFile file = ModelFile.open(model); ModelFile larger = ModelFile.open(other);
            ModelFile again = ModelFile.open(retrained)) {
            String network = TriedModel.network(file, DehazeOptions.DEFAULT);
            assertEquals(network, TriedModel.network(again, DehazeOptions.DEFAULT.withSeed(3)));
            assertNotEquals(network, TriedModel.network(larger, DehazeOptions.DEFAULT));
            assertNotEquals(network, TriedModel.network(file, DehazeOptions.DEFAULT.withTiles(64, 0.5, 0)));
        }
    }
}
