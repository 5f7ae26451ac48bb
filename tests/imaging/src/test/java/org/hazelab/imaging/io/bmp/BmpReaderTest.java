// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.bmp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.ImageFileReader;
import org.hazelab.imaging.io.ImageFileReader.Options;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds of BMP that Pillow does not write, put together from Microsoft's description of the headers. */
class BmpReaderTest {

    private static final int PLAIN = 0;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;
    private static final int MASKS = 3;

    private static FloatImage read(byte[] file) throws HazeLabException {
        try (ImageFileReader reader = ImageFileReader.open("x", file, Options.DEFAULT)) {
            return reader.read(0, Progress.NONE);
        }
    }

    /** A header of at least 40 bytes, {@code between} behind it, and the pixels. */
    private static byte[] bmp(int header, int width, int height, int bits, int encoding, byte[] between, int... data) {
        int at = 14 + header + between.length;
        ByteBuffer file = ByteBuffer.allocate(at + data.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte)'B').put((byte)'M').putInt(file.capacity()).putInt(0).putInt(at);
        file.putInt(header).putInt(width).putInt(height).putShort((short)1).putShort((short)bits).putInt(encoding);
        file.position(14 + header);
        file.put(between);
        for (int b : data) {
            file.put((byte)b);
        }
        return file.array();
    }

    private static byte[] numbers(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : numbers) {
            bytes.putInt(number);
        }
        return bytes.array();
    }

    private static ByteBuffer edit(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 52, 56, 64, 108, 124})
    void readsHeadersOfEveryLength(int header) throws HazeLabException {
        byte[] file = bmp(header, 2, 2, 24, PLAIN, new byte[0], 1, 2, 3, 4, 5, 6, 0, 0, 7, 8, 9, 10, 11, 12, 0, 0);
        FloatImage image = read(file);
        assertArrayEquals(new float[] {9, 12, 3, 6}, image.plane(0));
        assertArrayEquals(new float[] {8, 11, 2, 5}, image.plane(1));
        assertArrayEquals(new float[] {7, 10, 1, 4}, image.plane(2));
    }

    @Test
    void readsTheShortHeaderOfOs2() throws HazeLabException {
        ByteBuffer file = ByteBuffer.allocate(14 + 12 + 6 + 4).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte)'B').put((byte)'M').putInt(36).putInt(0).putInt(32).putInt(12);
        file.putShort((short)3).putShort((short)1).putShort((short)1).putShort((short)1);
        file.put(new byte[] {10, 20, 30, 40, 50, 60, (byte)0b10100000, 0, 0, 0});
        FloatImage image = read(file.array());
        assertArrayEquals(new float[] {60, 30, 60}, image.plane(0));
        assertArrayEquals(new float[] {40, 10, 40}, image.plane(2));
    }

    @Test
    void ignoresAProfileAndWrongSizesOfTheFile() throws HazeLabException {
        byte[] file = bmp(124, 1, 2, 32, PLAIN, new byte[0], 1, 2, 3, 99, 4, 5, 6, 99);
        // An embedded profile that is none, alpha that is not asked for, and a file size that is left out.
        edit(file).putInt(70, 0x4d424544).putInt(126, 60).putInt(130, 1 << 30).putInt(66, 0xff000000).putInt(2, 0);
        assertArrayEquals(new float[] {6, 3}, read(file).plane(0));
        // A profile that lies in another file.
        edit(file).putInt(70, 0x4c494e4b);
        assertArrayEquals(new float[] {6, 3}, read(file).plane(0));
    }

    @Test
    void spreadsSamplesOfAnyMasks() throws HazeLabException {
        byte[] five = bmp(40, 4, 1, 16, PLAIN, new byte[0], 0x1f, 0x7c, 0xe0, 0x03, 0x10, 0x42, 0x01, 0x04);
        assertArrayEquals(new float[] {255, 0, 132, 8}, read(five).plane(0));
        assertArrayEquals(new float[] {0, 255, 132, 0}, read(five).plane(1));
        assertArrayEquals(new float[] {255, 0, 132, 8}, read(five).plane(2));
        byte[] ten = bmp(40, 2, 1, 32, MASKS, numbers(0x3ff00000, 0xffc00, 0x3ff), 0xff, 0x03, 0, 0, 0, 0, 0, 0x20);
        assertArrayEquals(new float[] {0, 128}, read(ten).plane(0));
        assertArrayEquals(new float[] {255, 0}, read(ten).plane(2));
        byte[] four = bmp(40, 2, 1, 16, MASKS, numbers(0xf00, 0xf0, 0xf), 0x53, 0x0f, 0, 0);
        assertArrayEquals(new float[] {255, 0}, read(four).plane(0));
        assertArrayEquals(new float[] {85, 0}, read(four).plane(1));
        assertArrayEquals(new float[] {51, 0}, read(four).plane(2));
    }

    @Test
    void refusesMasksThatMakeNoSense() {
        for (int[] masks : new int[][] {{0xf0f, 0xf0, 0xf000}, {0, 0, 0}, {0xff000000, 0xff0000, 0xff00}}) {
            byte[] file = bmp(40, 2, 1, 16, MASKS, numbers(masks), 1, 2, 3, 4);
            String summary = assertThrows(HazeLabException.class, () -> read(file)).summary();
            assertTrue(summary.startsWith("The file \"x\" is damaged: "), summary);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 14, 1000})
    void readsRunsToTheirEndWhateverSizeTheHeaderGives(int declared) throws HazeLabException {
        byte[] palette = new byte[64];
        for (int e = 0; e < 16; e++) {
            Arrays.fill(palette, 4 * e, 4 * e + 3, (byte)(16 * e));
        }
        // A run, literals, a row end; a jump of two pixels and up a row, a run; the end.
        byte[] four = bmp(40, 5, 3, 4, RLE4, palette, 3, 0x12, 0, 0, 0, 2, 2, 1, 2, 0x55, 0, 1);
        byte[] eight = bmp(40, 5, 3, 8, RLE8, palette, 2, 3, 0, 3, 7, 8, 9, 0, 0, 0, 0, 2, 2, 1, 1, 15, 0, 1, 77, 78);
        edit(four).putInt(34, declared).putInt(46, 16);
        edit(eight).putInt(34, declared).putInt(46, 16);
        assertArrayEquals(new float[] {0, 0, 80, 80, 0, 0, 0, 0, 0, 0, 16, 32, 16, 0, 0}, read(four).plane(0));
        assertArrayEquals(new float[] {0, 0, 240, 0, 0, 0, 0, 0, 0, 0, 48, 48, 112, 128, 144}, read(eight).plane(0));
        HazeLabException thrown = assertThrows(HazeLabException.class,
            () -> read(Arrays.copyOf(four, four.length - 1)));
        assertEquals("The file \"x\" is incomplete: it ends before its image does", thrown.summary());
    }

    @Test
    void refusesAColourThatIsNotInThePalette() {
        byte[] file = bmp(40, 2, 1, 8, PLAIN, numbers(0x102030, 0x405060), 1, 2, 0, 0);
        assertEquals("The file \"x\" is damaged: a pixel has a colour that is not in its palette",
            assertThrows(HazeLabException.class, () -> read(file)).summary());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 11, 99})
    void namesAnEncodingThatItDoesNotKnow(int encoding) {
        byte[] file = bmp(40, 2, 1, 24, encoding, new byte[0], 1, 2, 3, 4, 5, 6, 0, 0);
        assertEquals("The file \"x\" holds a BMP image of 24 bits in encoding " + encoding + ", which cannot be read",
            assertThrows(HazeLabException.class, () -> read(file)).summary());
    }
}
