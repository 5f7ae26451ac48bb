// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.jpeg;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;

import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.metadata.IIOMetadata;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.io.codec.JdkEncoder;
import org.hazelab.imaging.io.page.Picture;
import org.hazelab.imaging.task.Progress;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Writes baseline JPEG with the JDK's encoder. */
public final class JpegWriter {

    /** The longest side that the encoder takes. */
    public static final int LONGEST_SIDE = 65500;
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
    public static void write(FloatImage image, int quality, OutputStream out, Progress progress) throws IOException {
        BufferedImage picture = Picture.of(image, 8, progress);
        try (JdkEncoder encoder = new JdkEncoder("JPEG", progress)) {
            ImageWriteParam parameters = encoder.writer().getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality / 100f);
            IIOMetadata metadata =
                encoder.writer().getDefaultImageMetadata(new ImageTypeSpecifier(picture), parameters);
            if (image.channels() == 3 && quality >= FULL_COLOUR) {
                keepColourResolution(metadata);
            }
            encoder.write(picture, metadata, parameters, out);
        }
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
}
