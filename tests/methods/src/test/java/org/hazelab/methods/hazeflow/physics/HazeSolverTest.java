// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.hazeflow.physics.HazeSolver.Estimate;
import org.hazelab.methods.hazeflow.physics.HazeSolver.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The model of scattering as an ordinary differential equation, and its solver on images of known numbers. */
class HazeSolverTest {

    private static final float[] T = {0.1f, 0.25f, 0.6f, 1};
    private static final float[][] CLEAN = {{0.1f, 0.2f, 0.3f, 0.4f}, {0.9f, 0.7f, 0.5f, 0.3f}, {0, 0.5f, 1, 0.2f}};
    private static final float[] AIRLIGHT = {0.9f, 0.8f, 0.95f};

    private static float[][] hazy() {
        float[][] hazy = new float[3][T.length];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < T.length; i++) {
                hazy[c][i] = HazeLine.hazy(CLEAN[c][i], AIRLIGHT[c], T[i]);
            }
        }
        return hazy;
    }

    private static float[][] velocity() {
        float[][] velocity = new float[3][T.length];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < T.length; i++) {
                velocity[c][i] = HazeLine.velocity(CLEAN[c][i], AIRLIGHT[c]);
            }
        }
        return velocity;
    }

    private static void assertPlanes(float[][] expected, float[][] planes) {
        assertEquals(expected.length, planes.length);
        for (int c = 0; c < expected.length; c++) {
            assertArrayEquals(expected[c], planes[c], 1e-6f);
        }
    }

    /** I at t = 0 is the airlight, at t = 1 the clean image, and dI/dt = J - A between. */
    @ParameterizedTest
    @CsvSource({"0.2, 0.9", "0.7, 0.7", "0, 1.8"})
    void theHazyImageMovesFromAirlightToCleanWithConstantVelocity(float clean, float airlight) {
        assertEquals(airlight, HazeLine.hazy(clean, airlight, 0));
        assertEquals(clean, HazeLine.hazy(clean, airlight, 1), 1e-7);
        for (float t = 0; t < 1; t += 0.125f) {
            float slope = (HazeLine.hazy(clean, airlight, t + 0.125f) - HazeLine.hazy(clean, airlight, t)) / 0.125f;
            assertEquals(HazeLine.velocity(clean, airlight), slope, 1e-6);
        }
    }

    /** Of any velocity, the pseudo clean image less the pseudo airlight is that velocity. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.3, -0.7", "0.9, 0, 0.2", "0.1, 1, -1", "0.4, 1.2, 0.8"})
    void bothEndsOfTheLineAreAVelocityApart(float hazy, float t, float velocity) {
        float clean = HazeLine.clean(hazy, t, velocity);
        float airlight = HazeLine.airlight(hazy, t, velocity);
        assertEquals(velocity, clean - airlight, 1e-6);
        assertEquals(hazy, HazeLine.hazy(clean, airlight, t), 1e-6);
    }

    @Test
    void theEndsOfAnExactVelocityAreCleanImageAndAirlight() {
        float[][] hazy = hazy();
        float[][] velocity = velocity();
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < T.length; i++) {
                assertEquals(CLEAN[c][i], HazeLine.clean(hazy[c][i], T[i], velocity[c][i]), 1e-6);
                assertEquals(AIRLIGHT[c], HazeLine.airlight(hazy[c][i], T[i], velocity[c][i]), 1e-6);
            }
        }
    }

    /** The first map is not what leads there: the refined transmission is. */
    @ParameterizedTest
    @EnumSource(StepSchedule.class)
    void oneStepIsTheClosedForm(StepSchedule schedule) throws HazeLabException {
        List<float[]> told = new ArrayList<>();
        HazeSolver solver = new HazeSolver(1, schedule, image -> new float[] {0.5f, 0.5f, 0.5f, 0.5f}, (image, t) -> {
            told.add(t.clone());
            return new Estimate(velocity(), T.clone());
        });
        Result result = solver.dehaze(hazy());
        assertPlanes(CLEAN, result.clean());
        assertArrayEquals(T, result.transmission());
        assertEquals(1, told.size());
        assertArrayEquals(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, told.get(0));
    }

    /** The velocity being constant, as many steps reach the same image. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10})
    void fixedStepsReachTheCleanImageAndTellTheTransmissionOnTheWay(int steps) throws HazeLabException {
        List<float[]> told = new ArrayList<>();
        HazeSolver solver = new HazeSolver(steps, StepSchedule.FIXED, image -> {
            assertPlanes(hazy(), image);
            return new float[T.length];
        }, (image, t) -> {
            told.add(t.clone());
            return new Estimate(velocity(), told.size() == 1 ? T.clone() : new float[T.length]);
        });
        Result result = solver.dehaze(hazy());
        assertPlanes(CLEAN, result.clean());
        assertArrayEquals(T, result.transmission());
        assertEquals(steps, told.size());
        for (int step = 1; step < steps; step++) {
            for (int i = 0; i < T.length; i++) {
                assertEquals(T[i] + step * (1 - T[i]) / steps, told.get(step)[i], 1e-6);
            }
        }
    }

    /** Each step asks for map and transmission again, goes 1/N of the rest, and cuts. */
    @Test
    void theAuthorsStepsBeginAgainFromTheImageReached() throws HazeLabException {
        List<Float> seen = new ArrayList<>();
        HazeSolver solver = new HazeSolver(2, StepSchedule.AUTHORS, image -> {
            seen.add(image[0][0]);
            return new float[] {image[0][0]};
        }, (image, t) -> new Estimate(new float[][] {{-0.4f}, {4}, {-4}}, new float[] {t[0] / 2}));
        Result result = solver.dehaze(new float[][] {{0.6f}, {0.5f}, {0.5f}});
        // t = 0.3, 0.6 - 0.7 / 2 * 0.4 = 0.46; t = 0.23, 0.46 - 0.77 / 2 * 0.4 = 0.306
        assertEquals(List.of(0.6f, 0.46f), List.of(seen.get(0), Math.round(seen.get(1) * 1e6f) / 1e6f));
        assertPlanes(new float[][] {{0.306f}, {1}, {0}}, result.clean());
        assertEquals(0.3f, result.transmission()[0], 1e-6);
    }

    @Test
    void refusesNoSteps() {
        assertThrows(IllegalArgumentException.class,
            () -> new HazeSolver(0, StepSchedule.FIXED, image -> T, (image, t) -> new Estimate(image, t)));
    }
}
