// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.awt.image.BufferedImage;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.page.Picture;
import org.hazelab.imaging.io.page.Quantizer;
import org.hazelab.imaging.task.Progress;

/**
 * What of any image is shown in a table: grey or RGB of 8 bits.
 *
 * <p>Of a stack the middle slice (for an even number the later of the two), of channel counts other than 1 and 3 the
 * first channel, its range mapped to 0..255 as in writing PNG.
 */
public final class ImagePreview {

    private ImagePreview() {
    }

    /** The preview in full size: whole numbers from 0 to 255, one slice, 1 or 3 channels. */
    public static FloatImage of(FloatImage image) {
        return of(image, Math.max(image.width(), image.height()));
    }

    /**
     * The preview with neither side longer than {@code longestSide}: smaller images keep their size, larger ones shrink
     * in proportion, each pixel being the mean of the pixels that it covers.
     *
     * @param longestSide pixels, at least 1
     */
    public static FloatImage of(FloatImage image, int longestSide) {
        return of(image, longestSide, Progress.NONE);
    }

    /**
     * As {@link #of(FloatImage, int)}.
     *
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static FloatImage of(FloatImage image, int longestSide, Progress progress) {
        if (longestSide < 1) {
            throw new IllegalArgumentException("A preview needs at least a pixel, got " + longestSide);
        }
        int longer = Math.max(image.width(), image.height());
        int width = longer <= longestSide ? image.width() : shrunk(image.width(), longestSide, longer);
        int height = longer <= longestSide ? image.height() : shrunk(image.height(), longestSide, longer);
        int channels = image.channels() == 3 ? 3 : 1;
        Quantizer quantizer = new Quantizer(image.range(), 255);
        float[][] planes = new float[channels][];
        for (int c = 0; c < channels; c++) {
            planes[c] = shrink(image.plane(image.slices() / 2, c), image, width, height, quantizer, progress);
        }
        return FloatImage.of(width, height, ValueRange.UINT8, planes);
    }

    private static int shrunk(int size, int longestSide, int longer) {
        return (int)Math.max(1, ((long)size * longestSide + longer / 2) / longer);
    }

    private static float[] shrink(float[] plane, FloatImage image, int width, int height, Quantizer quantizer,
        Progress progress) {
        float[] small = new float[width * height];
        for (int y = 0; y < height; y++) {
            progress.checkCanceled();
            int top = (int)((long)y * image.height() / height);
            int bottom = (int)((y + 1L) * image.height() / height);
            for (int x = 0; x < width; x++) {
                int left = (int)((long)x * image.width() / width);
                int right = (int)((x + 1L) * image.width() / width);
                // Quantised first, so that NaN and infinite pixels count as what they show as.
                long sum = 0;
                for (int v = top; v < bottom; v++) {
                    for (int u = left; u < right; u++) {
                        sum += quantizer.of(plane[v * image.width() + u]);
                    }
                }
                long count = (long)(bottom - top) * (right - left);
                long mean = (sum + count / 2) / count;
                small[y * width + x] = mean;
            }
        }
        return small;
    }

    /** A preview as a picture of the JDK, to be painted: grey or RGB, without transparency. */
    public static BufferedImage picture(FloatImage preview) {
        if (preview.slices() != 1 || preview.channels() != 1 && preview.channels() != 3) {
            throw new IllegalArgumentException("Not a preview: " + preview);
        }
        return Picture.of(preview, 8, Progress.NONE);
    }
}
