// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;

/** Images made of integer formulas, and what tests ask of images. */
public final class Pictures {

    private Pictures() {
    }

    /** Three planes of 8-bit patterns: smooth ramps, wrapped, and edges. */
    static byte[][] levels(int width, int height) {
        byte[][] planes = new byte[3][width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                planes[0][i] = (byte)(x * x / 5 + 3 * y);
                planes[1][i] = (byte)(2 * x + y * y / 7);
                planes[2][i] = (byte)(x * y / 3 + 40 * ((x / 4 + y / 6) % 2));
            }
        }
        return planes;
    }

    /** {@link #levels} as an image with the range 0 to 255. */
    static FloatImage color(int width, int height) {
        byte[][] levels = levels(width, height);
        float[][] planes = new float[3][width * height];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = levels[c][i] & 0xFF;
            }
        }
        return FloatImage.of(width, height, ValueRange.UINT8, planes);
    }

    static FloatImage grey(int width, int height) {
        return FloatImage.of(width, height, ValueRange.UINT8, color(width, height).plane(1));
    }

    /** One channel of a single value in [0, 1]. */
    static FloatImage flat(int width, int height, int channels, float value) {
        FloatImage image = FloatImage.zeros(width, height, channels, ValueRange.UNIT);
        for (int c = 0; c < channels; c++) {
            Arrays.fill(image.plane(c), value);
        }
        return image;
    }

    static FloatImage copy(FloatImage image) {
        float[][] planes = new float[image.channels()][];
        for (int c = 0; c < planes.length; c++) {
            planes[c] = image.plane(c).clone();
        }
        return FloatImage.of(image.width(), image.height(), image.range(), planes);
    }

    public static double mean(FloatImage image) {
        double sum = 0;
        for (int c = 0; c < image.channels(); c++) {
            for (float value : image.plane(c)) {
                sum += value;
            }
        }
        return sum / image.channels() / image.pixels();
    }

    /** SHA-256 of all pixels as big-endian floats. */
    static String hash(FloatImage... images) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (FloatImage image : images) {
                for (int c = 0; c < image.channels(); c++) {
                    ByteBuffer bytes = ByteBuffer.allocate(4 * image.pixels());
                    bytes.asFloatBuffer().put(image.plane(c));
                    digest.update(bytes.array());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String hash(HazySample sample) {
        return hash(sample.hazy(), sample.transmission(), sample.density(), sample.clean());
    }
}
