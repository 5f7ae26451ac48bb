// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.zip.CRC32;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegRoundTripTest {

    /**
     * Origin: OpenCV 5.0.0 with libjpeg-turbo 3.1.2, {@code cv2.imdecode(cv2.imencode('.jpg', ..., quality))} of
     * {@link Pictures#levels} and of its green plane as a grey image; CRC-32 of the decoded planes red, green, blue.
     * OpenCV 4.10.0 and Pillow 13.0.0 (subsampling 4:2:0) give the same bytes.
     */
    @ParameterizedTest
    @CsvSource({"48, 32, 30, 0d32ccc4, 0ba83246", "37, 29, 57, 8185354d, f3f31140", "64, 64, 95, 8706da29, f8378748",
        "16, 16, 75, e2456bc2, 71b75baa", "17, 9, 50, dc4b37b0, 4981b826", "1, 1, 40, 909fb2f2, a505df1b",
        "4, 5, 90, 6b663ff6, e1d3d2b6", "5, 3, 60, d04bc218, a308529b", "130, 71, 83, 1e184a4e, 15833234",
        "33, 2, 30, 1644b8f6, b770d39b"})
    void givesTheBytesOfOpenCv(int width, int height, int quality, String color, String grey) {
        byte[][] levels = Pictures.levels(width, height);
        assertEquals(color, crc(JpegRoundTrip.apply(levels, width, height, quality, Progress.NONE)));
        byte[][] green = {levels[1]};
        assertEquals(grey, crc(JpegRoundTrip.apply(green, width, height, quality, Progress.NONE)));
    }

    @Test
    void givesSinglePixelsOfOpenCv() {
        // Origin as above: the pixels at (height / 2, width / 2) as red, green, blue.
        assertArrayEquals(new int[] {162, 87, 144}, centre(48, 32, 30));
        assertArrayEquals(new int[] {106, 62, 97}, centre(37, 29, 57));
        assertArrayEquals(new int[] {45, 210, 115}, centre(64, 64, 95));
        assertArrayEquals(new int[] {184, 56, 53}, centre(130, 71, 83));
    }

    @Test
    void loosesLittleAtHighQualityAndMuchAtLow() {
        FloatImage picture = Pictures.color(80, 60).normalized();
        double previous = Double.POSITIVE_INFINITY;
        for (int quality : new int[] {5, 30, 60, 95}) {
            double error = error(picture, JpegRoundTrip.apply(picture, quality, Progress.NONE));
            assertTrue(error < previous, "quality " + quality + ": " + error);
            previous = error;
        }
        FloatImage grey = Pictures.flat(50, 30, 3, 100 / 255f);
        assertEquals(0, error(grey, JpegRoundTrip.apply(grey, 75, Progress.NONE)), "a plain grey survives");
    }

    @Test
    void clipsAndRounds() {
        // 8 x 8 pixels of one value: the mean alone is coded, with a step of 1/8 level at quality 100
        for (float[] pair : new float[][] {{-3, 0}, {7, 255}, {0.5f, 128}, {1.6f / 255, 2}, {2.4f / 255, 2}}) {
            FloatImage decoded = JpegRoundTrip.apply(Pictures.flat(8, 8, 1, pair[0]), 100, Progress.NONE);
            assertEquals(pair[1] / 255, decoded.plane(0)[0], "value " + pair[0]);
        }
        FloatImage infinite = JpegRoundTrip.apply(Pictures.flat(8, 8, 1, Float.POSITIVE_INFINITY), 100, Progress.NONE);
        assertEquals(1, infinite.plane(0)[0]);
    }

    @Test
    void keepsNaN() {
        FloatImage picture = Pictures.copy(Pictures.color(20, 20).normalized());
        picture.plane(1)[33] = Float.NaN;
        FloatImage decoded = JpegRoundTrip.apply(picture, 80, Progress.NONE);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 400; i++) {
                assertEquals(c == 1 && i == 33, Float.isNaN(decoded.plane(c)[i]));
            }
        }
    }

    @Test
    void rejectsWhatIsNoJpeg() {
        FloatImage bytes = Pictures.color(8, 8);
        assertThrows(IllegalArgumentException.class, () -> JpegRoundTrip.apply(bytes, 80, Progress.NONE));
        FloatImage picture = bytes.normalized();
        assertThrows(IllegalArgumentException.class, () -> JpegRoundTrip.apply(picture, 0, Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> JpegRoundTrip.apply(picture, 101, Progress.NONE));
        FloatImage two = FloatImage.zeros(8, 8, 2, ValueRange.UNIT);
        assertThrows(IllegalArgumentException.class, () -> JpegRoundTrip.apply(two, 50, Progress.NONE));
    }

    @Test
    void scalesTheTablesOfTheStandard() {
        // T.81, table K.1 as it stands at quality 50; IJG scaling at 30: (16 * 166 + 50) / 100 = 27
        assertEquals(16, JpegTables.luminance(50)[0]);
        assertEquals(27, JpegTables.luminance(30)[0]);
        assertEquals(2, JpegTables.luminance(95)[0]);
        assertEquals(1, JpegTables.chrominance(100)[63]);
        assertEquals(255, JpegTables.chrominance(1)[0]);
    }

    @Test
    void transformsAsTheCosineFormulaSays() {
        // T.81, A.3.3 in double precision; the integer transform is off by less than one of its units (1/8)
        int[] block = new int[64];
        double[] samples = new double[64];
        for (int i = 0; i < 64; i++) {
            block[i] = (i * i * 37 + 11 * i) % 256 - 128;
            samples[i] = block[i];
        }
        int[] restored = block.clone();
        new IntegerDct().forward(restored);
        for (int v = 0; v < 8; v++) {
            for (int u = 0; u < 8; u++) {
                double sum = 0;
                for (int i = 0; i < 64; i++) {
                    sum += samples[i] * Math.cos((2 * (i % 8) + 1) * u * Math.PI / 16)
                        * Math.cos((2 * (i / 8) + 1) * v * Math.PI / 16);
                }
                double scale = (u == 0 ? Math.sqrt(0.5) : 1) * (v == 0 ? Math.sqrt(0.5) : 1) / 4;
                assertEquals(8 * scale * sum, restored[8 * v + u], 1.5);
            }
        }
        for (int i = 0; i < 64; i++) {
            restored[i] = Math.round(restored[i] / 8f);
        }
        new IntegerDct().inverse(restored);
        for (int i = 0; i < 64; i++) {
            assertEquals(block[i], restored[i], 2);
        }
    }

    private static String crc(byte[][] planes) {
        CRC32 crc = new CRC32();
        for (byte[] plane : planes) {
            crc.update(plane);
        }
        return String.format("%08x", crc.getValue());
    }

    private static int[] centre(int width, int height, int quality) {
        byte[][] planes = JpegRoundTrip.apply(Pictures.levels(width, height), width, height, quality, Progress.NONE);
        int at = height / 2 * width + width / 2;
        return new int[] {planes[0][at] & 0xFF, planes[1][at] & 0xFF, planes[2][at] & 0xFF};
    }

    private static double error(FloatImage one, FloatImage other) {
        double sum = 0;
        for (int c = 0; c < one.channels(); c++) {
            for (int i = 0; i < one.pixels(); i++) {
                sum += Math.abs(one.plane(c)[i] - other.plane(c)[i]);
            }
        }
        return sum;
    }
}
