// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.dehazing.Tile;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.runtime.MemoryFailure;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;

class DehazerTest {

    /**
     * If clean = hazy for sure, the best velocity is (hazy - state) / (1 - t), and Euler's steps reach hazy exactly
     * (but for rounding) whatever the noise.
     */
    private static final EulerStep CERTAIN = (state, hazy, time, length, progress) -> {
        FloatTensor next = FloatTensor.zeros(state.shape());
        for (int i = 0; i < next.values().length; i++) {
            float velocity = (hazy.values()[i] - state.values()[i]) / (1 - time);
            next.values()[i] = state.values()[i] + length * velocity;
        }
        return next;
    };

    /** Nothing moves: samples are the noise that they began with. */
    private static final EulerStep STILL = (state, hazy, time, length, progress) -> state;

    private static Dehazer dehazer(EulerStep euler, Runnable release, int samples, int batch, NoiseMode noise,
        double temperature) {
        return TestDehazers.of(euler, release, Tiling.half(16), batch,
            TestDehazers.options(samples, 4, noise, temperature));
    }

    private static Posterior run(EulerStep euler, FloatTensor image, int samples, int batch, NoiseMode noise,
        double temperature) throws HazeLabException {
        return run(dehazer(euler, () -> {}, samples, batch, noise, temperature), image, DehazeWatcher.NONE);
    }

    private static Posterior run(Dehazer dehazer, FloatTensor image, DehazeWatcher watcher) throws HazeLabException {
        return dehazer.dehaze(image, 0, Optional.empty(), watcher, Progress.NONE);
    }

    @Test
    void reachesTheCleanImageOfAKnownFieldAtEverySize() throws HazeLabException {
        for (int[] shape : new int[][] {{1, 1}, {2, 2}, {5, 40}, {16, 16}, {33, 17}}) {
            FloatTensor image = GoldenNumbers.image(9, shape);
            for (NoiseMode mode : NoiseMode.values()) {
                Posterior posterior = run(CERTAIN, image, 3, 4, mode, 1);
                assertArrayEquals(image.values(), posterior.mean(), 1e-5f);
                for (float deviation : posterior.deviation()) {
                    assertEquals(0, deviation, 1e-5);
                }
            }
        }
    }

    @Test
    void startsFromNormalNoiseTimesTheTemperature() throws HazeLabException {
        FloatTensor image = FloatTensor.zeros(64, 64);
        for (NoiseMode mode : NoiseMode.values()) {
            Posterior one = run(STILL, image, 20, 7, mode, 1);
            double squares = 0;
            for (float deviation : one.deviation()) {
                squares += deviation * deviation;
            }
            // The standard error of the variance is sqrt(2 / (64 * 64 * 19)) = 0.005.
            assertEquals(1, squares / 4096, 0.02);
            float[] half = run(STILL, image, 20, 7, mode, 0.5).deviation();
            for (int i = 0; i < half.length; i++) {
                assertEquals(one.deviation()[i] / 2, half[i], 1e-6);
            }
            assertArrayEquals(new float[4096], run(STILL, image, 2, 7, mode, 0).deviation());
        }
    }

    @Test
    void drawsTheSameNoiseWhateverTheBatch() throws HazeLabException {
        FloatTensor image = FloatTensor.zeros(40, 25);
        for (NoiseMode mode : NoiseMode.values()) {
            float[] expected = run(STILL, image, 3, 1, mode, 1).mean();
            for (int batch : new int[] {2, 5, 1000}) {
                assertArrayEquals(expected, run(STILL, image, 3, batch, mode, 1).mean());
            }
        }
    }

    /** With one field of noise, a tile that begins elsewhere sees the same noise at the same place. */
    @Test
    void sharesTheFieldOfNoiseBetweenTiles() throws HazeLabException {
        FloatTensor image = FloatTensor.zeros(32, 32);
        Noise field = new Noise(NoiseMode.FRAME, 5, 0, 1);
        float[] whole = new float[32 * 32];
        field.draw(0, 0, new Tile(0, 0, 0, 0), 32, whole, 0);
        assertArrayEquals(whole, run(STILL, image, 1, 3, NoiseMode.FRAME, 1).mean());
    }

