// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.codec;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.CancellationException;

import javax.imageio.IIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOWriteProgressListener;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Progress;

/** One use of an encoder of the JDK, stopped when the user cancels. */
public final class JdkEncoder implements AutoCloseable, IIOWriteProgressListener {

    private final String format;
    private final ImageWriter writer;
    private final Progress progress;
    private @Nullable CancellationException cancelled;

    /** @param format {@code JPEG} or {@code PNG} */
    public JdkEncoder(String format, Progress progress) {
        this.format = format;
        this.progress = progress;
        writer = encoder(format);
    }

    /** The JDK's own encoder, also where another plug-in for the format is registered in this Java. */
    private static ImageWriter encoder(String format) {
        ImageWriter any = null;
        for (Iterator<ImageWriter> all = ImageIO.getImageWritersByFormatName(format.toLowerCase(Locale.ROOT)); all
            .hasNext();) {
            ImageWriter writer = all.next();
            if (writer.getClass().getName().startsWith("com.sun.imageio.")) {
                return writer;
            }
            any = writer;
        }
        if (any == null) {
            throw new IllegalStateException("This Java has no " + format + " encoder (module java.desktop)");
        }
        return any;
    }

    /** For its parameters and metadata. */
    public ImageWriter writer() {
        return writer;
    }

    /**
     * Writes a picture.
     *
     * @param metadata null for none but what the format demands
     * @param parameters null for the defaults
     */
    public void write(BufferedImage picture, @Nullable IIOMetadata metadata, @Nullable ImageWriteParam parameters,
        OutputStream out)
        throws IOException {
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.addIIOWriteProgressListener(this);
            writer.write(null, new IIOImage(picture, null, metadata), parameters);
        } catch (IIOException e) {
            // Says only that writing failed; its cause says why.
            throw e.getCause() instanceof IOException cause ? cause : e;
        }
        if (cancelled != null) {
            throw cancelled;
        }
    }

    @Override
    public void close() {
        writer.dispose();
    }

    @Override
    public void imageProgress(ImageWriter source, float percentageDone) {
        try {
            progress.checkCanceled();
            progress.report(Math.min(1, percentageDone / 100), "writing " + format);
        } catch (CancellationException e) {
            cancelled = e;
            source.abort();
        }
    }

    @Override
    public void imageStarted(ImageWriter source, int imageIndex) {
        imageProgress(source, 0);
    }

    @Override
    public void imageComplete(ImageWriter source) {
        // nothing to do
    }

    @Override
    public void writeAborted(ImageWriter source) {
        // nothing to do
    }

    @Override
    public void thumbnailStarted(ImageWriter source, int imageIndex, int thumbnailIndex) {
        // not used here
    }

    @Override
    public void thumbnailProgress(ImageWriter source, float percentageDone) {
        // not used here
    }

    @Override
    public void thumbnailComplete(ImageWriter source) {
        // not used here
    }
}
