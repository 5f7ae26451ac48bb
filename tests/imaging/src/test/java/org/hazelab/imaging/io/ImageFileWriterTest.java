// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.ImageFileWriter.Format;
import org.hazelab.imaging.io.ImageFileWriter.Options;
import org.hazelab.imaging.io.jpeg.JpegWriter;
import org.hazelab.imaging.io.page.Quantizer;
import org.hazelab.imaging.io.png.PngWriter;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageFileWriterTest {

    @TempDir
    Path folder;

    private FloatImage roundTrip(FloatImage image, Options options) throws HazeLabException {
        Path file = folder.resolve("image." + options.format().extension());
        ImageFileWriter.write(image, file, options.withReplace(true), Progress.NONE);
        try (ImageFileReader reader = ImageFileReader.open(file, ImageFileReader.Options.DEFAULT)) {
            return reader.readStack(Progress.NONE);
        }
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void pngGivesBackEveryWholeNumber() throws HazeLabException {
        TestRandom random = new TestRandom(1);
        for (int i = 0; i < 200; i++) {
            int width = 1 + random.below(70);
            int height = 1 + random.below(40);
            int channels = random.below(2) == 0 ? 1 : 3;
            FloatImage eight = random.whole(width, height, channels, 255, ValueRange.UINT8);
            FloatImage sixteen = random.whole(width, height, channels, 65535, ValueRange.UINT16);
            assertEquals(eight, roundTrip(eight, Options.of(Format.PNG8)));
            assertEquals(sixteen, roundTrip(sixteen, Options.of(Format.PNG16)));
            assertEquals(sixteen, ImageFileReader.fromPng(ImageFileWriter.toPng(sixteen, 16, Progress.NONE)));
            assertEquals(new ImageSize(sixteen.width(), sixteen.height(), sixteen.channels(), 1),
                ImageFileReader.pngSize(ImageFileWriter.toPng(sixteen, 16, Progress.NONE)));
            assertEquals(eight, ImageFileReader.fromPng(ImageFileWriter.toPng(eight, 8, Progress.NONE)));
        }
    }

    @Test
    void pngHoldsPixelsAndNothingElse() throws HazeLabException {
        for (int bits : new int[] {8, 16}) {
            for (int channels : new int[] {1, 3}) {
                FloatImage image = new TestRandom(2).whole(200, 170, channels, 255, ValueRange.UINT8);
                byte[] png = ImageFileWriter.toPng(image, bits, Progress.NONE);
                assertArrayEquals(png, ImageFileWriter.toPng(image, bits, Progress.NONE));
                ByteBuffer chunks = ByteBuffer.wrap(png).position(8);
                assertArrayEquals(new byte[] {(byte)bits, (byte)(channels == 1 ? 0 : 2), 0, 0, 0},
                    Arrays.copyOfRange(png, 24, 29));
                while (chunks.hasRemaining()) {
                    int length = chunks.getInt();
                    byte[] type = new byte[4];
                    chunks.get(type);
                    assertTrue(List.of("IHDR", "IDAT", "IEND").contains(new String(type, StandardCharsets.US_ASCII)));
                    chunks.position(chunks.position() + length + 4);
                }
            }
        }
    }

    @Test
    void pngKeepsEveryNumberOfSixteenBits() throws HazeLabException {
        for (int channels : new int[] {1, 3}) {
            float[][] planes = new float[channels][1 << 16];
            for (int i = 0; i < 1 << 16; i++) {
                for (int c = 0; c < channels; c++) {
                    planes[c][i] = i * (2 * c + 1) & 0xffff;
                }
            }
            FloatImage image = FloatImage.of(256, 256, ValueRange.UINT16, planes);
            assertEquals(image, ImageFileReader.fromPng(ImageFileWriter.toPng(image, 16, Progress.NONE)));
        }
    }

    @Test
    void saysWhyWritingFails() {
        FloatImage image = new TestRandom(2).whole(100, 70, 3, 255, ValueRange.UINT8);
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertEquals("No space left on device",
            assertThrows(IOException.class, () -> PngWriter.write(image, 8, full, Progress.NONE)).getMessage());
        assertEquals("No space left on device",
            assertThrows(IOException.class, () -> JpegWriter.write(image, 90, full, Progress.NONE)).getMessage());
    }

    @Test
    void tiffGivesBackEveryBitOfAnyImage() throws HazeLabException {
        TestRandom random = new TestRandom(3);
        for (int i = 0; i < 120; i++) {
            ValueRange range = new ValueRange(random.unit() - 1, random.unit() * 1000 + 1);
            FloatImage image = random.anything(1 + random.below(40), 1 + random.below(30), 1 + random.below(5),
                1 + random.below(4), range);
            FloatImage read = roundTrip(image, Options.of(Format.TIFF_FLOAT).withCompressTiff(i % 2 == 0));
            assertEquals(image, read);
            for (int p = 0; p < image.slices() * image.channels(); p++) {
                float[] wrote = image.plane(p / image.channels(), p % image.channels());
                float[] got = read.plane(p / image.channels(), p % image.channels());
                for (int x = 0; x < wrote.length; x++) {
                    assertEquals(Float.floatToRawIntBits(wrote[x]), Float.floatToRawIntBits(got[x]));
                }
            }
        }
    }

    @Test
    void tiffOfManyStripsIsWhole() throws HazeLabException {
        FloatImage image = new TestRandom(4).anything(999, 701, 1, 2, ValueRange.UNIT);
        assertEquals(image, roundTrip(image, Options.of(Format.TIFF_FLOAT).withCompressTiff(true)));
        assertEquals(image, roundTrip(image, Options.of(Format.TIFF_FLOAT)));
    }

    @Test
    void jpegKeepsASmoothImageWithinAFewLevels() throws HazeLabException {
        for (int channels : new int[] {1, 3}) {
            float[][] planes = new float[channels][61 * 47];
            for (int c = 0; c < channels; c++) {
                for (int i = 0; i < planes[c].length; i++) {
                    planes[c][i] = 2 * (i % 61) + (c + 1) * (i / 61);
                }
            }
            FloatImage image = FloatImage.of(61, 47, ValueRange.UINT8, planes);
            for (int quality : new int[] {80, 95, 100}) {
                FloatImage read = roundTrip(image, Options.of(Format.JPEG).withJpegQuality(quality));
                assertEquals(image.toString(), read.toString());
                double sum = 0;
                for (int c = 0; c < channels; c++) {
                    for (int i = 0; i < planes[c].length; i++) {
                        double difference = read.plane(c)[i] - planes[c][i];
                        sum += difference * difference;
                    }
                }
                double rms = Math.sqrt(sum / channels / planes[0].length);
                assertTrue(rms < (quality == 80 ? 3 : 1.2), "quality " + quality + ": " + rms);
            }
        }
    }

    @Test
    void jpegStoresFullColourFromQuality90On() throws Exception {
        FloatImage image = new TestRandom(5).whole(40, 40, 3, 255, ValueRange.UINT8);
        for (int[] pair : new int[][] {{89, 0x22}, {90, 0x11}, {100, 0x11}, {1, 0x22}}) {
            Path file = folder.resolve("a.jpg");
            ImageFileWriter.write(image, file, Options.of(Format.JPEG).withReplace(true).withJpegQuality(pair[0]),
                Progress.NONE);
            byte[] bytes = Files.readAllBytes(file);
            int at = 2;
            while ((bytes[at + 1] & 0xff) != 0xc0) {
                at += 2 + (ByteBuffer.wrap(bytes).getShort(at + 2) & 0xffff);
            }
            assertEquals(pair[1], bytes[at + 11], "sampling of the luminance at quality " + pair[0]);
            assertEquals(0x11, bytes[at + 14]);
        }
    }

    @Test
    void mapsTheRangeToFullScale() throws HazeLabException {
        float nan = Float.NaN;
        float inf = Float.POSITIVE_INFINITY;
        FloatImage transmission = FloatImage.of(8, 1, ValueRange.UNIT, new float[] {0, 1, 0.5f, -1, 2, nan, inf, -inf});
        assertArrayEquals(new float[] {0, 65535, 32768, 0, 65535, 0, 65535, 0},
            roundTrip(transmission, Options.of(Format.PNG16)).plane(0));
        assertArrayEquals(new float[] {0, 255, 128, 0, 255, 0, 255, 0},
            roundTrip(transmission, Options.of(Format.PNG8)).plane(0));
        FloatImage signed = FloatImage.of(3, 1, new ValueRange(-1, 1), new float[] {-1, 0, 1});
        assertArrayEquals(new float[] {0, 128, 255}, roundTrip(signed, Options.of(Format.PNG8)).plane(0));
        FloatImage eight = FloatImage.of(3, 1, ValueRange.UINT8, new float[] {0, 7, 255});
        assertArrayEquals(new float[] {0, 7 * 257, 65535}, roundTrip(eight, Options.of(Format.PNG16)).plane(0));
    }

    @Test
    void roundsHalvesUp() {
        Quantizer quantizer = new Quantizer(ValueRange.UINT8, 255);
        for (int v = 0; v < 255; v++) {
            assertEquals(v, quantizer.of(v));
            assertEquals(v + 1, quantizer.of(v + 0.5f));
            assertEquals(v, quantizer.of(Math.nextDown(v + 0.5f)));
        }
        Quantizer unit = new Quantizer(ValueRange.UNIT, 65535);
        for (int v = 0; v <= 65535; v++) {
            assertEquals(v, unit.of(v / 65535f));
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void saysWhichFormatHoldsWhatThisOneCannot(Format format) throws Exception {
        FloatImage two = new TestRandom(6).anything(4, 3, 2, 1, ValueRange.UNIT);
        FloatImage slices = new TestRandom(6).anything(4, 3, 3, 2, ValueRange.UNIT);
        Path file = folder.resolve("a");
        for (FloatImage image : new FloatImage[] {two, slices}) {
            if (format == Format.TIFF_FLOAT) {
                assertEquals(image, roundTrip(image, Options.of(format)));
                Files.delete(folder.resolve("image.tif"));
            } else {
                HazeLabException thrown = assertThrows(HazeLabException.class,
                    () -> ImageFileWriter.write(image, file, Options.of(format), Progress.NONE));
                assertTrue(thrown.summary().contains(image == two ? "2 channels" : "2 slices"), thrown.summary());
                assertTrue(thrown.remedy().contains("TIFF with 32-bit floating point"), thrown.remedy());
            }
        }
        assertEquals(List.of(), files());
    }

    @Test
    void refusesAJpegThatIsTooLong() {
        FloatImage line = FloatImage.zeros(65501, 1, 1, ValueRange.UNIT);
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> roundTrip(line, Options.of(Format.JPEG)));
        assertEquals("JPEG holds at most 65500 pixels a side, this image has 65501 x 1", thrown.summary());
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void leavesNothingBehindWhenCancelledAnywhere(Format format) throws Exception {
        FloatImage image = new TestRandom(7).whole(500, 400, 3, 255, ValueRange.UINT8);
        Path file = folder.resolve("image");
        byte[] before = {1, 2, 3};
        Files.write(file, before);
        int cancelled = 0;
        for (int allowed = 0; allowed < 1000; allowed++) {
            Progress progress = new CancelAfter(allowed);
            try {
                ImageFileWriter.write(image, file, Options.of(format).withReplace(true), progress);
                break;
            } catch (CancellationException e) {
                cancelled++;
                assertEquals(List.of(file), files());
                assertArrayEquals(before, Files.readAllBytes(file));
            }
        }
        assertTrue(cancelled > 2, "cancelled " + cancelled + " times");
        assertEquals(List.of(file), files());
        assertEquals(3, ImageFileReader.read(file).channels(), "not cancelled, it is written");
    }

    @Test
    void keepsAFileThatItMayNotReplace() throws Exception {
        FloatImage image = FloatImage.zeros(3, 2, 1, ValueRange.UNIT);
        Path file = Files.write(folder.resolve("image.png"), new byte[] {9});
        HazeLabException thrown = assertThrows(HazeLabException.class,
            () -> ImageFileWriter.write(image, file, Options.of(Format.PNG8), Progress.NONE));
        assertEquals("The file \"" + file + "\" exists already", thrown.summary());
        assertArrayEquals(new byte[] {9}, Files.readAllBytes(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void refusesOptionsThatMeanNothing() {
        assertThrows(IllegalArgumentException.class, () -> Options.of(Format.JPEG).withJpegQuality(0));
        assertThrows(IllegalArgumentException.class, () -> Options.of(Format.JPEG).withJpegQuality(101));
        assertThrows(IllegalArgumentException.class,
            () -> ImageFileWriter.toPng(FloatImage.zeros(1, 1, 1, ValueRange.UNIT), 12, Progress.NONE));
        assertEquals(4, Arrays.stream(Format.values()).map(Format::title).distinct().count());
    }
}
