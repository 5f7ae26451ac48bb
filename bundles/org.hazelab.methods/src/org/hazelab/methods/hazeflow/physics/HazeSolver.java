// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.physics;

import org.hazelab.imaging.HazeLabException;

/** Euler steps from a hazy image to a clean one, along a velocity that may differ from step to step. */
public final class HazeSolver {

    private final int steps;
    private final StepSchedule schedule;
    private final FirstMap map;
    private final Field field;

    /** A first transmission of an image. */
    @FunctionalInterface
    public interface FirstMap {
        /** @param image planes in 0 to 1, not changed and not kept */
        float[] of(float[][] image) throws HazeLabException;
    }

    /** What a network says of an image. */
    @FunctionalInterface
    public interface Field {
        /**
         * Estimates.
         *
         * @param image planes, not changed and not kept
         * @param t a first transmission, or the one reached
         */
        Estimate of(float[][] image, float[] t) throws HazeLabException;
    }

    /**
     * Velocity and refined transmission.
     *
     * @param velocity planes of as many channels as the image
     */
    public record Estimate(float[][] velocity, float[] transmission) {
    }

    /**
     * What has come of an image.
     *
     * @param clean planes in 0 to 1
     * @param transmission of the hazy image, refined, not cut
     */
    public record Result(float[][] clean, float[] transmission) {
    }

    /**
     * A solver.
     *
     * @param steps at least 1; with one step, the result is J = I + (1 - t) v, cut to 0 to 1
     */
    public HazeSolver(int steps, StepSchedule schedule, FirstMap map, Field field) {
        if (steps < 1) {
            throw new IllegalArgumentException(steps + " steps");
        }
        this.steps = steps;
        this.schedule = schedule;
        this.map = map;
        this.field = field;
    }

    /**
     * Dehazes an image.
     *
     * @param image planes in 0 to 1, written over and given back
     * @throws HazeLabException if map or field fail
     */
    public Result dehaze(float[][] image) throws HazeLabException {
        Estimate first = field.of(image, map.of(image));
        float[] refined = first.transmission();
        Estimate now = first;
        float[] way = way(refined);
        HazeLine.advance(image, way, now.velocity());
        for (int step = 1; step < steps; step++) {
            if (schedule == StepSchedule.AUTHORS) {
                cut(image);
                now = field.of(image, map.of(image));
                way = way(now.transmission());
            } else {
                now = field.of(image, reached(refined, way, step));
            }
            HazeLine.advance(image, way, now.velocity());
        }
        cut(image);
        return new Result(image, refined);
    }

    private float[] way(float[] t) {
        float[] way = new float[t.length];
        for (int i = 0; i < way.length; i++) {
            way[i] = (1 - t[i]) / steps;
        }
        return way;
    }

    private static float[] reached(float[] t, float[] way, int step) {
        float[] reached = new float[t.length];
        for (int i = 0; i < reached.length; i++) {
            reached[i] = t[i] + step * way[i];
        }
        return reached;
    }

    private static void cut(float[][] image) {
        for (float[] plane : image) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = Math.min(Math.max(plane[i], 0), 1);
            }
        }
    }
}
