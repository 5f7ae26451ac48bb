// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis.density;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hazelab.imaging.random.RandomStream;
import org.junit.jupiter.api.Test;

/** Probabilities: the normal distribution's table (scipy.stats.norm.cdf), to the resolution of 2^-31. */
class DisplacementsTest {

    private static final double RESOLUTION = 0x1p-31;

    @Test
    void truncatesTowardsZero() {
        Displacements drawn = Displacements.truncated(1);
        assertEquals(0.682689492137086, drawn.probability(0), 2 * RESOLUTION);
        assertEquals(0.135905121983278, drawn.probability(1), 2 * RESOLUTION);
        assertEquals(0.021400233916549, drawn.probability(-2), 2 * RESOLUTION);
        assertEquals(0.001318226789798, drawn.probability(3), 2 * RESOLUTION);
        assertEquals(0, drawn.probability(8));
    }

    @Test
    void roundsToNearest() {
        Displacements drawn = Displacements.rounded(1);
        assertEquals(0.382924922548026, drawn.probability(0), 2 * RESOLUTION);
        assertEquals(0.241730337457129, drawn.probability(-1), 2 * RESOLUTION);
        assertEquals(0.060597535943081, drawn.probability(2), 2 * RESOLUTION);
        Displacements wide = Displacements.rounded(10);
        assertEquals(0.039877611676745, wide.probability(0), 2 * RESOLUTION);
    }

    @Test
    void isSymmetricAndComplete() {
        for (double sd : new double[] {0.1, 0.5, 1, 3.7, 100}) {
            for (Displacements drawn : new Displacements[] {Displacements.truncated(sd), Displacements.rounded(sd)}) {
                double sum = drawn.probability(0);
                for (int k = 1; k < 700; k++) {
                    assertEquals(drawn.probability(-k), drawn.probability(k));
                    sum += 2 * drawn.probability(k);
                }
                assertEquals(1, sum, 1e-12);
            }
        }
    }

    @Test
    void staysPutWithoutDeviation() {
        Displacements none = Displacements.truncated(0);
        assertEquals(1, none.probability(0));
        assertEquals(0, none.at(0));
        assertEquals(0, none.at(Integer.MAX_VALUE));
    }

    @Test
    void drawsWithTheseProbabilities() {
        Displacements drawn = Displacements.truncated(1);
        RandomStream random = RandomStream.of(1);
        int[] counts = new int[21];
        int count = 1_000_000;
        for (int i = 0; i < count; i++) {
            counts[drawn.at((int)(random.nextLong() >>> 33)) + 10]++;
        }
        for (int k = -10; k <= 10; k++) {
            double p = drawn.probability(k);
            assertEquals(count * p, counts[k + 10], 1 + 4.5 * Math.sqrt(count * p), "displacement " + k);
        }
    }
}
