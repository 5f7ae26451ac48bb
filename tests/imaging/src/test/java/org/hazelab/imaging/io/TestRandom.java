// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;

/** Random numbers for tests, the same for ever: SplitMix64. */
public final class TestRandom {

    private long state;

    public TestRandom(long seed) {
        state = seed;
    }

    public long next() {
        state += 0x9e3779b97f4a7c15L;
        long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** From 0 to {@code bound}, exclusive. */
    public int below(int bound) {
        return (int)Long.remainderUnsigned(next(), bound);
    }

    /** From 0 to 1, exclusive. */
    float unit() {
        return (next() >>> 40) * 0x1p-24f;
    }

    /** An image of whole numbers from 0 to {@code most}, in parts smooth so that every filter of PNG is used. */
    FloatImage whole(int width, int height, int channels, int most, ValueRange range) {
        float[][] planes = new float[channels][width * height];
        for (float[] plane : planes) {
            int start = below(most + 1);
            int right = below(7) - 3;
            int down = below(7) - 3;
            boolean noise = below(2) == 0;
            for (int i = 0; i < plane.length; i++) {
                int v = noise ? below(most + 1) : start + right * (i % width) + down * (i / width);
                plane[i] = Math.floorMod(v, most + 1);
            }
        }
        return FloatImage.of(width, height, range, planes);
    }

    /** An image of floats with any bits, NaN, infinities and negative zero among them. */
    public FloatImage anything(int width, int height, int channels, int slices, ValueRange range) {
        float[][] planes = new float[channels * slices][width * height];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = Float.intBitsToFloat((int)next());
            }
        }
        return FloatImage.stack(width, height, channels, range, planes);
    }
}
