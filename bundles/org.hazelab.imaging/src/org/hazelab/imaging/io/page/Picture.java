// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.page;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.awt.image.WritableRaster;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.task.Progress;

/** An image of one slice and 1 or 3 channels as a picture of the JDK, its range mapped to full scale. */
public final class Picture {

    private Picture() {
    }

    /** @param bits 8 or 16 */
    public static BufferedImage of(FloatImage image, int bits, Progress progress) {
        int channels = image.channels();
        BufferedImage picture = empty(image.width(), image.height(), channels == 1, bits);
        DataBuffer samples = picture.getRaster().getDataBuffer();
        Quantizer quantizer = new Quantizer(image.range(), (1 << bits) - 1);
        for (int c = 0; c < channels; c++) {
            progress.checkCanceled();
            float[] plane = image.plane(c);
            if (samples instanceof DataBufferByte small) {
                // Blue, green, red: the layout that the JDK paints fastest.
                byte[] bytes = small.getData();
                for (int i = 0, to = channels - 1 - c; i < plane.length; i++, to += channels) {
                    bytes[to] = (byte)quantizer.of(plane[i]);
                }
            } else {
                short[] shorts = ((DataBufferUShort)samples).getData();
                for (int i = 0, to = c; i < plane.length; i++, to += channels) {
                    shorts[to] = (short)quantizer.of(plane[i]);
                }
            }
        }
        return picture;
    }

    private static BufferedImage empty(int width, int height, boolean grey, int bits) {
        if (bits == 8) {
            return new BufferedImage(width, height, grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        }
        if (grey) {
            return new BufferedImage(width, height, BufferedImage.TYPE_USHORT_GRAY);
        }
        ColorModel colours = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false,
            Transparency.OPAQUE, DataBuffer.TYPE_USHORT);
        WritableRaster raster = colours.createCompatibleWritableRaster(width, height);
        return new BufferedImage(colours, raster, false, null);
    }
}
