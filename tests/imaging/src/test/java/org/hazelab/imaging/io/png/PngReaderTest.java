// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.png;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.Allocation;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.io.ImageFileReader.Options;
import org.hazelab.imaging.io.Mutation;
import org.hazelab.imaging.io.PngFile;
import org.hazelab.imaging.io.TestRandom;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PngReaderTest {

    /** A colour type with a depth of it. */
    record Kind(int colour, int bits) {

        boolean palette() {
            return colour == PngFile.PALETTE;
        }

        int[] pixels(int count, TestRandom random) {
            int[] pixels = new int[count * PngFile.samples(colour)];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = random.below(1 << bits);
            }
            return pixels;
        }

        byte[] file(int width, int height, boolean interlaced, int[] pixels, byte[]... more) {
            byte[][] chunks = new byte[more.length + (palette() ? 1 : 0)][];
            System.arraycopy(more, 0, chunks, chunks.length - more.length, more.length);
            if (palette()) {
                chunks[0] = PngFile.chunk("PLTE", colours(1 << bits));
            }
            return PngFile.of(width, height, bits, colour, interlaced, pixels, chunks);
        }

        /** What a sample of a channel is to be read as. */
        float value(int[] pixels, int pixel, int channel) {
            int value = pixels[pixel * PngFile.samples(colour) + (palette() ? 0 : channel)];
            return palette() ? colours(1 << bits)[3 * value + channel] & 0xff
                : bits < 8 ? value * 255 / ((1 << bits) - 1) : value;
        }
    }

    private static byte[] colours(int entries) {
        byte[] colours = new byte[3 * entries];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = (byte)(200 - 7 * i);
        }
        return colours;
    }

    /** All that the standard allows (table 11.1). */
    static Stream<Kind> kinds() {
        return Stream
            .of(new int[][] {{PngFile.GREY, 1, 2, 4, 8, 16}, {PngFile.RGB, 8, 16}, {PngFile.PALETTE, 1, 2, 4, 8},
                {PngFile.GREY_ALPHA, 8, 16}, {PngFile.RGB_ALPHA, 8, 16}})
            .flatMap(row -> Stream.iterate(1, i -> i + 1)
                .limit(row.length - 1).map(i -> new Kind(row[0], row[i])));
    }

    private static FloatImage read(byte[] file) throws HazeLabException {
        try (ImageFileReader reader = ImageFileReader.open("x", file, Options.DEFAULT)) {
            return reader.read(0, Progress.NONE);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readsEveryColourTypeAndDepthInRowsAndInterlaced(Kind kind) throws HazeLabException {
        TestRandom random = new TestRandom(kind.hashCode());
        for (int[] size : new int[][] {{1, 1}, {2, 5}, {5, 2}, {9, 9}, {31, 17}}) {
            int[] pixels = kind.pixels(size[0] * size[1], random);
            for (boolean interlaced : new boolean[] {false, true}) {
                FloatImage image = read(kind.file(size[0], size[1], interlaced, pixels));
                assertEquals(kind.bits == 16 ? ValueRange.UINT16 : ValueRange.UINT8, image.range());
                assertEquals(kind.colour % 4 == 0 ? 1 : 3, image.channels());
                for (int c = 0; c < image.channels(); c++) {
                    for (int i = 0; i < image.pixels(); i++) {
                        assertEquals(kind.value(pixels, i, c), image.plane(c)[i]);
                    }
                }
            }
        }
    }

    /** Decoders apply some of these, and break on others that are malformed. */
    @ParameterizedTest
    @MethodSource("kinds")
    void readsTheSameNumbersWhateverStandsBesideThePixels(Kind kind) throws HazeLabException {
        TestRandom random = new TestRandom(kind.hashCode());
        int[] pixels = kind.pixels(6 * 5, random);
        FloatImage bare = read(kind.file(6, 5, false, pixels));
        String[] types =
            {"gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "hIST", "tRNS", "pHYs", "sPLT", "tEXt", "zTXt",
                "iTXt", "tIME", "eXIf", "cICP", "acTL", "prVt"};
        for (String type : types) {
            for (int length : new int[] {0, 1, 2, 4, 6, 9, 32, 200}) {
                byte[] data = new byte[length];
                for (int i = 0; i < length; i++) {
                    data[i] = (byte)random.next();
                }
                byte[] file = kind.file(6, 5, length == 6, pixels, PngFile.chunk(type, data));
                assertEquals(bare, read(file), type + " of " + length + " bytes");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void takesNoMemoryForTextsAndProfilesThatUnpackToMuch(Kind kind) throws HazeLabException {
        byte[] packed = PngFile.deflate(new byte[1 << 24]);
        byte[] one = text("Comment\0\0", packed);
        byte[] two = text("Comment\0\1\0\0\0", packed);
        byte[] file = kind.file(2, 2, false, new int[16], PngFile.chunk("iCCP", one), PngFile.chunk("zTXt", one),
            PngFile.chunk("iTXt", two));
        read(file);
        long before = Allocation.ofThisThread();
        read(file);
        long taken = Allocation.ofThisThread() - before;
        assertTrue(taken < 1 << 20, "reading took " + taken + " bytes");
    }

    private static byte[] text(String keyword, byte[] packed) {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes(keyword.getBytes(StandardCharsets.ISO_8859_1));
        chunk.writeBytes(packed);
        return chunk.toByteArray();
    }

    @Test
    void refusesAColourThatIsNotInThePalette() throws HazeLabException {
        for (int entries : new int[] {1, 3, 5, 200}) {
            byte[] palette = PngFile.chunk("PLTE", colours(entries));
            byte[] last = PngFile.of(1, 1, 8, PngFile.PALETTE, false, new int[] {entries - 1}, palette);
            assertArrayEquals(new float[] {colours(entries)[3 * entries - 3] & 0xff}, read(last).plane(0));
            byte[] beyond = PngFile.of(1, 1, 8, PngFile.PALETTE, false, new int[] {entries}, palette);
            assertEquals("The file \"x\" is damaged: a pixel has a colour that is not in its palette",
                assertThrows(HazeLabException.class, () -> read(beyond)).summary());
        }
    }

    @Test
    void readsAPaletteOfMoreColoursThanPixelsCanHave() throws HazeLabException {
        byte[] palette = PngFile.chunk("PLTE", colours(256));
        int[] pixels = {0, 3, 1, 2};
        FloatImage image = read(PngFile.of(4, 1, 2, PngFile.PALETTE, false, pixels, palette));
        for (int i = 0; i < pixels.length; i++) {
            assertEquals(colours(256)[3 * pixels[i] + 1] & 0xff, image.plane(1)[i]);
        }
    }

    @Test
    void refusesACriticalChunkThatItDoesNotKnow() {
        byte[] file = PngFile.of(1, 1, 8, PngFile.GREY, false, new int[1], PngFile.chunk("CgBI", new byte[4]));
        assertEquals("The file \"x\" holds a PNG image with a part that is not in the standard, which cannot be read",
            assertThrows(HazeLabException.class, () -> read(file)).summary());
    }

    @Test
    void refusesRowsThatAreTooLong() {
        byte[] file = PngFile.of(1, 1, 16, PngFile.RGB_ALPHA, false, new int[4]);
        ByteBuffer.wrap(file).putInt(16, 40_000_000);
        Mutation.mendPng(file);
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> {
            try (ImageFileReader reader = ImageFileReader.open("x", file,
                Options.DEFAULT.withMemoryLimit(Long.MAX_VALUE))) {
                reader.read(0, Progress.NONE);
            }
        });
        assertEquals("The file \"x\" holds a PNG image whose rows take more than 256 MB, which cannot be read",
            thrown.summary());
    }
}
