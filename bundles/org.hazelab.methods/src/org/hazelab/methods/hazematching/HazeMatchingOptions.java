// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.List;

import org.hazelab.methods.MethodOption;
import org.hazelab.methods.MethodOptions;

/** The options of dehazing that are HazeMatching's own. */
public final class HazeMatchingOptions {

    /** How many clean images are drawn for each hazy one: 8, as the authors' 50 take hours on a processor. */
    public static final MethodOption<Integer> SAMPLES =
        MethodOption.whole("samples", "number of samples", 8, 1, 10_000);

    /** Points of time from noise to clean, both included. */
    public static final MethodOption<Integer> TIME_POINTS =
        MethodOption.whole("timePoints", "number of time points", TimeGrid.AUTHORS.points(), 2, 10_000);

    /** How the way from noise to clean is integrated. */
    public static final MethodOption<Solver> SOLVER = MethodOption.choice("solver", "solver", Solver.EULER);

    /** How the points of time lie between noise and clean. */
    public static final MethodOption<TimeGrid.Spacing> SPACING =
        MethodOption.choice("spacing", "spacing of the time points", TimeGrid.Spacing.EVEN);

    /** Factor of the noise: 1 for samples, 0 for the one path that begins with zeros. */
    public static final MethodOption<Double> TEMPERATURE = MethodOption.number("temperature", "temperature", 1, 0, 100);

    /** What the tiles of a sample begin with. */
    public static final MethodOption<NoiseMode> NOISE = MethodOption.choice("noise", "noise", NoiseMode.TILE);

    /**
     * Tiles whose pixels are all below this gray level of the hazy image are background: the darkest of them is
     * dehazed, and its pixels are given to the others, sample by sample. 0 for none.
     */
    public static final MethodOption<Double> BACKGROUND =
        MethodOption.number("background", "gray level of background tiles", 0, 0, 1e9);

    private HazeMatchingOptions() {
    }

    /**
     * 4 evaluations in place of the authors' 19. What they cost in scores is in docs/measurements.md, "Fewer
     * evaluations".
     */
    public static MethodOptions fast(MethodOptions options) {
        return options.with(SOLVER, Solver.ADAMS_BASHFORTH).with(TIME_POINTS, 5).with(SPACING, TimeGrid.Spacing.EVEN);
    }

    static List<MethodOption<?>> all() {
        return List.of(SAMPLES, TIME_POINTS, SOLVER, SPACING, TEMPERATURE, NOISE, BACKGROUND);
    }
}
