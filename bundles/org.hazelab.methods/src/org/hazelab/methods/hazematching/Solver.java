// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.ArrayList;
import java.util.List;

/**
 * How the way from noise to clean is integrated: dx/dt = v(x, t), v being the network. A solver turns a grid of times
 * into stages, each of which evaluates the network once.
 *
 * <p>Euler's, the midpoint and Heun's rule and that of Adams and Bashforth for steps of any length: Hairer, Norsett and
 * Wanner, "Solving Ordinary Differential Equations I", 2nd edition, II.1 and III.5.
 */
public enum Solver {

    /** x' = x + h v(x, t): order 1, one evaluation a step. As the authors do it. */
    EULER(1) {
        @Override
        void step(TimeGrid grid, int n, List<Stage> stages) {
            stages.add(new Stage(grid.time(n), grid.length(n), 0, false, true));
        }
    },

    /** x' = x + h v(x + h/2 v(x, t), t + h/2): order 2, two evaluations a step. */
    MIDPOINT(2) {
        @Override
        void step(TimeGrid grid, int n, List<Stage> stages) {
            double time = grid.exactly(n);
            double length = grid.exactly(n + 1) - time;
            stages.add(new Stage((float)time, length / 2, 0, false, false));
            stages.add(new Stage((float)(time + length / 2), length, 0, false, true));
        }
    },

    /** x' = x + h/2 (v(x, t) + v(x + h v(x, t), t + h)): order 2, two evaluations a step. */
    HEUN(2) {
        @Override
        void step(TimeGrid grid, int n, List<Stage> stages) {
            double length = grid.exactly(n + 1) - grid.exactly(n);
            stages.add(new Stage(grid.time(n), length, 0, true, false));
            stages.add(new Stage(grid.time(n + 1), length / 2, length / 2, false, true));
        }
    },

    /**
     * x' = x + h (v + h / (2 h0) (v - v0)), v0 and h0 being velocity and length of the step before: order 2, one
     * evaluation a step. The first step is Euler's.
     */
    ADAMS_BASHFORTH(1) {
        @Override
        void step(TimeGrid grid, int n, List<Stage> stages) {
            double length = grid.exactly(n + 1) - grid.exactly(n);
            double slope = n == 0 ? 0 : length * length / (2 * (grid.exactly(n) - grid.exactly(n - 1)));
            stages.add(new Stage(grid.time(n), length + slope, -slope, n + 1 < grid.steps(), true));
        }
    };

    private final int evaluations;

    Solver(int evaluations) {
        this.evaluations = evaluations;
    }

    /**
     * An evaluation of the network, v = v(point, time), and what is made of it. The point is where the stage before has
     * led to, and the state that of the last whole step; a stage leads to
     * {@code state + v * velocity + v0 * remembered}, v0 being what the stage before has found.
     *
     * @param keeps whether the next stage uses v
     * @param ends whether a step is complete: the point becomes the state
     */
    record Stage(float time, double velocity, double remembered, boolean keeps, boolean ends) {

        /** Whether nothing is needed but the state, and nothing kept: the authors' own step. */
        boolean isPlain() {
            return remembered == 0 && !keeps;
        }
    }

    /** Adds the stages of the step that begins at a point of the grid. */
    abstract void step(TimeGrid grid, int n, List<Stage> stages);

    /** How often the network is evaluated in a step. */
    public int evaluationsPerStep() {
        return evaluations;
    }

    /** All stages from noise to clean, in their order: as many as there are evaluations of the network. */
    List<Stage> stages(TimeGrid grid) {
        List<Stage> stages = new ArrayList<>();
        for (int n = 0; n < grid.steps(); n++) {
            step(grid, n, stages);
        }
        return List.copyOf(stages);
    }
}
