// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.page;

import java.util.Arrays;

import org.hazelab.imaging.HazeLabException;

/**
 * How a stored image is to be turned for viewing: the values 1 to 8 of the EXIF and TIFF tag 274, which name where the
 * stored first row and first column belong.
 */
public final class Orientation {

    /** As it is stored. */
    public static final int UPRIGHT = 1;

    private static final int TAG = 274;
    private static final int SHORT = 3;

    private Orientation() {
    }

    /** The value if it is one of the eight, else {@link #UPRIGHT}. */
    public static int of(long value) {
        return value >= 1 && value <= 8 ? (int)value : UPRIGHT;
    }

    /** The pixels turned, for sizes as stored; from 5 on, width and height change places. */
    public static float[] turn(float[] plane, int width, int height, int orientation) {
        if (orientation == UPRIGHT) {
            return plane;
        }
        // Where the turned image starts in the stored one, and how far a step to the right and one down go there.
        boolean fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        boolean sideways = orientation >= 5;
        int start = (fromRight ? width - 1 : 0) + (fromBottom ? (height - 1) * width : 0);
        int alongRow = fromRight ? -1 : 1;
        int alongColumn = fromBottom ? -width : width;
        int right = sideways ? alongColumn : alongRow;
        int down = sideways ? alongRow : alongColumn;
        int turnedWidth = sideways ? height : width;
        int turnedHeight = sideways ? width : height;
        float[] turned = new float[plane.length];
        // In squares, so that a sideways walk stays in the cache.
        int side = 64;
        for (int y0 = 0; y0 < turnedHeight; y0 += side) {
            for (int x0 = 0; x0 < turnedWidth; x0 += side) {
                int yEnd = Math.min(turnedHeight, y0 + side);
                int xEnd = Math.min(turnedWidth, x0 + side);
                for (int y = y0; y < yEnd; y++) {
                    int from = start + y * down + x0 * right;
                    int to = y * turnedWidth;
                    for (int x = x0; x < xEnd; x++, from += right) {
                        turned[to + x] = plane[from];
                    }
                }
            }
        }
        return turned;
    }

    /**
     * The orientation in EXIF data, a small TIFF structure; {@link #UPRIGHT} where there is none or it makes no sense:
     * bad metadata is no reason to refuse a good image.
     */
    public static int ofExif(byte[] exif, int from, int to) {
        int length = to - from;
        if (length < 14) {
            return UPRIGHT;
        }
        try {
            byte[] tiff = Arrays.copyOfRange(exif, from, to);
            ByteInput input = ByteInput.of("The EXIF data", tiff);
            int mark = input.u16(0);
            if (mark != 0x4949 && mark != 0x4d4d) {
                return UPRIGHT;
            }
            input.littleEndian(mark == 0x4949);
            long directory = input.u32(4);
            int entries = input.u16(directory);
            for (int e = 0; e < entries; e++) {
                long entry = directory + 2 + 12L * e;
                if (input.u16(entry) == TAG && input.u16(entry + 2) == SHORT) {
                    return of(input.u16(entry + 8));
                }
            }
        } catch (HazeLabException e) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }
}
