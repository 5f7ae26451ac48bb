// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.DehazeOptions;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.dehazing.TileBatches;
import org.hazelab.methods.dehazing.Tiling;
import org.hazelab.methods.hazematching.TimeGrid.Spacing;
import org.hazelab.runtime.ScriptModule;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.script.Order;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SolverTest {

    private static double solve(DoubleBinaryOperator velocity, double start, List<Solver.Stage> stages)
        throws HazeLabException {
        FloatTensor noise = new FloatTensor(new int[] {1}, new float[] {(float)start});
        try (Flow flow = Field.of(velocity).of(noise, noise)) {
            for (Solver.Stage stage : stages) {
                flow.advance(stage, Progress.NONE);
            }
            return flow.state(Progress.NONE).values()[0];
        }
    }

    /** dx/dt = 3 cos(3 t) x has the solution exp(sin(3 t)): halving the steps divides the error by 2^order. */
    @ParameterizedTest
    @CsvSource({"EULER, EVEN, 1", "MIDPOINT, EVEN, 2", "HEUN, EVEN, 2", "ADAMS_BASHFORTH, EVEN, 2",
        "MIDPOINT, DENSE_START, 2", "HEUN, DENSE_END, 2", "ADAMS_BASHFORTH, COSINE, 2",
        "ADAMS_BASHFORTH, DENSE_END, 2", "ADAMS_BASHFORTH, DENSE_START, 2"})
    void convergesWithItsOrder(Solver solver, Spacing spacing, int order) throws HazeLabException {
        double[] errors = new double[2];
        for (int i = 0; i < 2; i++) {
            List<Solver.Stage> stages = solver.stages(new TimeGrid((40 << i) + 1, spacing));
            errors[i] = solve((x, t) -> 3 * Math.cos(3 * t) * x, 1, stages) - Math.exp(Math.sin(3));
        }
        assertEquals(order, Math.log(errors[0] / errors[1]) / Math.log(2), 0.35);
    }

    @Test
    void takesAStepOfEachByItsFormula() throws HazeLabException {
        DoubleBinaryOperator v = (x, t) -> x * x - t;
        TimeGrid one = new TimeGrid(2);
        double start = 0.5;
        double slope = v.applyAsDouble(start, 0);
        assertEquals(start + slope, solve(v, start, Solver.EULER.stages(one)), 1e-6);
        assertEquals(start + slope, solve(v, start, Solver.ADAMS_BASHFORTH.stages(one)), 1e-6);
        assertEquals(start + v.applyAsDouble(start + slope / 2, 0.5), solve(v, start, Solver.MIDPOINT.stages(one)),
            1e-6);
        assertEquals(start + (slope + v.applyAsDouble(start + slope, 1)) / 2,
            solve(v, start, Solver.HEUN.stages(one)), 1e-6);
    }

    /** A velocity that is a line in t: from the second step on the parabola is exact, whatever the lengths. */
    @ParameterizedTest
    @EnumSource
    void followsAParabolaByTwoVelocities(Spacing spacing) throws HazeLabException {
        TimeGrid grid = new TimeGrid(6, spacing);
        double first = grid.time(1);
        double expected = 1 + 2 * first + 2 * (1 - first) + 3 * (1 - first * first) / 2;
        assertEquals(expected, solve((x, t) -> 2 + 3 * t, 1, Solver.ADAMS_BASHFORTH.stages(grid)), 2e-6);
    }

    @Test
    void evaluatesWhereItSays() {
        TimeGrid grid = new TimeGrid(5, Spacing.DENSE_END);
        for (Solver solver : Solver.values()) {
            List<Solver.Stage> stages = solver.stages(grid);
            assertEquals(4 * solver.evaluationsPerStep(), stages.size());
            assertTrue(stages.get(stages.size() - 1).ends());
            assertEquals(4, stages.stream().filter(Solver.Stage::ends).count());
            for (Solver.Stage stage : stages) {
                assertTrue(stage.time() >= 0 && stage.time() <= (solver == Solver.HEUN ? 1 : 0.99), solver.name());
            }
        }
        for (int n = 0; n < 19; n++) {
            Solver.Stage stage = Solver.EULER.stages(TimeGrid.AUTHORS).get(n);
            assertEquals((float)((double)n / 19), stage.time());
            assertEquals((float)((n + 1.0) / 19) - (float)((double)n / 19), (float)stage.velocity());
        }
    }

    @Test
    void spacesTimesFromNoiseToClean() {
        for (Spacing spacing : Spacing.values()) {
            for (int points : new int[] {2, 3, 20, 10_000}) {
                TimeGrid grid = new TimeGrid(points, spacing);
                assertEquals(0, grid.exactly(0));
                assertEquals(1, grid.exactly(points - 1));
                for (int n = 0; n < points - 1; n++) {
                    assertTrue(grid.exactly(n + 1) > grid.exactly(n));
                }
            }
        }
        assertEquals(0.25, new TimeGrid(3, Spacing.DENSE_START).exactly(1), 1e-15);
        assertEquals(0.75, new TimeGrid(3, Spacing.DENSE_END).exactly(1), 1e-15);
        assertEquals(0.25, new TimeGrid(4, Spacing.COSINE).exactly(1), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> new TimeGrid(1, Spacing.COSINE));
    }

    private static float[] mean(Flow.Start start, DehazeOptions options, FloatTensor image) throws HazeLabException {
        Dehazer dehazer = new Dehazer(start, Tiling.half(16), new TileBatches(16, 3, 1, 1000, () -> {}), options);
        return dehazer.dehaze(image, 0, Optional.empty(), DehazeWatcher.NONE, Progress.NONE).mean();
    }

    /** The network moves as the same velocities in Java do. Rounding alone differs. */
    @ParameterizedTest
    @EnumSource
    void computesTheSameOnADevice(Solver solver) throws HazeLabException {
        Network network = HazeMatchingNetwork.of(28);
        FloatTensor image = GoldenNumbers.image(4, 20, 16);
        DehazeOptions options = TestDehazers.options(2, 4, NoiseMode.TILE, 1).with(HazeMatchingOptions.SOLVER, solver)
            .with(HazeMatchingOptions.SPACING, Spacing.COSINE);
        try (ScriptModule module = GoldenNumbers.load(network, GoldenNumbers.weights(network), Order.ROWS)) {
            Field field = (point, hazy, time) -> {
                int[] shape = point.shape();
                int plane = shape[2] * shape[3];
                FloatTensor both = FloatTensor.zeros(shape[0], 2, shape[2], shape[3]);
                for (int i = 0; i < shape[0]; i++) {
                    System.arraycopy(point.values(), i * plane, both.values(), 2 * i * plane, plane);
                    System.arraycopy(hazy.values(), i * plane, both.values(), (2 * i + 1) * plane, plane);
                }
                float[] times = new float[shape[0]];
                Arrays.fill(times, time);
                return module.forward(List.of(new FloatTensor(new int[] {shape[0]}, times), both), Progress.NONE)
                    .get(0);
            };
            // Seen: one step differs by 2e-6 in HazeMatchingExportTest.
            assertArrayEquals(mean(field, options, image), mean(Flow.on(module), options, image), 2e-4f);
        }
    }

    @Test
    void countsEveryEvaluation() {
        for (Solver solver : Solver.values()) {
            Dehazer dehazer =
                new Dehazer(Field.of((x, t) -> 0), Tiling.half(16), new TileBatches(16, 3, 1, 1000, () -> {}),
                    TestDehazers.options(50, 4, NoiseMode.TILE, 1).with(HazeMatchingOptions.SOLVER, solver));
            assertEquals(16L * 50 * 3 * solver.evaluationsPerStep(), dehazer.evaluations(32, 32));
        }
    }
}
