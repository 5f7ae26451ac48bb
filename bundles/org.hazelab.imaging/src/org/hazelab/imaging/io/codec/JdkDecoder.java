// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.codec;

import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.CancellationException;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.task.Progress;

/**
 * One use of a decoder of the JDK: gives the samples as they are stored, before any colour conversion.
 *
 * <p>Whatever the decoder throws or warns of becomes a {@link HazeLabException}; it is stopped when the user cancels.
 */
public final class JdkDecoder implements IIOReadProgressListener {

    private final String format;
    private final DecoderInput data;
    private final Progress progress;
    private @Nullable CancellationException cancelled;
    private boolean truncated;
    private @Nullable String warning;

    private JdkDecoder(String format, DecoderInput data, Progress progress) {
        this.format = format;
        this.data = data;
        this.progress = progress;
    }

    /**
     * Decodes an image whose size was checked.
     *
     * @param format {@code JPEG}, {@code PNG} or {@code BMP}
     * @param data the image and nothing else; closed afterwards
     * @return a raster of the image's size, from row and column 0 on
     * @throws HazeLabException if the data is damaged or ends too early
     * @throws OutOfMemoryError if the memory that the size check allowed is not free
     */
    public static Raster decode(String format, DecoderInput data, int width, int height, Progress progress)
        throws HazeLabException {
        Raster raster = new JdkDecoder(format, data, progress).decode();
        if (raster.getWidth() != width || raster.getHeight() != height) {
            throw data.file().damaged("its sizes contradict each other");
        }
        return raster;
    }

    private Raster decode() throws HazeLabException {
        ByteInput file = data.file();
        ImageReader reader = decoder(format);
        try (data) {
            reader.setInput(data, true, true);
            reader.addIIOReadWarningListener((source, text) -> warned(text));
            reader.addIIOReadProgressListener(this);
            // An image of JPEG would have its colours converted; of the others, there is no raster but a copy of one.
            Raster raster = format.equals("JPEG") ? reader.readRaster(0, null) : reader.read(0).getRaster();
            rethrow();
            if (truncated) {
                throw file.truncated();
            }
            if (warning != null) {
                throw file.damaged(warning);
            }
            return raster;
        } catch (IOException | RuntimeException e) {
            // The decoders answer some damage with whatever exception their tables run into.
            rethrow();
            throw explain(file, e);
        } finally {
            reader.dispose();
        }
    }

    private HazeLabException explain(ByteInput file, Exception e) {
        boolean ended = truncated;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError error) {
                throw error;
            }
            ended |= cause instanceof EOFException;
        }
        return ended ? file.truncated() : file.damaged("the " + format + " data cannot be decoded", e);
    }

    private void rethrow() throws HazeLabException {
        if (cancelled != null) {
            throw cancelled;
        }
        data.rethrow();
    }

    /** The JDK's own decoder, also where another plug-in for the format is registered in this Java. */
    private static ImageReader decoder(String format) {
        ImageReader any = null;
        for (Iterator<ImageReader> all = ImageIO.getImageReadersByFormatName(format.toLowerCase(Locale.ROOT)); all
            .hasNext();) {
            ImageReader reader = all.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
                return reader;
            }
            any = reader;
        }
        if (any == null) {
            throw new IllegalStateException("This Java has no " + format + " decoder (module java.desktop)");
        }
        return any;
    }

    /**
     * Warnings mean that pixels are missing or wrong, all but these: superfluous bytes between parts of JPEG, which
     * many cameras write, and entries of a PNG palette that no pixel can have.
     */
    private void warned(String text) {
        if (text.contains("extraneous bytes") || text.contains("too many entries")) {
            return;
        }
        if (text.contains("Truncated") || text.contains("Premature end") || text.contains("premature end")) {
            truncated = true;
        } else {
            warning = "the decoder says \"" + text + "\"";
        }
    }

    @Override
    public void imageProgress(ImageReader source, float percentageDone) {
        try {
            progress.checkCanceled();
            progress.report(Math.min(1, percentageDone / 100), "reading " + format);
        } catch (CancellationException e) {
            cancelled = e;
            source.abort();
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
        // not used here
    }

    @Override
    public void sequenceComplete(ImageReader source) {
        // not used here
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
