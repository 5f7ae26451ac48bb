// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.augmentation;

import java.util.Arrays;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;

/**
 * A colour image of 8 bits with the enhancements of Pillow (13.0), whose bytes it has: ImageEnhance, ImageOps and
 * ImageFilter. Its planes are not changed.
 *
 * @param planes red, green and blue, unsigned, row by row
 */
record EightBit(int width, int height, byte[][] planes) {

    private static final int BLUR_PASSES = 3;
    private static final int FRACTION_BITS = 24;

    /** Rounded from an image in [0, 1] of three channels; what is outside is clipped, NaN becomes 0. */
    static EightBit of(FloatImage image) {
        byte[][] planes = new byte[3][image.pixels()];
        for (int c = 0; c < planes.length; c++) {
            float[] plane = image.plane(c);
            for (int i = 0; i < plane.length; i++) {
                planes[c][i] = (byte)Math.round(255 * Math.min(Math.max(plane[i], 0), 1));
            }
        }
        return new EightBit(image.width(), image.height(), planes);
    }

    /** A rectangle in [0, 1]. */
    FloatImage unit(int left, int top, int columns, int rows) {
        float[][] unit = new float[3][columns * rows];
        for (int c = 0; c < unit.length; c++) {
            for (int i = 0; i < unit[c].length; i++) {
                int at = (top + i / columns) * width + left + i % columns;
                unit[c][i] = (planes[c][at] & 0xFF) / 255f;
            }
        }
        return FloatImage.of(columns, rows, ValueRange.UNIT, unit);
    }

    /** The mean of the luma (ITU-R 601), rounded: what contrast is reduced to. */
    int meanLuma() {
        long sum = 0;
        int pixels = width * height;
        for (int i = 0; i < pixels; i++) {
            int weighted = 19595 * (planes[0][i] & 0xFF) + 38470 * (planes[1][i] & 0xFF)
                + 7471 * (planes[2][i] & 0xFF);
            sum += weighted + 0x8000 >> 16;
        }
        return (int)((double)sum / pixels + 0.5);
    }

    /** ImageEnhance.Contrast; with a level of 0 ImageEnhance.Brightness. */
    EightBit towards(int level, double factor) {
        byte[] table = new byte[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = blend(level, i, (float)factor);
        }
        return mapped(table);
    }

    /** ImageOps.posterize: keeps the upper bits. */
    EightBit posterized(int bits) {
        byte[] table = new byte[256];
        for (int i = 0; i < table.length; i++) {
            table[i] = (byte)(i & -(1 << 8 - bits));
        }
        return mapped(table);
    }

    private EightBit mapped(byte[] table) {
        byte[][] mapped = new byte[3][width * height];
        for (int c = 0; c < mapped.length; c++) {
            for (int i = 0; i < mapped[c].length; i++) {
                mapped[c][i] = table[planes[c][i] & 0xFF];
            }
        }
        return new EightBit(width, height, mapped);
    }

    /** ImageEnhance.Sharpness: from the smoothed image, for 0, to this one, for 1. */
    EightBit sharpened(double factor) {
        byte[][] smooth = smoothed().planes;
        for (int c = 0; c < smooth.length; c++) {
            for (int i = 0; i < smooth[c].length; i++) {
                smooth[c][i] = blend(smooth[c][i] & 0xFF, planes[c][i] & 0xFF, (float)factor);
            }
        }
        return new EightBit(width, height, smooth);
    }

    /** Image.blend with a factor from 0 to 1: truncated. */
    private static byte blend(int from, int to, float factor) {
        return (byte)(int)(from + factor * (to - from));
    }

    /** ImageFilter.SMOOTH: the mean of 3 x 3 pixels, the middle one counted five times; the border stays. */
    private EightBit smoothed() {
        byte[][] smooth = new byte[3][];
        for (int c = 0; c < smooth.length; c++) {
            byte[] from = planes[c];
            smooth[c] = from.clone();
            for (int y = 1; y < height - 1; y++) {
                for (int x = 1, i = y * width + 1; x < width - 1; x++, i++) {
                    int sum = 4 * (from[i] & 0xFF) + three(from, i - width) + three(from, i) + three(from, i + width);
                    smooth[c][i] = (byte)((2 * sum + 13) / 26);
                }
            }
        }
        return new EightBit(width, height, smooth);
    }

    private static int three(byte[] plane, int i) {
        return (plane[i - 1] & 0xFF) + (plane[i] & 0xFF) + (plane[i + 1] & 0xFF);
    }

    /**
     * ImageFilter.GaussianBlur: three box filters of a fractional width along each axis, each rounded to 8 bits
     * (Gwosdek et al., "Theoretical foundations of Gaussian convolution by extended box filtering", 2011); the edge is
     * repeated.
     */
    EightBit blurred(int radius) {
        float box = boxRadius(radius);
        byte[][] blurred = new byte[3][];
        for (int c = 0; c < blurred.length; c++) {
            blurred[c] = planes[c].clone();
            byte[] line = new byte[Math.max(width, height)];
            byte[] next = new byte[line.length];
            for (int y = 0; y < height; y++) {
                blur(blurred[c], y * width, 1, width, box, line, next);
            }
            for (int x = 0; x < width; x++) {
                blur(blurred[c], x, width, height, box, line, next);
            }
        }
        return new EightBit(width, height, blurred);
    }

    /** How many pixels the blur looks to each side. */
    static int reach(int radius) {
        return BLUR_PASSES * ((int)boxRadius(radius) + 1);
    }

    private static float boxRadius(float radius) {
        float variance = radius * radius / BLUR_PASSES;
        float length = (float)Math.sqrt(12.0 * variance + 1.0);
        float whole = (float)Math.floor((length - 1.0) / 2.0);
        float fraction = (float)((2 * whole + 1) * (whole * (whole + 1) - 3.0 * variance));
        fraction = (float)(fraction / (6.0 * (variance - (whole + 1) * (whole + 1))));
        return whole + fraction;
    }

    private static void blur(byte[] plane, int start, int step, int count, float box, byte[] line, byte[] next) {
        for (int i = 0; i < count; i++) {
            line[i] = plane[start + i * step];
        }
        byte[] from = line;
        byte[] to = next;
        for (int pass = 0; pass < BLUR_PASSES; pass++) {
            box(from, to, count, box);
            byte[] swap = from;
            from = to;
            to = swap;
        }
        for (int i = 0; i < count; i++) {
            plane[start + i * step] = from[i];
        }
    }

    private static void box(byte[] from, byte[] to, int count, float box) {
        int radius = (int)box;
        long weight = (long)((float)(1 << FRACTION_BITS) / (box * 2 + 1));
        long farWeight = ((1L << FRACTION_BITS) - (radius * 2 + 1) * weight) / 2;
        long sum = 0;
        for (int i = -radius - 1; i < radius; i++) {
            sum += at(from, i, count);
        }
        for (int i = 0; i < count; i++) {
            int leaving = at(from, i - radius - 1, count);
            sum += at(from, i + radius, count) - leaving;
            long all = sum * weight + (leaving + at(from, i + radius + 1, count)) * farWeight;
            to[i] = (byte)(all + (1 << FRACTION_BITS - 1) >> FRACTION_BITS);
        }
    }

    private static int at(byte[] line, int i, int count) {
        return line[Math.min(Math.max(i, 0), count - 1)] & 0xFF;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EightBit image && width == image.width && height == image.height
            && Arrays.deepEquals(planes, image.planes);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(planes);
    }
}
