// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging;

/**
 * The interval an image's numbers refer to: {@code min} shows as black, {@code max} as white.
 *
 * <p>Pixels may lie outside of it (a dehazed sky, a float image). It is what metrics call the data range, and what maps
 * an image of any bit depth to [0, 1].
 *
 * @param min finite
 * @param max finite, above {@code min}
 */
public record ValueRange(float min, float max) {

    /** [0, 1]: transmission maps and normalised images. */
    public static final ValueRange UNIT = new ValueRange(0, 1);
    /** [0, 255]: 8-bit images. */
    public static final ValueRange UINT8 = new ValueRange(0, 255);
    /** [0, 65535]: 16-bit images. */
    public static final ValueRange UINT16 = new ValueRange(0, 65535);

    public ValueRange {
        if (!(Float.isFinite(min) && Float.isFinite(max) && min < max && Float.isFinite(max - min))) {
            throw new IllegalArgumentException(
                "A value range needs finite limits with min < max, got " + min + " to " + max);
        }
    }

    /** The distance from {@code min} to {@code max}. */
    public float span() {
        return max - min;
    }

    /** Maps {@code min} to 0 and {@code max} to 1, linearly and without clipping. */
    public float normalize(float value) {
        return (value - min) / (max - min);
    }

    /** The inverse of {@link #normalize(float)}. */
    public float denormalize(float unit) {
        return min + unit * (max - min);
    }
}
