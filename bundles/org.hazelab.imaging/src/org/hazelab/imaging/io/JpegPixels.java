// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;

/**
 * The samples of a JPEG image as the JDK's decoder unpacks them, before any colour conversion.
 *
 * <p>The decoder gets the image alone: application data (colour profiles, thumbnails, EXIF) is taken out first, so that
 * nothing in it can change a number or break the decoder. What the decoder only warns of is a failure here.
 *
 * @param data interleaved by pixel
 * @param components samples of a pixel
 */
record JpegPixels(byte[] data, int width, int height, int components) {

    private static final int MOST_SCANS = 100;

    /** Bytes that decoding holds beside the result: the file, once more without its notes, and the samples. */
    static long scratch(JpegHeader header, long fileBytes) {
        return 2 * fileBytes + (long)header.width() * header.height() * header.components();
    }

    /**
     * @param input names the file in messages
     * @param header of these bytes
     */
    static JpegPixels decode(ByteInput input, JpegHeader header, byte[] jpeg, Progress progress)
        throws HazeLabException {
        int width = header.width();
        int height = header.height();
        Bare bare = withoutNotes(input, jpeg, new JpegScans(header));
        Raster raster =
            JdkDecoder.decode("JPEG", DecoderInput.of(input, bare.bytes(), bare.size(), progress), width, height,
                progress);
        byte[] data = ((DataBufferByte)raster.getDataBuffer()).getData();
        int components = raster.getNumBands();
        if (components != header.components() || data.length != width * height * components) {
            throw input.damaged("its sizes contradict each other");
        }
        if (bare.endIsAdded) {
            input.note(ByteInput.NO_END);
        }
        return new JpegPixels(data, width, height, components);
    }

    /** An image without application data and comments. */
    private static final class Bare extends ByteArrayOutputStream {

        /** Whether the end mark was missing and put there. */
        private boolean endIsAdded;

        Bare(int capacity) {
            super(capacity);
        }

        /** The array itself, of which {@link #size()} bytes count: a copy would be as large as the file. */
        byte[] bytes() {
            return buf;
        }
    }

    /**
     * The image up to its end mark, without application data and comments. Where only the end mark is missing, it is
     * put there: the decoder then finds out whether pixels before it are.
     */
    private static Bare withoutNotes(ByteInput input, byte[] jpeg, JpegScans scans) throws HazeLabException {
        Bare bare = new Bare(jpeg.length + 2);
        bare.write(jpeg, 0, 2);
        int count = 0;
        for (int at = 2;;) {
            int start = at;
            // Behind a scan: its data up to the next marker. Behind a segment: the marker, maybe after fill bytes.
            while (at + 1 < jpeg.length && !isMarker(jpeg, at)) {
                at++;
            }
            if (count > 0) {
                bare.write(jpeg, start, at - start);
            }
            if (at + 1 >= jpeg.length) {
                bare.write(jpeg, at, jpeg.length - at);
                return ended(input, bare, scans);
            }
            int marker = jpeg[at + 1] & 0xff;
            int length = marker == JpegHeader.EOI || JpegHeader.isAlone(marker) ? 0
                : at + 3 < jpeg.length ? (jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff : jpeg.length;
            if (length > jpeg.length - at - 2) {
                return ended(input, bare, scans);
            }
            if (!JpegHeader.isNote(marker)) {
                bare.write(jpeg, at, 2 + length);
            }
            if (marker == JpegHeader.EOI) {
                return bare;
            }
            if (marker == JpegHeader.SOS) {
                scans.add(jpeg, at + 4, length - 2);
                if (++count > MOST_SCANS) {
                    throw input.damaged("it has an impossible number of scans");
                }
            }
            at += 2 + length;
        }
    }

    private static Bare ended(ByteInput input, Bare bare, JpegScans scans) throws HazeLabException {
        if (!scans.areComplete()) {
            throw input.truncated();
        }
        bare.write(0xff);
        bare.write(JpegHeader.EOI);
        bare.endIsAdded = true;
        return bare;
    }

    /** Inside a scan, FF 00 is data, FF D0 to FF D7 are restarts, which stay; FF FF is a fill byte. */
    private static boolean isMarker(byte[] jpeg, int at) {
        int code = jpeg[at + 1] & 0xff;
        return jpeg[at] == (byte)0xff && code != 0 && code != 0xff && !(code >= 0xd0 && code <= 0xd7);
    }

    /**
     * Turns luminance and colour differences into red, green and blue in place, in 16-bit fixed point with rounding as
     * the common libraries do (JFIF 1.02, page 3).
     */
    void toRgb() {
        for (int i = 0; i + 2 < data.length; i += components) {
            int y = data[i] & 0xff;
            int cb = (data[i + 1] & 0xff) - 128;
            int cr = (data[i + 2] & 0xff) - 128;
            data[i] = clip(y + (91881 * cr + 32768 >> 16));
            data[i + 1] = clip(y + (-22554 * cb - 46802 * cr + 32768 >> 16));
            data[i + 2] = clip(y + (116130 * cb + 32768 >> 16));
        }
    }

    private static byte clip(int v) {
        return (byte)(v < 0 ? 0 : v > 255 ? 255 : v);
    }
}
