// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import java.util.HashMap;
import java.util.Map;

import org.hazelab.imaging.random.RandomStream;
import org.hazelab.runtime.tensor.FloatTensor;

/** Draws the positions at which {@link PatchNceLoss} compares: the same for all images of a batch. */
public final class PatchPositions {

    /** Above it, floats do not hold every whole number. */
    private static final int MOST_PIXELS = 1 << 24;

    private PatchPositions() {
    }

    /**
     * The beginning of a random permutation of a map's pixels, counted row by row from 0.
     *
     * @param most how many, at least 1; a map of fewer pixels yields all of them
     * @return (positions), whole numbers
     * @throws IllegalArgumentException if a number is below 1, or the map has more than 2^24 pixels
     */
    public static FloatTensor draw(int rows, int columns, int most, RandomStream random) {
        if (rows < 1 || columns < 1 || most < 1 || (long)rows * columns > MOST_PIXELS) {
            throw new IllegalArgumentException(most + " positions of " + rows + " x " + columns + " pixels");
        }
        int pixels = rows * columns;
        FloatTensor positions = FloatTensor.zeros(Math.min(most, pixels));
        // Fisher and Yates's shuffle of which only what has moved is kept
        Map<Integer, Integer> moved = new HashMap<>();
        for (int i = 0; i < positions.values().length; i++) {
            int j = random.nextInt(i, pixels - 1);
            positions.values()[i] = moved.getOrDefault(j, j);
            moved.put(j, moved.getOrDefault(i, i));
        }
        return positions;
    }
}
