// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.methods.hazematching.Trainings.State;
import org.hazelab.methods.training.RoundListener;
import org.hazelab.methods.training.Trainer;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same seed gives the same bytes with any number of threads. */
class AnyThreadsTest {

    private static final int[] THREADS = {1, 2, 3, 16};

    private static ComputeDevice cpu(int threads) throws HazeLabException {
        return ComputeDevice.open(RuntimeSettings.resolve("cpu", threads, ""));
    }

    @Test
    void dehazesToTheSameBytes() throws HazeLabException {
        Network network = HazeMatchingNetwork.of(64);
        Map<String, FloatTensor> weights = GoldenNumbers.weights(network);
        FloatTensor image = GoldenNumbers.image(4, 70, 50);
        DehazeOptions options = TestDehazers.options(3, 3, NoiseMode.TILE, 1);
        List<float[]> expected = new ArrayList<>();
        for (int threads : THREADS) {
            List<float[]> found = new ArrayList<>();
            SampleConsumer consumer = (index, values) -> found.add(values);
            try (ScriptModule module = ScriptModule.load(cpu(threads), network.archive(weights, Order.CHANNELS_LAST),
                Progress.NONE)) {
                Posterior posterior = TestDehazers.of(module, Tiling.half(32), 0, options).dehaze(image, 0,
                    Optional.of(consumer), DehazeWatcher.NONE, Progress.NONE);
                found.add(posterior.mean());
                found.add(posterior.deviation());
            }
            assertEquals(5, found.size());
            for (int i = 0; i < found.size() && !expected.isEmpty(); i++) {
                assertArrayEquals(expected.get(i), found.get(i), threads + " threads");
            }
            expected = found;
        }
    }

    /** Batches of five crops: two pieces of two, and one. */
    private static TrainingSettings settings(int epochs) {
        return new TrainingSettings(16, 5, 5, epochs, 1e-3, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, false, true,
            true, 42);
    }

    private static State train(int threads, int epochs, Optional<Path> before, RoundListener listener)
        throws HazeLabException {
        try (HazeMatchingTask task = HazeMatchingTask.open(cpu(threads), Trainings.NETWORK,
            Trainings.NETWORK.initial(7), settings(epochs), Trainings.AS_IT_IS, Trainings.pairs(2, 20),
            Trainings.pairs(1, 24), Progress.NONE);
            Trainer<HazeMatchingBatch> trainer = new Trainer<>(task, Progress.NONE)) {
            if (before.isPresent()) {
                try (ModelFile file = ModelFile.open(before.get())) {
                    trainer.resume(file, before.get(), Progress.NONE);
                }
            }
            trainer.run(listener, Progress.NONE);
            return State.of(trainer);
        }
    }

    @Test
    void trainsToTheSameBytesAlsoFromACheckpointOfAnotherNumber(@TempDir Path folder) throws HazeLabException {
        Path checkpoint = folder.resolve("checkpoint");
        State expected = train(THREADS[0], 2, Optional.empty(), trainer -> {
            if (trainer.history().count() == 1) {
                trainer.write(checkpoint, Trainings.DESCRIPTION, Progress.NONE);
            }
        });
        for (int threads : THREADS) {
            if (threads > 1) {
                assertEquals(expected, train(threads, 2, Optional.empty(), RoundListener.NONE), threads + " threads");
            }
            assertEquals(expected, train(threads, 2, Optional.of(checkpoint), RoundListener.NONE),
                threads + " threads from a checkpoint");
        }
    }
}
