// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.codec;

import java.awt.image.Raster;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.task.Progress;

/** The way from a raster, as a decoder of the JDK gives it, into a plane. */
public final class RasterSamples {

    private RasterSamples() {
    }

    /** Bytes that decoding by way of a raster holds beside the planes: the raster, and rows in the making. */
    public static long scratch(long rowBytes, int width, int height) {
        long raster = rowBytes > Long.MAX_VALUE / 2 / height ? Long.MAX_VALUE / 2 : rowBytes * height;
        return raster + 4 * rowBytes + (long)width * Integer.BYTES;
    }

    /** Copies a band as it is. */
    public static void copy(Raster raster, int band, float[] plane, Progress progress) {
        int[] row = null;
        int width = raster.getWidth();
        for (int y = 0; y < raster.getHeight(); y++) {
            row = row(raster, y, band, row, progress);
            int to = y * width;
            for (int x = 0; x < width; x++) {
                plane[to + x] = row[x];
            }
        }
    }

    /**
     * Copies what the samples of a band stand for.
     *
     * @param levels what to put for each sample
     * @throws HazeLabException if a sample has none
     */
    public static void copy(Raster raster, int band, float[] levels, float[] plane, ByteInput input, Progress progress)
        throws HazeLabException {
        int[] row = null;
        int width = raster.getWidth();
        for (int y = 0; y < raster.getHeight(); y++) {
            row = row(raster, y, band, row, progress);
            int to = y * width;
            for (int x = 0; x < width; x++) {
                if (row[x] >= levels.length) {
                    throw input.damaged("a pixel has a colour that is not in its palette");
                }
                plane[to + x] = levels[row[x]];
            }
        }
    }

    private static int[] row(Raster raster, int y, int band, @Nullable int[] row, Progress progress) {
        if ((y & 15) == 0) {
            progress.checkCanceled();
        }
        return raster.getSamples(0, y, raster.getWidth(), 1, band, row);
    }
}
