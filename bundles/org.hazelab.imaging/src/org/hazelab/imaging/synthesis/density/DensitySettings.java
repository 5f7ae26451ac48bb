// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis.density;

import java.util.List;
import java.util.Objects;

import org.hazelab.imaging.HazeLabException;

/**
 * How the density of non-homogeneous haze is drawn; see {@link DensityMap}.
 *
 * @param variant which description of the walk is followed
 * @param size pixels of a side of the square map, 2 to 4096
 * @param walkFactors the walk has size * size * factor steps; one of these factors is drawn for each map, 1 to 1000
 * @param smoothingSigmas standard deviations of the smoothing in pixels of the map; one is drawn for each map
 * @param displacementSd standard deviation of the displacements in pixels of the map, 0 to 100
 */
public record DensitySettings(DensityMap.Variant variant, int size, List<Integer> walkFactors,
    List<Double> smoothingSigmas, double displacementSd) {

    public DensitySettings {
        Objects.requireNonNull(variant);
        walkFactors = List.copyOf(walkFactors);
        smoothingSigmas = List.copyOf(smoothingSigmas);
    }

    /** The values of the published code: 256 pixels, factors 5, 6, 7, sigmas 15, 25, 35, displacement 1. */
    public static DensitySettings published(DensityMap.Variant variant) {
        return new DensitySettings(variant, 256, List.of(5, 6, 7), List.of(15.0, 25.0, 35.0), 1.0);
    }

    /** @throws HazeLabException that says what to change, if a value is out of its range */
    public void validate() throws HazeLabException {
        if (size < 2 || size > 4096) {
            throw new HazeLabException("The density map has a side of " + size + " pixels",
                "Choose a side from 2 to 4096 pixels.");
        }
        if (walkFactors.isEmpty() || walkFactors.stream().anyMatch(f -> f < 1 || f > 1000)) {
            throw new HazeLabException("The walk factors of the density map are " + walkFactors,
                "Give at least one factor, each from 1 to 1000.");
        }
        if (smoothingSigmas.isEmpty() || smoothingSigmas.stream().anyMatch(s -> !(s >= 0.1 && s <= 1000))) {
            throw new HazeLabException("The smoothing widths of the density map are " + smoothingSigmas,
                "Give at least one width, each from 0.1 to 1000 pixels.");
        }
        if (!(displacementSd >= 0 && displacementSd <= 100)) {
            throw new HazeLabException("The displacement of the density map is " + displacementSd + " pixels",
                "Choose a displacement from 0 to 100 pixels.");
        }
        if ((long)size * size * walkFactors.stream().mapToInt(f -> f).max().getAsInt() > 1L << 29) {
            throw new HazeLabException("A density map of " + size + " x " + size + " pixels with the walk factors "
                + walkFactors + " needs more than 500 million steps", "Choose a smaller side or smaller walk factors.");
        }
    }
}
