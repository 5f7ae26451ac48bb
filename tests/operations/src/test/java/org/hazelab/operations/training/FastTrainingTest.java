// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.CropCount;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.methods.hazematching.HazeMatchingNetwork;
import org.hazelab.methods.hazematching.HazeMatchingRecipe;
import org.hazelab.methods.hazematching.Normalization;
import org.hazelab.methods.hazematching.TimeGrid;
import org.hazelab.methods.hazematching.TrainingSettings;
import org.hazelab.operations.table.ImageTable;
import org.hazelab.operations.training.TrainMethod.Config;
import org.hazelab.operations.training.TrainMethod.IfCheckpoint;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;
import org.hazelab.runtime.tensor.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training in bfloat16: recorded and repeatable, or exact with a reason. The setting stands for units. */
class FastTrainingTest {

    private static final String SETTING = "hazelab.bfloat16";

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(SETTING);
    }

    /** What a training has given. */
    private record Outcome(TrainMethod.Result result, Map<String, FloatTensor> weights) {

        Map<String, String> entries() {
            return result.description().training().texts();
        }
    }

    private static FloatImage image(long seed) {
        float[] values = new float[20 * 20];
        RandomStream random = RandomStream.of(seed);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float)(100 + 50 * random.nextGaussian());
        }
        return FloatImage.of(20, 20, ValueRange.UNIT, values);
    }

    private static ImageTable<TrainingRow> rows() {
        return ImageTable.of(IntStream.range(0, 3).mapToObj(row -> (TrainingRow)new TrainingRow() {
            @Override
            public String name() {
                return "Row" + row;
            }

            @Override
            public FloatImage image(int index, Progress progress) {
                return FastTrainingTest.image(2 * row + index);
            }
        }).toList());
    }

    private Outcome train(Precision precision, int epochs, Optional<Path> checkpoint, Optional<Path> start)
        throws HazeLabException {
        HazeMatchingRecipe recipe = new HazeMatchingRecipe(28, new TrainingSettings(16, 2, 2, epochs, 1e-3, false, 0.9,
            0.999, 1e-8, TimeGrid.AUTHORS, false, false, true, 42), new CropCount(CropCount.Kind.PER_ROW, 2),
            Optional.empty());
        Path target = folder.resolve("model" + System.nanoTime());
        TrainMethod.Result result = new TrainMethod(recipe,
            new Config(0.3, false, true, checkpoint, IfCheckpoint.RESUME, precision),
            RuntimeSettings.resolve("cpu", 1, ""), reason -> {
            }).run(Map.of("training", rows()), start, target, Progress.NONE);
        try (ModelFile file = ModelFile.open(target)) {
            return new Outcome(result, file.readAll(Progress.NONE));
        }
    }

    private Outcome train(Precision precision) throws HazeLabException {
        return train(precision, 2, Optional.empty(), Optional.empty());
    }

    @Test
    void recordsThePrecisionAndHowCloseItIs() throws HazeLabException {
        System.setProperty(SETTING, "on");
        Outcome fast = train(Precision.FAST);
        Outcome exact = train(Precision.EXACT);
        assertEquals("fast", fast.entries().get("precision"));
        assertEquals("fast", fast.entries().get("precision_used"));
        double difference = Double.parseDouble(fast.entries().get("precision_difference"));
        assertTrue(difference > 0 && difference < 0.1, "" + difference);
        assertTrue(fast.result().remarks().get(0).startsWith("Precision \"fast\": what was computed first differs"));
        assertTrue(exact.entries().keySet().stream().noneMatch(key -> key.startsWith("precision")));
        assertEquals(List.of(), exact.result().remarks());
        assertNotEquals(exact.weights(), fast.weights());
        assertEquals(fast.weights(), train(Precision.FAST).weights(), "the same seed");
    }

    @Test
    void withoutUnitsItIsExactAndSaysSo() throws HazeLabException {
        System.setProperty(SETTING, "off");
        Outcome fast = train(Precision.FAST);
        assertEquals(train(Precision.EXACT).weights(), fast.weights());
        assertEquals("exact", fast.entries().get("precision_used"));
        assertFalse(fast.entries().containsKey("precision_difference"));
        assertTrue(fast.result().remarks().get(0).startsWith("The precision \"fast\" would be slower on this device"));
    }

    @Test
    void goesOnFromACheckpointOfTheSamePrecisionOnly() throws HazeLabException {
        System.setProperty(SETTING, "on");
        Optional<Path> checkpoint = Optional.of(folder.resolve("checkpoint"));
        train(Precision.FAST, 1, checkpoint, Optional.empty());
        HazeLabException e = assertThrows(HazeLabException.class,
            () -> train(Precision.EXACT, 2, checkpoint, Optional.empty()));
        assertTrue(e.summary().endsWith("is of another training: its precision is fast, here it is exact"),
            e.summary());
        assertEquals(train(Precision.FAST).weights(),
            train(Precision.FAST, 2, checkpoint, Optional.empty()).weights());
    }

    /** Numbers of 1000 after a convolution leave nothing of what the norm that follows is to show. */
    @Test
    void weightsThatLoseTooMuchMakeItExact() throws HazeLabException {
        System.setProperty(SETTING, "on");
        Map<String, FloatTensor> weights = new LinkedHashMap<>(HazeMatchingNetwork.of(28).initialWeights(1));
        weights.forEach((name, tensor) -> {
            if (name.endsWith("in_layers.2.bias")) {
                Arrays.fill(tensor.values(), 1000);
            } else if (name.endsWith("out_layers.3.weight") || name.equals("out.2.weight")) {
                RandomStream random = RandomStream.of(name.hashCode());
                for (int i = 0; i < tensor.values().length; i++) {
                    tensor.values()[i] = (float)(0.1 * random.nextGaussian());
                }
            }
        });
        Path start = folder.resolve("start");
        ModelFile.write(start, false, new HazeMatchingModel(28, 16, 20, Optional.of(new Normalization(100, 50, 100,
            50))).description(ModelEntries.EMPTY, ModelEntries.EMPTY), weights, Progress.NONE);
        Outcome fast = train(Precision.FAST, 1, Optional.empty(), Optional.of(start));
        assertTrue(fast.result().remarks().get(0).startsWith("The precision \"fast\" is not close enough"),
            fast.result().remarks().get(0));
        assertEquals("exact", fast.entries().get("precision_used"));
        assertEquals(train(Precision.EXACT, 1, Optional.empty(), Optional.of(start)).weights(), fast.weights());
    }
}
