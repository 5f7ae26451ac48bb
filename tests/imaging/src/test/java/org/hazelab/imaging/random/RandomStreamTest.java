// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamTest {

    @Test
    void givesTheReferenceOutputsOfXoshiro256PlusPlus() {
        // Outputs of the authors' C program xoshiro256plusplus.c from the state 1, 2, 3, 4, as the tests of several
        // libraries (among them rand_xoshiro) list them.
        long[] expected = Stream.of("41943041", "58720359", "3588806011781223", "3591011842654386",
            "9228616714210784205", "9973669472204895162", "14011001112246962877", "12406186145184390807",
            "15849039046786891736", "10450023813501588000").mapToLong(Long::parseUnsignedLong).toArray();
        RandomStream random = new RandomStream(1, 2, 3, 4);
        for (long value : expected) {
            assertEquals(value, random.nextLong());
        }
    }

    @Test
    void seedsWithTheReferenceOutputsOfSplitMix64() {
        // Outputs of the authors' C program splitmix64.c for the seed 1234567.
        long[] expected = Stream.of("6457827717110365317", "3203168211198807973", "9817491932198370423",
            "4593380528125082431", "16408922859458223821").mapToLong(Long::parseUnsignedLong).toArray();
        for (int n = 1; n <= expected.length; n++) {
            assertEquals(expected[n - 1], RandomStream.splitMix(1234567, n));
        }
        RandomStream seeded = RandomStream.of(1234567);
        RandomStream spelledOut = new RandomStream(expected[0], expected[1], expected[2], expected[3]);
        assertEquals(spelledOut.nextLong(), seeded.nextLong());
    }

    @Test
    void derivesTheSameStreamsAsAnIndependentProgram() {
        // First outputs, computed by a Python program written from the class's description alone.
        assertEquals(Long.parseUnsignedLong("15021278609987233951"), RandomStream.of(42).nextLong());
        assertEquals(1530760600747649480L, RandomStream.of(42, 1, 2).nextLong());
        assertEquals(2012775937921775851L, RandomStream.of(-1, 0).nextLong());
    }

    @Test
    void givesEveryPathAStreamOfItsOwn() {
        Set<Long> firsts = new HashSet<>();
        int streams = 0;
        for (long seed = -20; seed < 20; seed++) {
            firsts.add(RandomStream.of(seed).nextLong());
            for (long image = 0; image < 20; image++) {
                firsts.add(RandomStream.of(seed, image).nextLong());
                for (long purpose = 0; purpose < 20; purpose++) {
                    firsts.add(RandomStream.of(seed, image, purpose).nextLong());
                }
            }
            streams += 1 + 20 + 400;
        }
        assertEquals(streams, firsts.size());
        assertNotEquals(RandomStream.of(1, 2, 3).nextLong(), RandomStream.of(1, 3, 2).nextLong());
    }

    @Test
    void repeatsItself() {
        RandomStream one = RandomStream.of(7, 8, 9);
        RandomStream other = RandomStream.of(7, 8, 9);
        for (int i = 0; i < 1000; i++) {
            assertEquals(one.nextGaussian(), other.nextGaussian());
        }
    }

    @Test
    void drawsUniformNumbersBelowOne() {
        RandomStream random = RandomStream.of(1);
        int[] tenths = new int[10];
        for (int i = 0; i < 100_000; i++) {
            double value = random.nextDouble();
            assertTrue(value >= 0 && value < 1);
            tenths[(int)(10 * value)]++;
            float single = random.nextFloat();
            assertTrue(single >= 0 && single < 1);
            double ranged = random.nextDouble(-2, 5);
            assertTrue(ranged >= -2 && ranged <= 5);
        }
        // 10,000 expected, standard deviation 95
        Arrays.stream(tenths).forEach(count -> assertEquals(10_000, count, 450));
    }

    @Test
    void drawsEveryIntegerEquallyOften() {
        RandomStream random = RandomStream.of(2);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            counts[random.nextInt(7)]++;
        }
        Arrays.stream(counts).forEach(count -> assertEquals(10_000, count, 450));
        // With 2^32 = 1.33 * bound, a plain multiplication would favour a third of the integers two to one.
        int bound = 3 << 29;
        int lowThirds = 0;
        for (int i = 0; i < 30_000; i++) {
            lowThirds += random.nextInt(bound) % 3 == 0 ? 1 : 0;
        }
        assertEquals(10_000, lowThirds, 400);
    }

    @Test
    void includesBothLimitsOfIntegers() {
        RandomStream random = RandomStream.of(3);
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            seen.add(random.nextInt(-1, 1));
        }
        assertEquals(Set.of(-1, 0, 1), seen);
        assertEquals(5, random.nextInt(5, 5));
        assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
        assertThrows(IllegalArgumentException.class, () -> random.nextInt(2, 1));
    }

    @Test
    void keepsProbabilitiesZeroAndOne() {
        RandomStream random = RandomStream.of(4);
        for (int i = 0; i < 1000; i++) {
            assertTrue(random.nextBoolean(1));
            assertEquals(false, random.nextBoolean(0));
        }
    }

    @Test
    void drawsNormalNumbers() {
        int count = 2_000_000;
        RandomStream random = RandomStream.of(5);
        double[] drawn = new double[count];
        double sum = 0;
        double squares = 0;
        double fourths = 0;
        int beyondTail = 0;
        for (int i = 0; i < count; i++) {
            double x = random.nextGaussian();
            drawn[i] = x;
            sum += x;
            squares += x * x;
            fourths += x * x * x * x;
            beyondTail += Math.abs(x) > 3.6541528853610088 ? 1 : 0;
        }
        // standard errors: 0.0007, 0.001, 0.007
        assertEquals(0, sum / count, 0.003);
        assertEquals(1, squares / count, 0.004);
        assertEquals(3, fourths / count, 0.03);
        // beyond the last layer: probability 2.580e-4 by the error function, so 516 expected, standard deviation 23
        assertEquals(516, beyondTail, 90);
        // Kolmogorov-Smirnov at some places of the distribution: values of the normal distribution from any table
        Arrays.sort(drawn);
        double[][] places = {{-3, 0.001349898}, {-2, 0.022750132}, {-1, 0.158655254}, {-0.5, 0.308537539}, {0, 0.5},
            {0.2152, 0.585194}, {0.5, 0.691462461}, {1, 0.841344746}, {2, 0.977249868}, {3, 0.998650102}};
        for (double[] place : places) {
            int below = -1 - Arrays.binarySearch(drawn, place[0]);
            assertEquals(place[1], below / (double)count, 1.63 / Math.sqrt(count), "share below " + place[0]);
        }
    }

    /** Mean and variance of a Poisson distribution are its parameter; bounds of five standard errors. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 1, 9.99, 10, 11.5, 47, 300, 12345.6})
    void poissonNumbersHaveTheirMeanAndVariance(double mean) {
        RandomStream random = RandomStream.of(77);
        int count = 200_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < count; i++) {
            double deviation = random.nextPoisson(mean) - mean;
            sum += deviation;
            squares += deviation * deviation;
        }
        assertEquals(0, sum / count, 5 * Math.sqrt(mean / count));
        assertEquals(mean, squares / count, 5 * Math.sqrt((mean + 2 * mean * mean) / count));
    }

    @Test
    void poissonNumbersHaveTheirProbabilities() {
        RandomStream random = RandomStream.of(78);
        double mean = 12;
        int count = 500_000;
        int[] seen = new int[200];
        for (int i = 0; i < count; i++) {
            seen[(int)random.nextPoisson(mean)]++;
        }
        double probability = Math.exp(-mean);
        for (int k = 0; k < 40; k++) {
            assertEquals(probability, (double)seen[k] / count, 5 * Math.sqrt(probability / count) + 1e-9, "k = " + k);
            probability *= mean / (k + 1);
        }
    }
}
