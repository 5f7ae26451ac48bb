// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.filter.Resize;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.dehazing.HazyInput;
import org.hazelab.methods.dehazing.Tiling;

/**
 * What the network is to see of an image: its colors, or its gray three times, cut to the image's range as 0 to 1,
 * changed by an augmentation, and continued at the bottom and the right by the mirror image to multiples of a number.
 * Planes are made one by one when they are asked for, since those of a photograph take more memory than all else.
 */
final class HazyPlanes {

    private static final int COLORS = 3;

    private final FloatImage hazy;
    private final Augmentation augmentation;
    private final int rows;
    private final int columns;
    private final int height;
    private final int width;

    /**
     * Planes of an image.
     *
     * @throws HazeLabException if the continued image has more pixels than an array
     */
    HazyPlanes(FloatImage hazy, Augmentation augmentation, int multiple) throws HazeLabException {
        this.hazy = hazy;
        this.augmentation = augmentation;
        rows = augmentation.transposes() ? hazy.width() : hazy.height();
        columns = augmentation.transposes() ? hazy.height() : hazy.width();
        long high = ((long)rows + multiple - 1) / multiple * multiple;
        long wide = ((long)columns + multiple - 1) / multiple * multiple;
        if (Math.multiplyHigh(high, wide) != 0 || high * wide > Integer.MAX_VALUE - Byte.MAX_VALUE) {
            throw new HazeLabException("The image is too large: " + hazy.width() + " x " + hazy.height() + " pixels",
                "Cut it into parts, or make it smaller");
        }
        height = (int)high;
        width = (int)wide;
    }

    /** @throws HazeLabException if it has neither 1, 3 nor 4 channels, several slices, or pixels that are not finite */
    static void require(FloatImage hazy) throws HazeLabException {
        HazyInput.requirePlain(hazy, "HazeFlow");
        int channels = hazy.channels();
        if (channels != 1 && channels != COLORS && !hasAlpha(hazy)) {
            throw new HazeLabException("The image has " + channels + " channels, and HazeFlow dehazes color and gray "
                + "images", "Give images of 1 channel, of 3, or of 4 with transparency as the last one");
        }
        for (int c = 0; c < Math.min(channels, COLORS); c++) {
            HazyInput.requireFinite(hazy.plane(c));
        }
    }

    /** Whether the last channel is transparency, which the network does not see. */
    static boolean hasAlpha(FloatImage image) {
        return image.channels() == COLORS + 1;
    }

    /** The pixels of a continued plane. */
    long pixels() {
        return (long)height * width;
    }

    /** All planes, for the network or a solver to write over. */
    Picture whole() {
        float[][] planes = new float[COLORS][];
        for (int c = 0; c < COLORS; c++) {
            planes[c] = isAgain(c) ? planes[0].clone() : continued(c);
        }
        return new Picture(height, width, planes);
    }

    /** All planes at half their rows and columns, of which there must be even numbers. */
    Picture half(Progress progress) {
        float[][] planes = new float[COLORS][];
        for (int c = 0; c < COLORS; c++) {
            planes[c] = isAgain(c) ? planes[0].clone()
                : resized(continued(c), height, width, height / 2, width / 2, progress);
        }
        return new Picture(height / 2, width / 2, planes);
    }

    /** A plane of half the rows and columns at the size of the image. */
    float[] enlarged(float[] half, Progress progress) {
        return resized(half, height / 2, width / 2, height, width, progress);
    }

    private static float[] resized(float[] plane, int height, int width, int toHeight, int toWidth,
        Progress progress) {
        return Resize.cornersAligned(FloatImage.of(width, height, ValueRange.UNIT, plane), toWidth, toHeight, progress)
            .plane(0);
    }

    /** Whether a color is gray for the second or third time. */
    private boolean isAgain(int color) {
        return color > 0 && hazy.channels() == 1;
    }

    private float[] continued(int color) {
        float[] plane = changed(color);
        if (height == rows && width == columns) {
            return plane;
        }
        float[] continued = new float[height * width];
        for (int y = 0; y < height; y++) {
            int from = Tiling.mirrored(y, rows) * columns;
            System.arraycopy(plane, from, continued, y * width, columns);
            for (int x = columns; x < width; x++) {
                continued[y * width + x] = plane[from + Tiling.mirrored(x, columns)];
            }
        }
        return continued;
    }

    private float[] changed(int color) {
        float[] values = hazy.plane(color);
        float[] unit = new float[values.length];
        ValueRange range = hazy.range();
        for (int i = 0; i < unit.length; i++) {
            unit[i] = Math.min(Math.max(range.normalize(values[i]), 0), 1);
        }
        return augmentation.equals(Augmentation.NONE) ? unit
            : augmentation.changed(unit, hazy.height(), hazy.width());
    }

    /** A clean plane of the continued size as it lies in the image, without the augmentation. */
    float[] clean(float[] plane) {
        return augmentation.undone(cropped(plane), hazy.height(), hazy.width());
    }

    /** A transmission of the continued size as it lies in the image. */
    float[] transmission(float[] plane) {
        return augmentation.turnedBack(cropped(plane), hazy.height(), hazy.width());
    }

    private float[] cropped(float[] plane) {
        if (height == rows && width == columns) {
            return plane;
        }
        float[] cropped = new float[rows * columns];
        for (int y = 0; y < rows; y++) {
            System.arraycopy(plane, y * width, cropped, y * columns, columns);
        }
        return cropped;
    }
}
