// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.methods.training.AdamScript;
import org.hazelab.methods.training.Checkpoint;
import org.hazelab.methods.training.TrainingListener;
import org.hazelab.methods.training.TrainingState;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HazeMatchingTrainingTest {

    /** The smallest of the networks, so that the tests take seconds. */
    private static final Network NETWORK = HazeMatchingNetwork.of(28);
    private static final ModelDescription DESCRIPTION = new ModelDescription("hazematching", ModelEntries.EMPTY,
        ModelEntries.EMPTY, ModelEntries.EMPTY, ModelEntries.EMPTY);

    private static TrainingSettings settings(int epochs, double rate) {
        return new TrainingSettings(16, 4, 4, epochs, rate, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, false, false,
            true, 42);
    }

    private static List<TrainingPair> pairs(int count, int side) {
        List<TrainingPair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(new TrainingPair(GoldenNumbers.image(100 + i, side, side),
                GoldenNumbers.image(200 + i, side, side)));
        }
        return pairs;
    }

    private static TrainingState train(TrainingSettings settings, List<TrainingPair> pairs,
        List<TrainingPair> validation,
        TrainingState start, TrainingListener listener) throws HazeLabException {
        return new HazeMatchingTraining(GoldenNumbers.cpu(), settings, TrainingPairs.of(pairs),
            TrainingPairs.of(validation), listener).run(NETWORK, start,
                Progress.NONE);
    }

    private static TrainingState fresh() {
        return TrainingState.start(NETWORK.initialWeights(7));
    }

    /** An untrained network yields 0, so the loss is the mean square of clean - noise: 2 for both of variance 1. */
    @Test
    void beginsWithALossOfTwo() throws HazeLabException {
        TrainingState state = train(settings(1, 0), pairs(8, 32), List.of(), fresh(), TrainingListener.NONE);
        // 8192 values of variance 1 and noise: the standard error is about 2.8 / sqrt(8192) = 0.03. The draws are the
        // same on every machine: 2.043 with all kernels.
        assertEquals(2, state.history().get(0).loss(), 0.1);
        assertTrue(state.history().get(0).validation().isEmpty());
    }

    /**
     * What remains is the time 1, a draw in twenty, at which the noise cannot be seen any more. After 60 steps both
     * bounds are far on every processor; after 150 the last losses were 0.37, though the image was known no better.
     */
    @Test
    void learnsOnePairByHeart() throws HazeLabException {
        TrainingPair pair = pairs(1, 16).get(0);
        TrainingState state = train(settings(60, 2e-3), List.of(pair), List.of(), fresh(), TrainingListener.NONE);
        double first = state.history().get(0).loss();
        double last = state.history().subList(50, 60).stream().mapToDouble(epoch -> epoch.loss())
            .average().orElseThrow();
        // Seen: 2.07 at first, 0.2605 at the end, 3e-6 apart between kernels.
        assertTrue(last < first / 2, () -> "loss " + first + " at first, " + last + " at the end");
        try (ScriptModule module = GoldenNumbers.load(NETWORK, state.weights(), Order.CHANNELS_LAST)) {
            float[] mean = TestDehazers.mean(module, new Tiling(16, 16), 4, pair.hazy());
            double square = 0;
            for (int i = 0; i < mean.length; i++) {
                square += (mean[i] - pair.clean().values()[i]) * (mean[i] - pair.clean().values()[i]) / mean.length;
            }
            // Seen: 0.0209, 3e-6 apart between kernels.
            assertTrue(square < 0.3, "mean square error " + square + " of an image of variance 1");
        }
    }

    @Test
    void goesOnFromACheckpointAsIfItHadNeverStopped(@TempDir Path folder) throws HazeLabException {
        List<TrainingPair> pairs = pairs(3, 20);
        List<TrainingPair> validation = List.of(pairs(4, 20).get(3));
        List<TrainingState> states = new ArrayList<>();
        TrainingState whole = train(settings(4, 1e-3), pairs, validation, fresh(), states::add);
        Path file = folder.resolve("checkpoint.safetensors");
        Checkpoint.write(file, DESCRIPTION, states.get(1), Progress.NONE);
        TrainingState read = Checkpoint.read(file, Progress.NONE);
        assertEquals(states.get(1), read);
        TrainingState resumed = train(settings(4, 1e-3), pairs, validation, read, TrainingListener.NONE);
        assertEquals(whole, resumed);
        assertNotEquals(states.get(1).weights(), whole.weights());
        assertEquals(List.copyOf(NETWORK.initialWeights(7).keySet()), List.copyOf(whole.weights().keySet()));
    }

    @Test
    void keepsTheWeightsOfTheBestEpoch() throws HazeLabException {
        List<TrainingState> states = new ArrayList<>();
        // A rate at which the loss soon rises again.
        TrainingState last = train(settings(6, 0.05), pairs(2, 16), pairs(2, 16), fresh(), states::add);
        double best = Double.POSITIVE_INFINITY;
        Map<String, FloatTensor> weights = null;
        for (TrainingState state : states) {
            double loss = state.history().get(state.epochs() - 1).validation().orElseThrow();
            boolean better = Math.rint(loss * 1e4) < Math.rint(best * 1e4);
            assertEquals(better, state.history().get(state.epochs() - 1).best());
            if (better) {
                best = loss;
                weights = state.weights();
            }
        }
        assertEquals(weights, last.bestWeights());
        assertEquals(best, last.best());
    }

    @Test
    void handsOutTheWeightsWhenItIsCancelled() throws HazeLabException {
        int[] asked = {0};
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String message) {
                asked[0] += message.startsWith("Epoch 2 of 9, step 1 of 2") ? 1 : 0;
            }

            @Override
            public void checkCanceled() {
                if (asked[0] > 0) {
                    throw new CancellationException();
                }
            }
        };
        List<TrainingState> states = new ArrayList<>();
        List<Map<String, FloatTensor>> weights = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void epoch(TrainingState state) {
                states.add(state);
            }

            @Override
            public void cancelled(Map<String, FloatTensor> last) {
                weights.add(last);
            }
        };
        HazeMatchingTraining training = new HazeMatchingTraining(GoldenNumbers.cpu(), settings(9, 1e-3),
            TrainingPairs.of(pairs(2, 16)), TrainingPairs.of(List.of()), listener);
        assertThrows(CancellationException.class, () -> training.run(NETWORK, fresh(), cancelled));
        assertEquals(1, states.size());
        assertEquals(1, weights.size());
        assertEquals(states.get(0).weights().keySet(), weights.get(0).keySet());
    }

    @Test
    void refusesImagesSmallerThanACrop() {
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> train(settings(1, 1e-3), pairs(1, 15), List.of(), fresh(), TrainingListener.NONE));
        assertEquals("Image 1 of the training has 15 x 15 pixels, less than the crops of 16 x 16", failure.summary());
    }

    @Test
    void saysSoWhenTheLossIsNoNumber() {
        FloatTensor image = FloatTensor.zeros(16, 16);
        image.values()[3] = Float.NaN;
        HazeLabException failure = assertThrows(HazeLabException.class, () -> train(settings(1, 1e-3),
            List.of(new TrainingPair(image, image)), List.of(), fresh(), TrainingListener.NONE));
        assertEquals("The loss of epoch 1 is no finite number for Image 1 of the training images, where a pixel is no "
            + "number", failure.summary());
    }

    /** Adam's formula as PyTorch documents it, from the moments that the first step leaves. */
    @Test
    void stepsByAdamsFormula() throws HazeLabException {
        CropBatch batch = new CropSource(TrainingPairs.of(pairs(4, 16)), settings(1, 1e-3), false).batch(1, 0);
        Map<String, FloatTensor> before = GoldenNumbers.weights(NETWORK);
        try (ScriptModule module = GoldenNumbers.load(NETWORK, before, Order.ROWS)) {
            float[][] moments = module.device().run(Progress.NONE, scope -> {
                scope.infer(module, AdamScript.BEGIN);
                scope.train(module, AdamScript.STEP, batch.noise(), batch.clean(), batch.hazy(), batch.times(), 1e-3,
                    0.9, 0.999, 1e-8, 1);
                return new float[][] {scope.infer(module, AdamScript.FIRST).get(0).get().values(),
                    scope.infer(module, AdamScript.SECOND).get(0).get().values()};
            });
            Map<String, FloatTensor> after = module.parameterValues(Progress.NONE);
            int at = 0;
            int moved = 0;
            for (Map.Entry<String, FloatTensor> entry : after.entrySet()) {
                float[] old = before.get(entry.getKey()).values();
                for (int i = 0; i < old.length; i++, at++) {
                    double mean = moments[0][at] / (1 - 0.9);
                    double square = moments[1][at] / (1 - 0.999);
                    // Seen: 0.002 of the first bound, 6e-8 of the second, with the kernels of several processors.
                    assertEquals(mean * mean, square, 1e-4 * square + 1e-20, entry.getKey());
                    double expected = old[i] - 1e-3 * mean / (Math.sqrt(square) + 1e-8);
                    assertEquals(expected, entry.getValue().values()[i], 1e-6, entry.getKey());
                    moved += entry.getValue().values()[i] != old[i] ? 1 : 0;
                }
            }
            assertEquals(at, moments[0].length);
            assertTrue(moved > 0.99 * at, moved + " of " + at + " weights moved");
        }
    }

    @Test
    void drawsCropsOfEveryTurnAndOfTheSamePlaceInBothImages() throws HazeLabException {
        FloatTensor image = new FloatTensor(new int[] {16, 16}, new float[256]);
        for (int i = 0; i < 256; i++) {
            image.values()[i] = i;
        }
        TrainingSettings settings =
            new TrainingSettings(16, 64, 64, 1, 1e-3, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, false, true,
                false, 1);
        CropBatch batch = new CropSource(TrainingPairs.of(List.of(new TrainingPair(image, image))), settings, false)
            .batch(1, 0);
        assertArrayEquals(batch.hazy().values(), batch.clean().values());
        List<List<Float>> corners = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            List<Float> corner = List.of(batch.hazy().values()[i * 256], batch.hazy().values()[i * 256 + 15]);
            if (!corners.contains(corner)) {
                corners.add(corner);
            }
        }
        assertEquals(8, corners.size());
        for (float time : batch.times().values()) {
            assertEquals(Math.rint(time * 19), time * 19, 1e-5);
        }
    }

    @Test
    void drawsAnyTimeWhereTheGridIsNotWanted() throws HazeLabException {
        TrainingSettings settings =
            new TrainingSettings(16, 64, 64, 1, 1e-3, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, true, false,
                false, 1);
        CropBatch batch = new CropSource(TrainingPairs.of(pairs(1, 16)), settings, false).batch(1, 0);
        int off = 0;
        double sum = 0;
        for (float time : batch.times().values()) {
            assertTrue(time >= 0 && time < 1, "time " + time);
            off += Math.abs(Math.rint(time * 19) - time * 19) > 1e-3 ? 1 : 0;
            sum += time;
        }
        assertTrue(off > 55, off + " of 64 times are off the grid");
        // The mean of 64 even draws has a standard error of 0.036.
        assertEquals(0.5, sum / 64, 0.15);
    }

    @Test
    void goesOnFromACheckpointWithoutValidation(@TempDir Path folder) throws HazeLabException {
        List<TrainingState> states = new ArrayList<>();
        TrainingState whole = train(settings(2, 1e-3), pairs(1, 16), List.of(), fresh(), states::add);
        Path file = folder.resolve("checkpoint.safetensors");
        Checkpoint.write(file, DESCRIPTION, states.get(0), Progress.NONE);
        TrainingState read = Checkpoint.read(file, Progress.NONE);
        assertEquals(states.get(0), read);
        assertEquals(whole, train(settings(2, 1e-3), pairs(1, 16), List.of(), read, TrainingListener.NONE));
    }

    @Test
    void leavesARestOutOfTrainingButNotOutOfValidation() throws HazeLabException {
        TrainingSettings settings =
            new TrainingSettings(16, 1, 4, 1, 1e-3, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, false, false,
                false, 1);
        assertEquals(2, new CropSource(TrainingPairs.of(pairs(9, 16)), settings, false).batches());
        assertEquals(3, new CropSource(TrainingPairs.of(pairs(9, 16)), settings, true).batches());
        assertEquals(1, new CropSource(TrainingPairs.of(pairs(9, 16)), settings, true).batch(1, 2).size());
        assertEquals(1, new CropSource(TrainingPairs.of(pairs(3, 16)), settings, false).batches());
        assertFalse(new CropSource(TrainingPairs.of(List.of()), settings, true).batches() > 0);
    }
}
