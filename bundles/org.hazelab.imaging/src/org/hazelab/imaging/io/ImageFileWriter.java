// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Objects;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.bytes.AtomicFile;
import org.hazelab.imaging.io.jpeg.JpegWriter;
import org.hazelab.imaging.io.png.PngWriter;
import org.hazelab.imaging.io.tiff.TiffWriter;
import org.hazelab.imaging.task.Progress;

/**
 * Writes images to files, whole or not at all (see {@link AtomicFile}).
 *
 * <p>PNG and JPEG map the image's range linearly to full scale, rounding half up and clipping; NaN becomes 0. So an
 * image of 8 or 16 bits in its own units goes through unchanged, and a transmission of 1 becomes 65535 in 16 bits. They
 * hold one slice of 1 or 3 channels. TIFF keeps every 32-bit float as it is, with the range beside it, for any number
 * of channels and slices: a page for each channel of each slice, readable by ImageJ, tifffile and Pillow.
 */
public final class ImageFileWriter {

    /** What files can be written as. */
    public enum Format {
        /** PNG of 8 bits a channel. */
        PNG8("PNG with 8 bits", "png"),
        /** PNG of 16 bits a channel. */
        PNG16("PNG with 16 bits", "png"),
        /** TIFF of 32-bit floating-point numbers. */
        TIFF_FLOAT("TIFF with 32-bit floating point", "tif"),
        /** JPEG of 8 bits, with loss. */
        JPEG("JPEG", "jpg");

        private final String title;
        private final String extension;

        Format(String title, String extension) {
            this.title = title;
            this.extension = extension;
        }

        /** What to call it in dialogs and messages. */
        public String title() {
            return title;
        }

        /** The ending of its files, without the dot. */
        public String extension() {
            return extension;
        }
    }

    /**
     * How files are written.
     *
     * @param format the kind of file
     * @param jpegQuality 1 to 100; from 90 on colour is stored in full resolution (4:4:4), below in half (4:2:0)
     * @param compressTiff whether TIFF is packed with Deflate, losing nothing
     * @param replace whether a file that is there may be replaced
     */
    public record Options(Format format, int jpegQuality, boolean compressTiff, boolean replace) {

        public Options {
            Objects.requireNonNull(format);
            if (jpegQuality < 1 || jpegQuality > 100) {
                throw new IllegalArgumentException("JPEG quality is 1 to 100, got " + jpegQuality);
            }
        }

        /** Quality 95, TIFF not compressed, existing files kept. */
        public static Options of(Format format) {
            return new Options(format, 95, false, false);
        }

        public Options withReplace(boolean allowed) {
            return new Options(format, jpegQuality, compressTiff, allowed);
        }

        public Options withJpegQuality(int quality) {
            return new Options(format, quality, compressTiff, replace);
        }

        public Options withCompressTiff(boolean compress) {
            return new Options(format, jpegQuality, compress, replace);
        }
    }

    /** An array holds no more, and noise packs to a little more than itself. */
    private static final long LARGEST_IN_MEMORY = 2_000_000_000;
    /** The encoders of the JDK take all samples in one array, and a row of up to two bytes each in another. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 64;

    private ImageFileWriter() {
    }

    /**
     * Writes an image.
     *
     * @param file where to; the ending is the caller's choice, its folder exists
     * @throws HazeLabException if the format cannot hold the image, the file exists and may not be replaced, or writing
     *     fails; then nothing is left behind and an existing file is untouched
     * @throws java.util.concurrent.CancellationException if the user has cancelled, with the same promise
     */
    public static void write(FloatImage image, Path file, Options options, Progress progress) throws HazeLabException {
        checkHolds(image, options.format());
        AtomicFile.write(file, options.replace(), channel -> {
            OutputStream stream = Channels.newOutputStream(channel);
            switch (options.format()) {
                case PNG8 -> PngWriter.write(image, 8, stream, progress);
                case PNG16 -> PngWriter.write(image, 16, stream, progress);
                case TIFF_FLOAT -> TiffWriter.write(image, options.compressTiff(), channel, progress);
                case JPEG -> JpegWriter.write(image, options.jpegQuality(), stream, progress);
            }
        });
    }

    /**
     * The bytes of a PNG file, for an image of one slice and 1 or 3 channels.
     *
     * @param bits 8 or 16
     * @throws HazeLabException if PNG cannot hold the image
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static byte[] toPng(FloatImage image, int bits, Progress progress) throws HazeLabException {
        if (bits != 8 && bits != 16) {
            throw new IllegalArgumentException("PNG is written with 8 or 16 bits, not " + bits);
        }
        checkHolds(image, bits == 8 ? Format.PNG8 : Format.PNG16);
        if ((long)image.pixels() * image.channels() * (bits / 8) > LARGEST_IN_MEMORY) {
            throw new HazeLabException("The image of " + image.width() + " x " + image.height()
                + " pixels is too large for a PNG cell", "Make it smaller or write it to a file");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            PngWriter.write(image, bits, bytes, progress);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }

    /** @throws HazeLabException if the format cannot hold the image's channels, slices, or size */
    public static void checkHolds(FloatImage image, Format format) throws HazeLabException {
        if (format == Format.TIFF_FLOAT) {
            return;
        }
        String instead = "Write it as " + Format.TIFF_FLOAT.title() + ", which holds any number of channels and slices";
        if (image.slices() > 1) {
            throw new HazeLabException(format.title() + " holds a single image, this one has " + image.slices()
                + " slices", instead);
        }
        if (image.channels() != 1 && image.channels() != 3) {
            throw new HazeLabException(format.title() + " holds grey or RGB images, this one has " + image.channels()
                + " channels", instead);
        }
        if (format == Format.JPEG && Math.max(image.width(), image.height()) > JpegWriter.LONGEST_SIDE) {
            throw new HazeLabException("JPEG holds at most " + JpegWriter.LONGEST_SIDE
                + " pixels a side, this image has " + image.width() + " x " + image.height(),
                "Write it as PNG or TIFF");
        }
        long samples = (long)image.pixels() * image.channels();
        if (Math.max(samples, 2L * image.width() * image.channels()) > LONGEST_ARRAY) {
            throw new HazeLabException("The image of " + image.width() + " x " + image.height()
                + " pixels is too large for " + format.title(), "Write it as " + Format.TIFF_FLOAT.title());
        }
    }
}
