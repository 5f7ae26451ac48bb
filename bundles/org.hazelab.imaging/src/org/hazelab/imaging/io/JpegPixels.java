// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Iterator;
import java.util.concurrent.CancellationException;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;
import javax.imageio.stream.MemoryCacheImageInputStream;

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

    /** Bytes that decoding holds beside the result. */
    static long scratch(JpegHeader header, long fileBytes) {
        return 2 * fileBytes + (long)header.width() * header.height() * header.components();
    }

    /**
     * @param input names the file in messages
     * @param header of these bytes
     */
    static JpegPixels decode(ByteInput input, JpegHeader header, byte[] jpeg, Progress progress)
        throws HazeLabException {
        byte[] bare = withoutNotes(input, jpeg);
        ImageReader reader = decoder();
        Listener listener = new Listener(reader, progress);
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(listener.watched(bare))) {
            reader.setInput(stream, true, true);
            reader.addIIOReadWarningListener((source, warning) -> listener.warned(warning));
            reader.addIIOReadProgressListener(listener);
            Raster raster = reader.readRaster(0, null);
            listener.rethrowCancel();
            if (listener.truncated) {
                throw input.truncated();
            }
            if (listener.warning != null) {
                throw input.damaged(listener.warning);
            }
            byte[] data = ((DataBufferByte)raster.getDataBuffer()).getData();
            int components = raster.getNumBands();
            if (raster.getWidth() != header.width() || raster.getHeight() != header.height()
                || components != header.components() || data.length != raster.getWidth() * raster.getHeight()
                * components) {
                throw input.damaged("its sizes contradict each other");
            }
            return new JpegPixels(data, header.width(), header.height(), components);
        } catch (IOException | RuntimeException e) {
            // The decoder answers some damage with whatever exception its tables run into.
            listener.rethrowCancel();
            if (e instanceof CancellationException cancelled) {
                throw cancelled;
            }
            throw listener.truncated ? input.truncated() : input.damaged("the JPEG data cannot be decoded", e);
        } finally {
            reader.dispose();
        }
    }

    /** The JDK's own decoder, also where another plug-in for JPEG is registered in this Java. */
    private static ImageReader decoder() {
        ImageReader any = null;
        for (Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName("jpeg"); all.hasNext();) {
            ImageReader reader = all.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
                return reader;
            }
            any = reader;
        }
        if (any == null) {
            throw new IllegalStateException("This Java has no JPEG decoder (module java.desktop)");
        }
        return any;
    }

    /** The image up to its end mark, without application data and comments. */
    private static byte[] withoutNotes(ByteInput input, byte[] jpeg) throws HazeLabException {
        ByteArrayOutputStream bare = new ByteArrayOutputStream(jpeg.length);
        bare.write(jpeg, 0, 2);
        int scans = 0;
        for (int at = 2;;) {
            int start = at;
            // Behind a scan: its data up to the next marker. Behind a segment: the marker, maybe after fill bytes.
            while (at + 1 < jpeg.length && !isMarker(jpeg, at)) {
                at++;
            }
            if (at + 1 >= jpeg.length) {
                throw input.truncated();
            }
            if (scans > 0) {
                bare.write(jpeg, start, at - start);
            }
            int marker = jpeg[at + 1] & 0xff;
            int length = marker == JpegHeader.EOI || JpegHeader.isAlone(marker) ? 0
                : at + 3 < jpeg.length ? (jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff : jpeg.length;
            if (length > jpeg.length - at - 2) {
                throw input.truncated();
            }
            if (!JpegHeader.isNote(marker)) {
                bare.write(jpeg, at, 2 + length);
            }
            if (marker == JpegHeader.EOI) {
                return bare.toByteArray();
            }
            if (marker == JpegHeader.SOS && ++scans > MOST_SCANS) {
                throw input.damaged("it has an impossible number of scans");
            }
            at += 2 + length;
        }
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

    /** Hears what the decoder says, and stops it when the user cancels. */
    private static final class Listener implements IIOReadProgressListener {

        private final ImageReader reader;
        private final Progress progress;
        private CancellationException cancelled;
        private boolean truncated;
        private String warning;

        Listener(ImageReader reader, Progress progress) {
            this.reader = reader;
            this.progress = progress;
        }

        /**
         * All but superfluous bytes between parts, which many cameras write, means that pixels are missing or wrong.
         */
        void warned(String text) {
            if (text.contains("extraneous bytes")) {
                return;
            }
            if (text.contains("Truncated") || text.contains("Premature end") || text.contains("premature end")) {
                truncated = true;
            } else {
                warning = "the decoder says \"" + text + "\"";
            }
        }

        /** The bytes; the decoder of a progressive image reports nothing until it has read all of them. */
        InputStream watched(byte[] bytes) {
            return new FilterInputStream(new ByteArrayInputStream(bytes)) {
                @Override
                public int read(byte[] into, int from, int length) throws IOException {
                    try {
                        progress.checkCanceled();
                    } catch (CancellationException e) {
                        cancelled = e;
                        throw new InterruptedIOException();
                    }
                    return super.read(into, from, length);
                }
            };
        }

        void rethrowCancel() {
            if (cancelled != null) {
                throw cancelled;
            }
        }

        @Override
        public void imageProgress(ImageReader source, float percentageDone) {
            try {
                progress.checkCanceled();
                progress.report(percentageDone / 100, "reading JPEG");
            } catch (CancellationException e) {
                cancelled = e;
                reader.abort();
            }
        }

        @Override
        public void imageStarted(ImageReader source, int imageIndex) {
            imageProgress(source, 0);
        }

        @Override
        public void imageComplete(ImageReader source) {
            // nothing to do
        }

        @Override
        public void readAborted(ImageReader source) {
            // nothing to do
        }

        @Override
        public void sequenceStarted(ImageReader source, int minIndex) {
            // not used for JPEG
        }

        @Override
        public void sequenceComplete(ImageReader source) {
            // not used for JPEG
        }

        @Override
        public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {
            // not used here
        }

        @Override
        public void thumbnailProgress(ImageReader source, float percentageDone) {
            // not used here
        }

        @Override
        public void thumbnailComplete(ImageReader source) {
            // not used here
        }
    }
}
