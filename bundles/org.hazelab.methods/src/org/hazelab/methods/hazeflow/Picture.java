// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.methods.dehazing.HazyInput;
import org.hazelab.methods.dehazing.Tiling;

/**
 * Red, green and blue in 0 to 1, as the network sees them.
 *
 * @param planes (height, width)
 */
record Picture(int height, int width, float[][] planes) {

    private static final int COLORS = 3;

    /**
     * What the network sees of an image: its colors, or its gray three times, cut to the image's range.
     *
     * @throws HazeLabException if it has neither 1, 3 nor 4 channels, several slices, or pixels that are not finite
     */
    static Picture of(FloatImage hazy) throws HazeLabException {
        HazyInput.requirePlain(hazy, "HazeFlow");
        int channels = hazy.channels();
        if (channels != 1 && channels != COLORS && !hasAlpha(hazy)) {
            throw new HazeLabException("The image has " + channels + " channels, and HazeFlow dehazes color and gray "
                + "images", "Give images of 1 channel, of 3, or of 4 with transparency as the last one");
        }
        float[][] planes = new float[COLORS][];
        for (int c = 0; c < COLORS; c++) {
            planes[c] = channels == 1 && c > 0 ? planes[0].clone() : unit(hazy, c);
        }
        return new Picture(hazy.height(), hazy.width(), planes);
    }

    /** Whether the last channel is transparency, which the network does not see. */
    static boolean hasAlpha(FloatImage image) {
        return image.channels() == COLORS + 1;
    }

    private static float[] unit(FloatImage hazy, int channel) throws HazeLabException {
        float[] values = hazy.plane(channel);
        HazyInput.requireFinite(values);
        float[] unit = new float[values.length];
        ValueRange range = hazy.range();
        for (int i = 0; i < unit.length; i++) {
            unit[i] = Math.min(Math.max(range.normalize(values[i]), 0), 1);
        }
        return unit;
    }

    /** The picture continued at the bottom and the right by its mirror image to multiples of a number. */
    Picture padded(int multiple) throws HazeLabException {
        int rows = up(height, multiple);
        int columns = up(width, multiple);
        if ((long)rows * columns > Integer.MAX_VALUE - Byte.MAX_VALUE) {
            throw new HazeLabException("The image is too large: " + width + " x " + height + " pixels",
                "Cut it into parts, or make it smaller");
        }
        if (rows == height && columns == width) {
            return this;
        }
        float[][] padded = new float[planes.length][rows * columns];
        for (int c = 0; c < padded.length; c++) {
            for (int y = 0; y < rows; y++) {
                int from = Tiling.mirrored(y, height) * width;
                System.arraycopy(planes[c], from, padded[c], y * columns, width);
                for (int x = width; x < columns; x++) {
                    padded[c][y * columns + x] = planes[c][from + Tiling.mirrored(x, width)];
                }
            }
        }
        return new Picture(rows, columns, padded);
    }

    private static int up(int length, int multiple) {
        return Math.toIntExact(((long)length + multiple - 1) / multiple * multiple);
    }

    /** The upper left part of a plane of this picture. */
    float[] cropped(float[] plane, int rows, int columns) {
        if (rows == height && columns == width) {
            return plane;
        }
        float[] cropped = new float[rows * columns];
        for (int y = 0; y < rows; y++) {
            System.arraycopy(plane, y * width, cropped, y * columns, columns);
        }
        return cropped;
    }
}
