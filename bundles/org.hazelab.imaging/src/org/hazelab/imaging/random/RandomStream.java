// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.random;

/**
 * A reproducible stream of random numbers: the generator xoshiro256++ of Blackman and Vigna, its four words of state
 * filled by SplitMix64 from a key.
 *
 * <p>Streams are derived by a path, such as (seed, image, purpose, row): each path has a stream of its own, so that a
 * step which is switched off, or draws more numbers than before, does not shift the numbers of any other step, and rows
 * can be drawn by several threads in any order. A path of the seed alone gives the seeding that the authors of the
 * generator recommend.
 *
 * <p>Everything here uses + - * / and square root, which Java defines to the bit, and {@link StrictMath}. One stream is
 * for one thread.
 */
public final class RandomStream {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double TO_DOUBLE = 0x1p-53;
    private static final float TO_FLOAT = 0x1p-24f;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /** The stream with this state, which must not be all zeros. */
    RandomStream(long s0, long s1, long s2, long s3) {
        this.s0 = s0;
        this.s1 = s1;
        this.s2 = s2;
        this.s3 = s3;
    }

    /**
     * The stream of a seed and a path below it.
     *
     * @param seed any number
     * @param path what the numbers are for, from the general to the particular; may be empty
     */
    public static RandomStream of(long seed, long... path) {
        long key = seed;
        for (long step : path) {
            key = mix(key + GOLDEN_GAMMA) ^ step;
        }
        return new RandomStream(splitMix(key, 1), splitMix(key, 2), splitMix(key, 3), splitMix(key, 4));
    }

    /** The n-th output, from 1, of SplitMix64 started with a key. */
    static long splitMix(long key, int n) {
        return mix(key + n * GOLDEN_GAMMA);
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The next 64 random bits. */
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** A uniform number from [0, 1): a multiple of 2^-53. */
    public double nextDouble() {
        return (nextLong() >>> 11) * TO_DOUBLE;
    }

    /** A uniform number from [0, 1): a multiple of 2^-24. */
    public float nextFloat() {
        return (nextLong() >>> 40) * TO_FLOAT;
    }

    /** True with the given probability: never for 0, always for 1. */
    public boolean nextBoolean(double probability) {
        return nextDouble() < probability;
    }

    /**
     * A uniform number between two limits.
     *
     * @param from finite
     * @param to finite, not below {@code from}; reached only if both are equal or by rounding
     */
    public double nextDouble(double from, double to) {
        return from + (to - from) * nextDouble();
    }

    /**
     * A uniform integer from 0 to {@code bound}, exclusive, every one with exactly the same probability (Lemire's
     * multiplication with rejection, "Fast random integer generation in an interval", 2019).
     *
     * @throws IllegalArgumentException if {@code bound} is below 1
     */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("No integer lies between 0 and " + bound);
        }
        long product = (nextLong() >>> 32) * bound;
        long low = product & 0xFFFFFFFFL;
        if (low < bound) {
            long rejected = (1L << 32) % bound;
            while (low < rejected) {
                product = (nextLong() >>> 32) * bound;
                low = product & 0xFFFFFFFFL;
            }
        }
        return (int)(product >>> 32);
    }

    /**
     * A uniform integer between two limits, both included.
     *
     * @throws IllegalArgumentException if {@code to} is below {@code from} or more than 2^31 - 2 above it
     */
    public int nextInt(int from, int to) {
        return from + nextInt(Math.addExact(Math.subtractExact(to, from), 1));
    }

    /** A number from the normal distribution with mean 0 and standard deviation 1. */
    public double nextGaussian() {
        return Ziggurat.draw(this);
    }

    /**
     * A number from the Poisson distribution: how many independent events happen of which {@code mean} are expected.
     *
     * @param mean from 0 to 2^52
     * @throws IllegalArgumentException if there is no such distribution
     */
    public long nextPoisson(double mean) {
        return Poisson.draw(this, mean);
    }
}
