// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.physics;

/**
 * The line from airlight to clean image, on which a hazy image lies: for single numbers, and for planes of images. All
 * may be of any size; in HazeFlow, images are in 0 to 1. Equation numbers are those of the paper.
 */
public final class HazeLine {

    private HazeLine() {
    }

    /** I = t J + (1 - t) A (1). */
    public static float hazy(float clean, float airlight, float t) {
        return t * clean + (1 - t) * airlight;
    }

    /** v = J - A (7). */
    public static float velocity(float clean, float airlight) {
        return clean - airlight;
    }

    /** J = I + (1 - t) v: the pseudo clean image (15), and the whole way at once (8). */
    public static float clean(float hazy, float t, float velocity) {
        return hazy + (1 - t) * velocity;
    }

    /** A = I - t v: the pseudo airlight (16). */
    public static float airlight(float hazy, float t, float velocity) {
        return hazy - t * velocity;
    }

    /**
     * A step along the velocity, written over an image.
     *
     * @param image planes of an image
     * @param way how far t moves at each pixel
     * @param velocity planes of as many channels
     */
    static void advance(float[][] image, float[] way, float[][] velocity) {
        for (int c = 0; c < image.length; c++) {
            for (int i = 0; i < way.length; i++) {
                image[c][i] += way[i] * velocity[c][i];
            }
        }
    }
}