    @Test
    void givesMeanAndUnbiasedDeviationOfTheSamplesThatItShows() throws HazeLabException {
        List<float[]> samples = new ArrayList<>();
        SampleConsumer consumer = (index, values) -> {
            assertEquals(samples.size(), index);
            samples.add(values);
        };
        Posterior posterior = dehazer(STILL, () -> {}, 4, 5, NoiseMode.TILE, 1)
            .dehaze(FloatTensor.zeros(20, 30), 3, Optional.of(consumer), DehazeWatcher.NONE, Progress.NONE);
        assertEquals(4, samples.size());
        assertEquals(4, posterior.samples());
        for (int i = 0; i < 600; i++) {
            int pixel = i;
            double mean = samples.stream().mapToDouble(s -> s[pixel]).sum() / 4;
            double variance = samples.stream().mapToDouble(s -> (s[pixel] - mean) * (s[pixel] - mean)).sum() / 3;
            assertEquals(mean, posterior.mean()[i], 1e-6);
            assertEquals(Math.sqrt(variance), posterior.deviation()[i], 1e-6);
        }
    }

    @Test
    void halvesTheBatchUntilThereIsMemory() throws HazeLabException {
        List<String> halved = new ArrayList<>();
        DehazeWatcher watcher = new DehazeWatcher() {
            @Override
            public void batchHalved(int before, int after) {
                halved.add(before + " to " + after);
            }
        };
        int[] released = {0};
        EulerStep small = (state, hazy, time, length, progress) -> {
            if (state.shape()[0] > 3) {
                throw MemoryFailure.of("cpu");
            }
            return state;
        };
        FloatTensor image = FloatTensor.zeros(40, 40);
        Dehazer dehazer = dehazer(small, () -> released[0]++, 2, 16, NoiseMode.TILE, 1);
        float[] mean = run(dehazer, image, watcher).mean();
        assertEquals(List.of("16 to 8", "8 to 4", "4 to 2"), halved);
        assertEquals(3, released[0]);
        assertArrayEquals(run(STILL, image, 2, 16, NoiseMode.TILE, 1).mean(), mean);
        // The next image begins with what did fit.
        run(dehazer, image, watcher);
        assertEquals(3, halved.size());
    }

    @Test
    void saysSoIfThereIsNoMemoryForOneTile() {
        EulerStep never = (state, hazy, time, length, progress) -> {
            throw MemoryFailure.of("cpu");
        };
        HazeLabException failure = assertThrows(HazeLabException.class,
            () -> run(never, FloatTensor.zeros(40, 40), 1, 4, NoiseMode.TILE, 1));
        assertEquals("There is not enough memory on cpu for one tile of 16 x 16 pixels", failure.summary());
    }

    @Test
    void stopsBetweenStepsWhenItIsCancelled() {
        int[] steps = {0};
        EulerStep counting = (state, hazy, time, length, progress) -> {
            steps[0]++;
            return state;
        };
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String message) {
                assertTrue(fraction >= 0 && fraction <= 1, message);
            }

            @Override
            public void checkCanceled() {
                if (steps[0] == 5) {
                    throw new CancellationException();
                }
            }
        };
        Dehazer dehazer = dehazer(counting, () -> {}, 9, 2, NoiseMode.TILE, 1);
        assertThrows(CancellationException.class, () -> dehazer.dehaze(FloatTensor.zeros(40, 40), 0, Optional.empty(),
            DehazeWatcher.NONE, cancelled));
        assertEquals(5, steps[0]);
    }

    /** Rounding alone may differ: the kernels of other batch sizes add in another order. Seen: 1.7e-6 at most. */
    @Test
    void doesNotDependOnTheBatchOfTheNetwork() throws HazeLabException {
        Network network = HazeMatchingNetwork.of(64);
        FloatTensor image = GoldenNumbers.image(4, 40, 24);
        try (ScriptModule module = GoldenNumbers.load(network, GoldenNumbers.weights(network), Order.CHANNELS_LAST)) {
            DehazeOptions options = TestDehazers.options(2, 3, NoiseMode.TILE, 1);
            Dehazer one = TestDehazers.of(module, Tiling.half(32), 1, options);
            Dehazer five = TestDehazers.of(module, Tiling.half(32), 5, options);
            Posterior expected = run(one, image, DehazeWatcher.NONE);
            Posterior other = run(five, image, DehazeWatcher.NONE);
            assertArrayEquals(expected.mean(), other.mean(), 2e-5f);
            Posterior again = run(five, image, DehazeWatcher.NONE);
            assertArrayEquals(other.mean(), again.mean());
        }
    }

    @Test
    void countsAndTimesItsEvaluations() throws HazeLabException {
        Dehazer dehazer = dehazer(STILL, () -> {}, 50, 4, NoiseMode.TILE, 1);
        assertEquals(16L * 50 * 3, dehazer.evaluations(32, 32));
        assertTrue(dehazer.secondsPerEvaluation(DehazeWatcher.NONE, Progress.NONE) >= 0);
    }
}
