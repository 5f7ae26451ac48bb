// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.crops;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;

/** Pixels of an image of a row, wherever they lie: in bands, so that memory does not grow with the image. */
public final class RowPixels {

    private static final int PIXELS_A_BAND = 1 << 18;

    private RowPixels() {
    }

    /**
     * Reads the pixels where some columns cross some rows. A grey image gives equal channels; channels behind the
     * wanted ones, such as alpha, are left out.
     *
     * @param image which of the row's images
     * @param channels 1 or 3
     * @param columns rising, at least one
     * @param rows rising, at least one
     */
    public static FloatImage read(ImageSet images, int row, int image, int channels, int[] columns, int[] rows)
        throws HazeLabException {
        float[][] pixels = new float[channels][Math.multiplyExact(rows.length, columns.length)];
        int left = columns[0];
        int width = columns[columns.length - 1] - left + 1;
        int most = Math.max(1, PIXELS_A_BAND / width);
        float[][] band = {};
        for (int from = 0, to; from < rows.length; from = to) {
            to = from + 1;
            while (to < rows.length && rows[to] == rows[to - 1] + 1 && to - from < most) {
                to++;
            }
            if (band.length == 0 || band[0].length != (to - from) * width) {
                band = new float[images.planes(image)][(to - from) * width];
            }
            images.read(row, image, new ImageSet.Area(rows[from], left, to - from, width), band);
            for (int c = 0; c < channels; c++) {
                float[] plane = band[band.length < channels ? 0 : c];
                for (int y = from; y < to; y++) {
                    for (int x = 0; x < columns.length; x++) {
                        pixels[c][y * columns.length + x] = plane[(y - from) * width + columns[x] - left];
                    }
                }
            }
        }
        return FloatImage.of(columns.length, rows.length, ValueRange.UNIT, pixels);
    }

    /** Whole numbers from {@code from} on. */
    public static int[] span(int from, int count) {
        int[] span = new int[count];
        for (int i = 0; i < count; i++) {
            span[i] = from + i;
        }
        return span;
    }
}
