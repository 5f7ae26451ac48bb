// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import org.hazelab.imaging.random.RandomStream;

/**
 * A change of an image whose effect on the dehazed one can be undone: one of the eight ways to turn and mirror it, then
 * each value to the power of a number near 1.
 *
 * @param way from 0 to 7; 0 leaves the image as it lies
 * @param gamma the power
 */
record Augmentation(int way, double gamma) {

    /** No change. */
    static final Augmentation NONE = new Augmentation(0, 1);

    private static final int WAYS = 8;
    private static final int TRANSPOSE = 4;
    private static final int FLIP_ROWS = 2;
    private static final int FLIP_COLUMNS = 1;
    /** The largest power is 2 to the power of this, the smallest one over that. */
    private static final double OCTAVE = 0.25;

    /** Of the first sample none; of others one that seed, image and sample decide. */
    static Augmentation of(long seed, long image, int sample) {
        if (sample == 0) {
            return NONE;
        }
        RandomStream random = RandomStream.of(seed, image, sample);
        int way = random.nextInt(WAYS);
        return new Augmentation(way, Math.pow(2, random.nextDouble(-OCTAVE, OCTAVE)));
    }

    /** Whether rows become columns. */
    boolean transposes() {
        return (way & TRANSPOSE) != 0;
    }

    /** The changed plane, an array of its own; {@code height} and {@code width} are those of the given one. */
    float[] changed(float[] plane, int height, int width) {
        float[] changed = new float[plane.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                changed[place(y, x, height, width)] = power(plane[y * width + x], gamma);
            }
        }
        return changed;
    }

    /** The plane without the change, or itself; {@code height} and {@code width} are those of the result. */
    float[] undone(float[] changed, int height, int width) {
        return back(changed, height, width, 1 / gamma);
    }

    /** As {@link #undone}, for a plane of which only places were changed. */
    float[] turnedBack(float[] changed, int height, int width) {
        return back(changed, height, width, 1);
    }

    private float[] back(float[] changed, int height, int width, double power) {
        if (way == 0 && power == 1) {
            return changed;
        }
        float[] plane = new float[changed.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                plane[y * width + x] = power(changed[place(y, x, height, width)], power);
            }
        }
        return plane;
    }

    private static float power(float value, double power) {
        return power == 1 ? value : (float)Math.pow(value, power);
    }

    /** Where a pixel goes: flipped within the image, then rows and columns exchanged. */
    private int place(int y, int x, int height, int width) {
        int row = (way & FLIP_ROWS) == 0 ? y : height - 1 - y;
        int column = (way & FLIP_COLUMNS) == 0 ? x : width - 1 - x;
        return transposes() ? column * height + row : row * width + column;
    }
}
