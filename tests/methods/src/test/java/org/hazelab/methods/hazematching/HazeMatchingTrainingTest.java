// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.hazelab.methods.hazematching.Trainings.DESCRIPTION;
import static org.hazelab.methods.hazematching.Trainings.NETWORK;
import static org.hazelab.methods.hazematching.Trainings.none;
import static org.hazelab.methods.hazematching.Trainings.pairs;
import static org.hazelab.methods.hazematching.Trainings.train;
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
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.methods.hazematching.Trainings.State;
import org.hazelab.methods.optimizer.Adam;
import org.hazelab.methods.optimizer.AdamScript;
import org.hazelab.methods.training.Round;
import org.hazelab.methods.training.RoundListener;
import org.hazelab.methods.training.Trainer;
import org.hazelab.runtime.DeviceTensor;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HazeMatchingTrainingTest {

    private static TrainingSettings settings(int epochs, double rate) {
        return new TrainingSettings(16, 4, 4, epochs, rate, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, false, false,
            true, 42);
    }

    /** An untrained network yields 0, so the loss is the mean square of clean - noise: 2 for both of variance 1. */
    @Test
    void beginsWithALossOfTwo() throws HazeLabException {
        State state = train(settings(1, 0), pairs(8, 32), none(), RoundListener.NONE);
        // 8192 values of variance 1 and noise: the standard error is about 2.8 / sqrt(8192) = 0.03. The draws are the
        // same on every machine: 2.043 with all kernels.
        assertEquals(2, state.history().rounds().get(0).loss(), 0.1);
        assertTrue(state.history().rounds().get(0).validation().isEmpty());
    }

    /**
     * What remains is the time 1, a draw in twenty, at which the noise cannot be seen any more. After 60 steps both
     * bounds are far on every processor; after 150 the last losses were 0.37, though the image was known no better.
     */
    @Test
    void learnsOnePairByHeart() throws HazeLabException {
        ImageSet pair = pairs(1, 16);
        State state = train(settings(60, 2e-3), pair, none(), RoundListener.NONE);
        double first = state.history().rounds().get(0).loss();
        double last = state.history().rounds().subList(50, 60).stream().mapToDouble(epoch -> epoch.loss())
            .average().orElseThrow();
        // Seen: 2.07 at first, 0.2605 at the end, 3e-6 apart between kernels.
        assertTrue(last < first / 2, () -> "loss " + first + " at first, " + last + " at the end");
        try (ScriptModule module = GoldenNumbers.load(NETWORK, state.weights(), Order.CHANNELS_LAST)) {
            float[] mean = TestDehazers.mean(module, new Tiling(16, 16), 4, GoldenNumbers.image(100, 16, 16));
            float[] clean = GoldenNumbers.image(200, 16, 16).values();
            double square = 0;
            for (int i = 0; i < mean.length; i++) {
                square += (mean[i] - clean[i]) * (mean[i] - clean[i]) / mean.length;
            }
            // Seen: 0.0209, 3e-6 apart between kernels.
            assertTrue(square < 0.3, "mean square error " + square + " of an image of variance 1");
        }
    }

    @Test
    void goesOnFromACheckpointAsIfItHadNeverStopped(@TempDir Path folder) throws HazeLabException {
        ImageSet pairs = pairs(3, 20);
        ImageSet validation = pairs(1, 24);
        List<State> states = new ArrayList<>();
        Path file = folder.resolve("checkpoint.safetensors");
        State whole = train(settings(4, 1e-3), pairs, validation, trainer -> {
            states.add(State.of(trainer));
            if (trainer.history().count() == 2) {
                trainer.write(file, DESCRIPTION, Progress.NONE);
            }
        });
        assertEquals(states.get(1).tensors(), Trainings.read(file));
        State resumed = train(settings(4, 1e-3), pairs, validation, Optional.of(file), RoundListener.NONE,
            Progress.NONE);
        assertEquals(whole, resumed);
        assertNotEquals(states.get(1).weights(), whole.weights());
        assertEquals(List.copyOf(NETWORK.initialWeights(7).keySet()), List.copyOf(whole.weights().keySet()));
    }

    @Test
    void keepsTheWeightsOfTheBestEpoch() throws HazeLabException {
        List<State> states = new ArrayList<>();
        // A rate at which the loss soon rises again.
        State last = train(settings(6, 0.05), pairs(2, 16), pairs(2, 16), trainer -> states.add(State.of(trainer)));
        double best = Double.POSITIVE_INFINITY;
        Map<String, FloatTensor> weights = null;
        for (State state : states) {
            Round round = state.history().rounds().get(state.history().count() - 1);
            double loss = round.validationLoss().orElseThrow();
            boolean better = Math.rint(loss * 1e4) < Math.rint(best * 1e4);
            assertEquals(better, round.best());
            if (better) {
                best = loss;
                weights = state.weights();
            }
        }
        assertEquals(weights, last.bestWeights());
        assertEquals(best, last.history().best());
    }

    @Test
    void keepsTheWeightsWhenItIsCancelled() throws HazeLabException {
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
        List<State> states = new ArrayList<>();
        try (HazeMatchingTask task = Trainings.task(settings(9, 1e-3), pairs(2, 16), none());
            Trainer<HazeMatchingBatch> trainer = new Trainer<>(task, Progress.NONE)) {
            assertThrows(CancellationException.class,
                () -> trainer.run(current -> states.add(State.of(current)), cancelled));
            assertEquals(1, states.size());
            assertEquals(states.get(0), State.of(trainer));
        }
    }

    @Test
    void refusesImagesSmallerThanACrop() {
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> train(settings(1, 1e-3), pairs(1, 15), none(), RoundListener.NONE));
        assertEquals("Image 1 of the training has 15 x 15 pixels, less than the crops of 16 x 16", failure.summary());
    }

    @Test
    void saysSoWhenTheLossIsNoNumber() {
        FloatImage image = Trainings.image(FloatTensor.zeros(16, 16));
        image.plane(0)[3] = Float.NaN;
        HazeLabException failure = assertThrows(HazeLabException.class, () -> train(settings(1, 1e-3),
            ImageSet.of(List.of(List.of(image, image))), none(), RoundListener.NONE));
        assertEquals("The loss of epoch 1 is not finite for Image 1 of the training images, where a pixel is no "
            + "number", failure.summary());
    }

    private static float[] row(List<DeviceTensor> tensors) {
        List<float[]> all = tensors.stream().map(tensor -> tensor.get().values()).toList();
        float[] row = new float[all.stream().mapToInt(values -> values.length).sum()];
        int at = 0;
        for (float[] values : all) {
            System.arraycopy(values, 0, row, at, values.length);
            at += values.length;
        }
        return row;
    }

    private static HazeMatchingBatches batches(ImageSet pairs, TrainingSettings settings, boolean validation)
        throws HazeLabException {
        return new HazeMatchingBatches(pairs, Trainings.AS_IT_IS, settings, validation);
    }

    /** Adam's formula as PyTorch documents it, from the moments that the first step leaves. */
    @Test
    void stepsByAdamsFormula() throws HazeLabException {
        HazeMatchingBatch batch = batches(pairs(4, 16), settings(1, 1e-3), false).batch(1, 0);
        Map<String, FloatTensor> before = GoldenNumbers.weights(NETWORK);
        try (ScriptModule module = GoldenNumbers.load(NETWORK, before, Order.ROWS)) {
            float[][] moments = module.device().run(Progress.NONE, scope -> {
                scope.evaluate(module, Adam.begin(AdamScript.NAME));
                scope.train(module, AdamScript.STEP, batch.noise(), batch.clean(), batch.hazy(), batch.times(), 1e-3,
                    0.9, 0.999, 1e-8, 1);
                return new float[][] {row(scope.infer(module, Adam.first(AdamScript.NAME))),
                    row(scope.infer(module, Adam.second(AdamScript.NAME)))};
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
        FloatImage pixels = Trainings.image(image);
        HazeMatchingBatch batch = batches(ImageSet.of(List.of(List.of(pixels, pixels))), settings, false).batch(1, 0);
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
        HazeMatchingBatch batch = batches(pairs(1, 16), settings, false).batch(1, 0);
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
        Path file = folder.resolve("checkpoint.safetensors");
        State whole = train(settings(2, 1e-3), pairs(1, 16), none(), trainer -> {
            if (trainer.history().count() == 1) {
                trainer.write(file, DESCRIPTION, Progress.NONE);
            }
        });
        assertEquals(whole, train(settings(2, 1e-3), pairs(1, 16), none(), Optional.of(file), RoundListener.NONE,
            Progress.NONE));
    }

    @Test
    void leavesARestOutOfTrainingButNotOutOfValidation() throws HazeLabException {
        TrainingSettings settings =
            new TrainingSettings(16, 1, 4, 1, 1e-3, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, false, false,
                false, 1);
        assertEquals(2, batches(pairs(9, 16), settings, false).batches());
        assertEquals(3, batches(pairs(9, 16), settings, true).batches());
        assertEquals(1, batches(pairs(9, 16), settings, true).batch(1, 2).size());
        assertEquals(1, batches(pairs(3, 16), settings, false).batches());
        assertFalse(batches(none(), settings, true).batches() > 0);
    }
}
