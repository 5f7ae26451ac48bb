// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging;

import java.util.Arrays;
import java.util.Objects;

/**
 * An image of 32-bit floats, stored as planes: axes slice (z or page), channel, y, x.
 *
 * <p>The planes are handed out as they are, not copied: the code that makes an image fills them and keeps no
 * reference to them; all other code only reads them. Colour images have three channels in the order red, green, blue.
 */
public final class FloatImage {

    private final int width;
    private final int height;
    private final int channels;
    private final float[][] planes;
    private final ValueRange range;

    private FloatImage(int width, int height, int channels, float[][] planes, ValueRange range) {
        this.width = width;
        this.height = height;
        this.channels = channels;
        this.planes = planes;
        this.range = Objects.requireNonNull(range);
    }

    /**
     * An image of one slice over the given planes, which it keeps.
     *
     * @param planes one array of {@code width * height} pixels a channel, row by row
     * @throws IllegalArgumentException if a size is below 1 or a plane has another length
     */
    public static FloatImage of(int width, int height, ValueRange range, float[]... planes) {
        return stack(width, height, planes.length, range, planes);
    }

    /**
     * An image of one or more slices over the given planes, which it keeps.
     *
     * @param planes {@code slices * channels} arrays of {@code width * height} pixels, channels of a slice side by side
     * @throws IllegalArgumentException if a size is below 1, a plane has another length, or the planes do not fill
     *     slices
     */
    public static FloatImage stack(int width, int height, int channels, ValueRange range, float[]... planes) {
        if (width < 1 || height < 1 || channels < 1 || planes.length < 1 || planes.length % channels != 0) {
            throw new IllegalArgumentException("No image has " + width + " x " + height + " pixels, " + channels
                + " channels and " + planes.length + " planes");
        }
        int pixels = Math.multiplyExact(width, height);
        for (float[] plane : planes) {
            if (plane.length != pixels) {
                throw new IllegalArgumentException(
                    "A plane of " + plane.length + " pixels is not " + width + " x " + height);
            }
        }
        return new FloatImage(width, height, channels, planes.clone(), range);
    }

    /** A new image of zeros. */
    public static FloatImage zeros(int width, int height, int channels, ValueRange range) {
        return of(width, height, range, new float[channels][Math.multiplyExact(width, height)]);
    }

    /** Pixels in a row. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** Colour or fluorescence channels of a slice. */
    public int channels() {
        return channels;
    }

    /** Slices of a stack, 1 for a plain image. */
    public int slices() {
        return planes.length / channels;
    }

    /** Pixels of one plane: width times height. */
    public int pixels() {
        return width * height;
    }

    /** The interval the numbers refer to; they may leave it. */
    public ValueRange range() {
        return range;
    }

    /** The pixels of a channel of the first slice, row by row: the array itself, for reading. */
    public float[] plane(int channel) {
        return plane(0, channel);
    }

    /** The pixels of a channel of a slice, row by row: the array itself, for reading. */
    public float[] plane(int slice, int channel) {
        Objects.checkIndex(channel, channels);
        return planes[slice * channels + channel];
    }

    /** One slice as an image of its own, sharing the pixels. */
    public FloatImage slice(int slice) {
        return of(width, height, range, Arrays.copyOfRange(planes, slice * channels, (slice + 1) * channels));
    }

    /** The same pixels under another range: nothing is rescaled. */
    public FloatImage withRange(ValueRange other) {
        return new FloatImage(width, height, channels, planes, other);
    }

    /** A copy with the range mapped linearly to [0, 1], without clipping; this image itself if that is its range. */
    public FloatImage normalized() {
        return mapRange(ValueRange.UNIT);
    }

    /** A copy with this range mapped linearly to another one, without clipping; this image itself if both are equal. */
    public FloatImage mapRange(ValueRange target) {
        if (target.equals(range)) {
            return this;
        }
        float[][] mapped = new float[planes.length][];
        for (int p = 0; p < planes.length; p++) {
            float[] from = planes[p];
            float[] to = new float[from.length];
            for (int i = 0; i < to.length; i++) {
                to[i] = target.denormalize(range.normalize(from[i]));
            }
            mapped[p] = to;
        }
        return new FloatImage(width, height, channels, mapped, target);
    }

    /** Same sizes, range and pixels, NaN being equal to NaN. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FloatImage that && width == that.width && height == that.height
            && channels == that.channels && range.equals(that.range) && Arrays.deepEquals(planes, that.planes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(width, height, channels, range, Arrays.deepHashCode(planes));
    }

    @Override
    public String toString() {
        return width + " x " + height + (channels > 1 ? ", " + channels + " channels" : "")
            + (slices() > 1 ? ", " + slices() + " slices" : "") + ", range " + range.min() + " to " + range.max();
    }
}
