// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.page;

import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.ValueRange;

/**
 * One page as it lies in the file, before it is decoded or turned.
 *
 * @param width pixels in a row as stored
 * @param height rows as stored
 * @param channels channels that reading it gives
 * @param bitDepth bits of a sample in the file; 8 for a palette
 * @param floatingPoint whether samples are floating-point numbers
 * @param orientation how it is to be turned, 1 to 8 as in EXIF
 * @param range the range of its values, null if it follows from the pixels
 * @param widestRange the range of its samples where the file declares a smaller one, which its pixels may belie; else
 *     the same
 * @param scratchBytes memory that decoding needs beside the pixels
 */
public record Page(int width, int height, int channels, int bitDepth, boolean floatingPoint, int orientation,
    @Nullable ValueRange range, @Nullable ValueRange widestRange, long scratchBytes) {

    /** A page whose range is that of its samples. */
    public Page(int width, int height, int channels, int bitDepth, boolean floatingPoint, int orientation,
        @Nullable ValueRange range,
        long scratchBytes) {
        this(width, height, channels, bitDepth, floatingPoint, orientation, range, range, scratchBytes);
    }

    public long pixels() {
        return (long)width * height;
    }

    public boolean turnsSideways() {
        return orientation >= 5;
    }

    /** The same page, not to be turned. */
    public Page upright() {
        return new Page(width, height, channels, bitDepth, floatingPoint, Orientation.UPRIGHT, range, widestRange,
            scratchBytes);
    }

    public Page withRanges(@Nullable ValueRange other, @Nullable ValueRange widest) {
        return new Page(width, height, channels, bitDepth, floatingPoint, orientation, other, widest, scratchBytes);
    }

    /** Whether both can be slices of one stack. */
    public boolean fits(Page other) {
        return width == other.width && height == other.height && channels == other.channels
            && bitDepth == other.bitDepth && floatingPoint == other.floatingPoint && orientation == other.orientation;
    }
}
