// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.png;

import java.io.IOException;
import java.io.OutputStream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.io.codec.JdkEncoder;
import org.hazelab.imaging.io.page.Picture;
import org.hazelab.imaging.task.Progress;

/** Writes PNG of 8 or 16 bits, grey or RGB, with the JDK's encoder and without any colour chunk. */
public final class PngWriter {

    private PngWriter() {
    }

    /**
     * Writes an image of one slice and 1 or 3 channels, its range mapped to full scale.
     *
     * @param bits 8 or 16
     */
    public static void write(FloatImage image, int bits, OutputStream out, Progress progress) throws IOException {
        try (JdkEncoder encoder = new JdkEncoder("PNG", progress)) {
            encoder.write(Picture.of(image, bits, progress), null, null, out);
        }
    }
}
