// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging;

/** Looks for pixels that are finite numbers in all channels: neither NaN nor infinite. */
public final class FinitePixels {

    private FinitePixels() {
    }

    /**
     * Refuses an image that shows nothing.
     *
     * @param what begins the sentence, such as {@code The image}
     * @param remedy what the user can do
     * @throws HazeLabException if no pixel of any slice is finite in all channels
     */
    public static void requireSome(FloatImage image, String what, String remedy) throws HazeLabException {
        for (int z = 0; z < image.slices(); z++) {
            for (int i = 0; i < image.pixels(); i++) {
                if (isFinite(image, z, i)) {
                    return;
                }
            }
        }
        throw new HazeLabException(what + " has no pixel that is a finite number", remedy);
    }

    /** How many pixels are not finite in all channels. */
    public static long odd(FloatImage image) {
        long odd = 0;
        for (int z = 0; z < image.slices(); z++) {
            for (int i = 0; i < image.pixels(); i++) {
                odd += isFinite(image, z, i) ? 0 : 1;
            }
        }
        return odd;
    }

    private static boolean isFinite(FloatImage image, int slice, int pixel) {
        for (int c = 0; c < image.channels(); c++) {
            if (!Float.isFinite(image.plane(slice, c)[pixel])) {
                return false;
            }
        }
        return true;
    }
}
