// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.methods.loss.Losses;
import org.hazelab.runtime.tensor.FloatTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the losses draw: positions, augmentations. And weights, which are checked. */
class DrawsTest {

    @Test
    void positionsAreABeginningOfAPermutation() {
        FloatTensor all = PatchPositions.draw(5, 7, 256, RandomStream.of(1));
        assertArrayEquals(new int[] {35}, all.shape());
        Set<Integer> seen = new HashSet<>();
        for (float place : all.values()) {
            assertTrue(place >= 0 && place < 35 && seen.add((int)place), "place " + place);
        }
        FloatTensor some = PatchPositions.draw(5, 7, 9, RandomStream.of(1));
        assertArrayEquals(Arrays.copyOf(all.values(), 9), some.values());
    }

    /** Each pixel comes first as often as the others, and last. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void positionsAreUniform(int at) {
        int[] counts = new int[6];
        int rounds = 6000;
        for (int round = 0; round < rounds; round++) {
            counts[(int)PatchPositions.draw(2, 3, 4, RandomStream.of(3, round)).values()[at]]++;
        }
        for (int count : counts) {
            // four standard deviations of 1000
            assertEquals(rounds / 6.0, count, 4 * Math.sqrt(rounds * 5 / 36.0));
        }
    }

    @ParameterizedTest
    @CsvSource({"0,4,1", "4,0,1", "4,4,0", "4097,4096,1"})
    void positionsAreRefusedWhereThereAreNone(int rows, int columns, int most) {
        assertThrows(IllegalArgumentException.class,
            () -> PatchPositions.draw(rows, columns, most, RandomStream.of(1)));
    }

    @Test
    void augmentationsAreWithinTheirBounds() {
        int images = 4000;
        FloatTensor draws = DiffAugment.draw(images, 28, 10, RandomStream.of(5));
        double[] least = {0, 0, 0, -4, -1, 0, 0};
        // half of 28 is even, so that its centre may be one row further out; half of 10 is odd
        double[] most = {1, 1, 1, 4, 1, 28, 9};
        for (int i = 0; i < DiffAugment.DRAWS; i++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int image = 0; image < images; image++) {
                low = Math.min(low, draws.values()[image * DiffAugment.DRAWS + i]);
                high = Math.max(high, draws.values()[image * DiffAugment.DRAWS + i]);
            }
            assertEquals(least[i], low, i < 3 ? 0.01 : 0, "number " + i);
            assertEquals(most[i], high, i < 3 ? 0.01 : 0, "number " + i);
        }
    }

    private static float[] augmented(FloatTensor image, float... draws) throws HazeLabException {
        Map<String, FloatTensor> arguments =
            Losses.arguments("x", image, "draws", new FloatTensor(new int[] {1, draws.length}, draws));
        try (Losses losses = Losses.load(arguments, scope -> scope,
            (scope, of) -> DiffAugment.of(of.get("x"), of.get("draws")))) {
            return losses.values(arguments);
        }
    }

    /** Nothing is changed by the middle of each range and a rectangle that lies outside. */
    @Test
    void anAugmentationThatDoesNothing() throws HazeLabException {
        FloatTensor image = Losses.random(4, 2, 0, 1, 3, 9, 12);
        assertArrayEquals(image.values(), augmented(image, .5f, .5f, .5f, 0, 0, -9, -12), 1e-6f);
    }

    @Test
    void shiftsAndCutsWithZeros() throws HazeLabException {
        FloatTensor image = FloatTensor.zeros(1, 3, 8, 8);
        Arrays.fill(image.values(), 0.5f);
        float[] changed = augmented(image, .5f, .5f, .5f, 1, -1, 0, 8);
        for (int i = 0; i < changed.length; i++) {
            int row = i / 8 % 8;
            int column = i % 8;
            boolean gone = row == 7 || column == 0 || row < 2 && column >= 6;
            assertEquals(gone ? 0 : 0.5, changed[i], 1e-6, "row " + row + ", column " + column);
        }
    }

    @Test
    void weightsAreFiniteAndNotNegative() {
        assertEquals(0.5, LossWeights.PUBLISHED.highFrequency());
        for (double weight : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY}) {
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class,
                () -> new LossWeights(1, 1, 1, 1, 1, weight, 0, 0));
            assertTrue(refused.getMessage().contains("physical"), refused.getMessage());
        }
    }
}
