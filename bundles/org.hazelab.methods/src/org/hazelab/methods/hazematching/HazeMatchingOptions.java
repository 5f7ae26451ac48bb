// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.List;

import org.hazelab.methods.MethodOption;

/** The options of dehazing that are HazeMatching's own. */
public final class HazeMatchingOptions {

    /** How many clean images are drawn for each hazy one: 8, as the authors' 50 take hours on a processor. */
    public static final MethodOption<Integer> SAMPLES =
        MethodOption.whole("samples", "number of samples", 8, 1, 10_000);

    /** Points of time from noise to clean, both included. */
    public static final MethodOption<Integer> TIME_POINTS =
        MethodOption.whole("timePoints", "number of time points", TimeGrid.AUTHORS.points(), 2, 10_000);

    /** Factor of the noise: 1 for samples, 0 for the one path that begins with zeros. */
    public static final MethodOption<Double> TEMPERATURE = MethodOption.number("temperature", "temperature", 1, 0, 100);

    /** What the tiles of a sample begin with. */
    public static final MethodOption<NoiseMode> NOISE = MethodOption.choice("noise", "noise", NoiseMode.TILE);

    private HazeMatchingOptions() {
    }

    static List<MethodOption<?>> all() {
        return List.of(SAMPLES, TIME_POINTS, TEMPERATURE, NOISE);
    }
}
