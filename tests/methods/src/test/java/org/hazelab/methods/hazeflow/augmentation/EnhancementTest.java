// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.methods.hazeflow.augmentation.Enhancement.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The enhancements of Distillation beside Pillow's bytes: tests/data/hazeflow_augmentation_goldens.py. */
class EnhancementTest {

    private static EightBit picture(int width, int height) {
        byte[][] planes = new byte[3][width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                planes[0][i] = (byte)(x * x / 5 + 3 * y);
                planes[1][i] = (byte)(2 * x + y * y / 7);
                planes[2][i] = (byte)(x * y / 3 + 40 * ((x / 4 + y / 6) % 2));
            }
        }
        return new EightBit(width, height, planes);
    }

    /** Checksum, sum, and a pixel, as the script prints them. */
    private static String summary(EightBit image) {
        CRC32 checksum = new CRC32();
        long sum = 0;
        for (int i = 0; i < image.width() * image.height(); i++) {
            for (byte[] plane : image.planes()) {
                checksum.update(plane[i]);
                sum += plane[i] & 0xFF;
            }
        }
        int at = image.height() / 3 * image.width() + image.width() / 2;
        return checksum.getValue() + "," + sum + "," + (image.planes()[0][at] & 0xFF) + ","
            + (image.planes()[1][at] & 0xFF) + "," + (image.planes()[2][at] & 0xFF);
    }

    @Test
    void allBytesArePillows() throws IOException {
        List<String> wrong = new ArrayList<>();
        Map<Kind, Integer> compared = new EnumMap<>(Kind.class);
        for (String line : lines()) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] words = line.split(",", 5);
            EightBit image = picture(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
            Kind kind = Kind.valueOf(words[2]);
            Enhancement enhancement = new Enhancement(kind, Double.parseDouble(words[3]));
            EightBit before = picture(image.width(), image.height());
            if (!summary(enhancement.apply(image, image.meanLuma())).equals(words[4])) {
                wrong.add(line);
            }
            assertEquals(before, image);
            compared.merge(kind, 1, Integer::sum);
        }
        assertEquals(List.of(), wrong);
        assertEquals(5, compared.size());
        assertTrue(compared.values().stream().allMatch(count -> count >= 15), compared.toString());
    }

    private static List<String> lines() throws IOException {
        try (InputStream table = EnhancementTest.class.getResourceAsStream("pillow.csv")) {
            return new String(table.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
        }
    }

    /** u below 2 / 4.95 gives 1, below 4 / 4.95 gives 3, and 5 is the rest. */
    @Test
    void blurRadiiHaveThePublishedProbabilities() {
        Map<Integer, Integer> counts = new TreeMap<>();
        int draws = 99_000;
        for (int i = 0; i < draws; i++) {
            counts.merge(Enhancement.blurRadius((i + 0.5) / draws), 1, Integer::sum);
        }
        assertEquals(Map.of(1, 40_000, 3, 40_000, 5, 19_000), counts);
    }

    /** The ranges of the published code, each kind a sixth of the draws, and both ends of a range come near. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void amountsFillTheirRanges(Kind kind) {
        int draws = 12_000;
        int count = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < draws; i++) {
            Enhancement drawn = Enhancement.draw(RandomStream.of(3, i));
            if (drawn.kind() == kind) {
                count++;
                least = Math.min(least, drawn.amount());
                most = Math.max(most, drawn.amount());
            }
        }
        // a standard deviation is 41
        assertEquals(draws / 6.0, count, 200);
        double from = kind == Kind.MILD_CONTRAST ? 0.25 : kind == Kind.POSTERIZE ? 4 : kind == Kind.BLUR ? 1 : 0.05;
        double to = kind == Kind.POSTERIZE ? 7 : kind == Kind.BLUR ? 5 : 0.95;
        assertTrue(least >= from && least < from + 0.01, least + " from " + from);
        assertTrue(most <= to && most > to - 0.01, most + " to " + to);
    }

    /** What a crop sees of the image: with the margin the crop has the pixels of the whole image. */
    @Test
    void aCropWithItsMarginHasThePixelsOfTheWholeImage() {
        FloatImage image = picture(120, 90).unit(0, 0, 120, 90);
        for (int i = 0; i < 60; i++) {
            Enhancements drawn = Enhancements.draw(RandomStream.of(9, i));
            assertEquals(2, drawn.steps().size());
            FloatImage whole = drawn.apply(image, image, 0, 0, 90);
            int margin = drawn.reach();
            int left = Math.max(0, 35 - margin);
            int top = Math.max(0, 30 - margin);
            int right = Math.min(120, 35 + 20 + margin);
            int bottom = Math.min(90, 30 + 20 + margin);
            FloatImage part = cut(image, left, top, right, bottom);
            FloatImage crop = drawn.apply(part, image, 35 - left, 30 - top, 20);
            for (int c = 0; c < 3; c++) {
                float[] expected = cut(whole, 35, 30, 55, 50).plane(c);
                // a mean that the blur moves by one level moves contrast by one
                float tolerance = blursBeforeContrast(drawn) ? 1.01f / 255 : 0;
                assertArrayEquals(expected, crop.plane(c), tolerance, drawn.toString());
            }
        }
    }

    private static boolean blursBeforeContrast(Enhancements drawn) {
        return drawn.steps().get(0).reach() > 0 && drawn.steps().get(1).needsMean();
    }

    private static FloatImage cut(FloatImage image, int left, int top, int right, int bottom) {
        int width = right - left;
        float[][] planes = new float[3][width * (bottom - top)];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < planes[c].length; i++) {
                planes[c][i] = image.plane(c)[(top + i / width) * image.width() + left + i % width];
            }
        }
        return FloatImage.of(width, bottom - top, ValueRange.UNIT, planes);
    }

    @Test
    void oddPixelsBecomeBytes() {
        float[] odd = {Float.NaN, -3, Float.POSITIVE_INFINITY, 0.5f};
        EightBit image = EightBit.of(FloatImage.of(4, 1, ValueRange.UNIT, odd, odd, odd));
        assertArrayEquals(new byte[] {0, 0, (byte)255, (byte)128}, image.planes()[0]);
    }
}
