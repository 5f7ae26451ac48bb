// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.concurrent.CancellationException;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.event.IIOWriteProgressListener;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.task.Progress;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Writes baseline JPEG with the JDK's encoder. */
final class JpegWriter {

    /** The longest side that the encoder takes. */
    static final int LONGEST_SIDE = 65500;
    /** From this quality on, colour is stored in full resolution (4:4:4), below in half (4:2:0). */
    static final int FULL_COLOUR = 90;
    private static final String METADATA = "javax_imageio_jpeg_image_1.0";

    private JpegWriter() {
    }

    /**
     * Writes an image of one slice and 1 or 3 channels, its range mapped to 0..255.
     *
     * @param quality 1 to 100
     */
    static void write(FloatImage image, int quality, OutputStream out, Progress progress) throws IOException {
        BufferedImage pixels = pixels(image, progress);
        ImageWriter writer = encoder();
        Listener listener = new Listener(writer, progress);
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality / 100f);
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(pixels), parameters);
            if (image.channels() == 3 && quality >= FULL_COLOUR) {
                keepColourResolution(metadata);
            }
            writer.setOutput(stream);
            writer.addIIOWriteProgressListener(listener);
            writer.write(null, new IIOImage(pixels, null, metadata), parameters);
            if (listener.cancelled != null) {
                throw listener.cancelled;
            }
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage pixels(FloatImage image, Progress progress) {
        boolean grey = image.channels() == 1;
        BufferedImage pixels = new BufferedImage(image.width(), image.height(),
            grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
        byte[] bytes = ((DataBufferByte)pixels.getRaster().getDataBuffer()).getData();
        Quantizer quantizer = new Quantizer(image.range(), 255);
        int channels = image.channels();
        for (int c = 0; c < channels; c++) {
            progress.checkCanceled();
            float[] plane = image.plane(c);
            for (int i = 0, to = channels - 1 - c; i < plane.length; i++, to += channels) {
                bytes[to] = (byte)quantizer.of(plane[i]);
            }
        }
        return pixels;
    }

    /** The JDK's own encoder, also where another plug-in for JPEG is registered in this Java. */
    private static ImageWriter encoder() {
        ImageWriter any = null;
        for (Iterator<ImageWriter> all = ImageIO.getImageWritersByFormatName("jpeg"); all.hasNext();) {
            ImageWriter writer = all.next();
            if (writer.getClass().getName().startsWith("com.sun.imageio.")) {
                return writer;
            }
            any = writer;
        }
        if (any == null) {
            throw new IllegalStateException("This Java has no JPEG encoder (module java.desktop)");
        }
        return any;
    }

    /** Asks for one sampling factor for all components; the default halves the two colour differences. */
    private static void keepColourResolution(IIOMetadata metadata) throws IOException {
        Node root = metadata.getAsTree(METADATA);
        NodeList components = ((Element)root).getElementsByTagName("componentSpec");
        for (int i = 0; i < components.getLength(); i++) {
            Element component = (Element)components.item(i);
            component.setAttribute("HsamplingFactor", "1");
            component.setAttribute("VsamplingFactor", "1");
        }
        metadata.setFromTree(METADATA, root);
    }

    /** Stops the encoder when the user cancels. */
    private static final class Listener implements IIOWriteProgressListener {

        private final ImageWriter writer;
        private final Progress progress;
        private CancellationException cancelled;

        Listener(ImageWriter writer, Progress progress) {
            this.writer = writer;
            this.progress = progress;
        }

        @Override
        public void imageProgress(ImageWriter source, float percentageDone) {
            try {
                progress.checkCanceled();
                progress.report(percentageDone / 100, "writing JPEG");
            } catch (CancellationException e) {
                cancelled = e;
                writer.abort();
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
}
