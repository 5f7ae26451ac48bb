// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.testing;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BandedSampleModel;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.hazelab.imaging.FloatImage;

/** Image files written and read by the JDK, so that they do not depend on what is tested. */
public final class ImageFiles {

    /** What a sample is stored as. */
    public enum Samples {
        UINT8(DataBuffer.TYPE_BYTE),
        UINT16(DataBuffer.TYPE_USHORT),
        FLOAT32(DataBuffer.TYPE_FLOAT);

        private final int type;

        Samples(final int type) {
            this.type = type;
        }
    }

    private ImageFiles() {
    }

    /** Writes a file of the given format of ImageIO: png, jpeg, tiff, bmp. Folders are made. */
    public static Path write(final Path file, final String format, final Samples samples, final FloatImage image)
        throws IOException {
        Files.createDirectories(file.getParent());
        boolean written = ImageIO.write(buffered(image, samples), format, file.toFile());
        if (!written) {
            throw new IllegalArgumentException("The JDK writes no such " + format);
        }
        return file;
    }

    /** Writes a PNG of 8 bits. */
    public static Path png(final Path file, final FloatImage image) throws IOException {
        return write(file, "png", Samples.UINT8, image);
    }

    /** Writes a TIFF with a page for each image. */
    public static Path pages(final Path file, final Samples samples, final FloatImage... images) throws IOException {
        Files.createDirectories(file.getParent());
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (FloatImage image : images) {
                writer.writeToSequence(new IIOImage(buffered(image, samples), null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return file;
    }

    private static BufferedImage buffered(final FloatImage image, final Samples samples) {
        int channels = image.channels();
        ColorSpace space = ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
        boolean asBmpWantsIt = samples == Samples.UINT8 && channels == 3;
        int[] order = asBmpWantsIt ? new int[] {2, 1, 0} : channels == 3 ? new int[] {0, 1, 2} : new int[] {0};
        SampleModel model = samples == Samples.FLOAT32 && channels == 1
            ? new BandedSampleModel(samples.type, image.width(), image.height(), channels)
            : new PixelInterleavedSampleModel(samples.type, image.width(), image.height(), channels,
                channels * image.width(), order);
        WritableRaster raster = Raster.createWritableRaster(model, null);
        for (int c = 0; c < channels; c++) {
            raster.setSamples(0, 0, image.width(), image.height(), c, image.plane(c));
        }
        return new BufferedImage(
            new ComponentColorModel(space, false, false, Transparency.OPAQUE, samples.type), raster, false, null);
    }

    /** Cuts a file off after a share of its bytes. */
    public static Path cutOff(final Path file, final double share) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return Files.write(file, Arrays.copyOf(bytes, (int)(bytes.length * share)));
    }

    /** Notes in a JPEG file that the camera was held as EXIF's Orientation says, 1 to 8. */
    public static Path orientation(final Path jpeg, final int orientation) throws IOException {
        byte[] bytes = Files.readAllBytes(jpeg);
        // EXIF 2.3: marker APP1, its length, "Exif", a big-endian TIFF header, a directory with the one entry 0x0112.
        byte[] exif = {(byte)0xff, (byte)0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1,
            0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0};
        ByteArrayOutputStream turned = new ByteArrayOutputStream();
        turned.write(bytes, 0, 2);
        turned.write(exif);
        turned.write(bytes, 2, bytes.length - 2);
        return Files.write(jpeg, turned.toByteArray());
    }
}
