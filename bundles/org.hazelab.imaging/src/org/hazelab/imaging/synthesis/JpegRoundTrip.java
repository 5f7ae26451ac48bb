// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * What saving as a baseline JPEG and reading back does to 8-bit pixels: colour to YCbCr, chroma halved both ways
 * (4:2:0), 8 x 8 blocks transformed, quantised and back. Entropy coding is left out, as it loses nothing.
 *
 * <p>Every step is the integer arithmetic of the codec that OpenCV, Pillow and browsers share (ITU-T T.81 and its
 * quantisation tables, JFIF colours with 16 fractional bits, the "islow" transform, triangle-filter upsampling), so the
 * result has the same bits as theirs. The codec in the JDK is not used: it is libjpeg 6b in some builds and the
 * system's library in others, so nothing promises that they stay alike. Grey images are coded with one component.
 */
public final class JpegRoundTrip {

    private JpegRoundTrip() {
    }

    /**
     * The image after a round trip, in [0, 1].
     *
     * @param image one slice of 1 or 3 channels (red, green, blue) whose range is [0, 1]; it is clipped to that range
     *            and rounded to 8 bits; NaN is coded as mid-grey and stays NaN
     * @param quality 1 to 100, as in every JPEG writer
     */
    public static FloatImage apply(FloatImage image, int quality, Progress progress) {
        if (!image.range().equals(ValueRange.UNIT) || image.slices() != 1) {
            throw new IllegalArgumentException("A JPEG is made of one slice with the range 0 to 1, not of " + image);
        }
        byte[][] levels = new byte[image.channels()][image.pixels()];
        Parallel.pieces(image.pixels(), Spans.PIXELS_PER_PIECE, progress, (from, to) -> {
            for (int c = 0; c < levels.length; c++) {
                float[] plane = image.plane(c);
                for (int i = from; i < to; i++) {
                    levels[c][i] = level(plane[i]);
                }
            }
        });
        byte[][] decoded = apply(levels, image.width(), image.height(), quality, progress);
        float[][] planes = new float[decoded.length][image.pixels()];
        Parallel.pieces(image.pixels(), Spans.PIXELS_PER_PIECE, progress, (from, to) -> {
            for (int c = 0; c < planes.length; c++) {
                float[] plane = image.plane(c);
                for (int i = from; i < to; i++) {
                    planes[c][i] = Float.isNaN(plane[i]) ? Float.NaN : (decoded[c][i] & 0xFF) / 255f;
                }
            }
        });
        return FloatImage.of(image.width(), image.height(), ValueRange.UNIT, planes);
    }

    private static byte level(float value) {
        return (byte)(Float.isNaN(value) ? 128 : (int)Math.rint(255.0 * Spans.clipped(value)));
    }

    /**
     * New planes as they are after a round trip.
     *
     * @param planes 1 or 3 planes (red, green, blue) of unsigned 8-bit pixels, row by row
     * @param quality 1 to 100
     */
    public static byte[][] apply(byte[][] planes, int width, int height, int quality, Progress progress) {
        if (planes.length != 1 && planes.length != 3) {
            throw new IllegalArgumentException("A JPEG has 1 or 3 channels, not " + planes.length);
        }
        int[] luminance = JpegTables.luminance(quality);
        if (planes.length == 1) {
            return new byte[][] {JpegPlane.grey(planes[0], width, height).recoded(luminance, progress).pixels()};
        }
        int[] chrominance = JpegTables.chrominance(quality);
        JpegPlane[] coded = JpegColor.split(planes, width, height, progress);
        coded[0].recoded(luminance, progress);
        coded[1].recoded(chrominance, progress);
        coded[2].recoded(chrominance, progress);
        return JpegColor.join(coded, width, height, progress);
    }

    /** The number of equal parts, rounded up, that a length is cut into. */
    static int parts(int length, int part) {
        return (length + part - 1) / part;
    }

    /** Rows of about 64 thousand pixels. */
    static int grain(int width) {
        return Math.max(1, (1 << 16) / width);
    }
}
