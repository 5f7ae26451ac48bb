// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * PNG files put together from the standard (W3C PNG, second edition), for tests: no filters, any kind and any chunks.
 */
public final class PngFile {

    public static final int GREY = 0;
    public static final int RGB = 2;
    public static final int PALETTE = 3;
    public static final int GREY_ALPHA = 4;
    public static final int RGB_ALPHA = 6;

    /** First column, first row, column step and row step of each pass (section 8.2). */
    private static final int[][] ADAM7 = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4},
        {1, 0, 2, 2}, {0, 1, 1, 2}};

    private PngFile() {
    }

    public static int samples(int colour) {
        return colour == RGB ? 3 : colour == GREY_ALPHA ? 2 : colour == RGB_ALPHA ? 4 : 1;
    }

    /**
     * @param pixels the samples, pixel by pixel
     * @param chunks what stands between header and pixels
     */
    public static byte[] of(int width, int height, int bits, int colour, boolean interlaced, int[] pixels,
        byte[]... chunks) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ByteBuffer.allocate(8).putLong(0x89504e470d0a1a0aL).array());
        file.writeBytes(chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte)bits)
            .put((byte)colour).put(12, (byte)(interlaced ? 1 : 0)).array()));
        for (byte[] chunk : chunks) {
            file.writeBytes(chunk);
        }
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int[] pass : interlaced ? ADAM7 : new int[][] {{0, 0, 1, 1}}) {
            for (int y = pass[1]; y < height; y += pass[3]) {
                if (pass[0] < width) {
                    rows.write(0);
                    rows.writeBytes(row(width, bits, samples(colour), pixels, y, pass[0], pass[2]));
                }
            }
        }
        file.writeBytes(chunk("IDAT", deflate(rows.toByteArray())));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static byte[] row(int width, int bits, int samples, int[] pixels, int y, int first, int step) {
        int count = (width - first + step - 1) / step * samples;
        byte[] row = new byte[(count * bits + 7) / 8];
        for (int i = 0; i < count; i++) {
            int value = pixels[(y * width + first + i / samples * step) * samples + i % samples];
            if (bits == 16) {
                row[2 * i] = (byte)(value >> 8);
                row[2 * i + 1] = (byte)value;
            } else {
                row[i * bits / 8] |= (byte)(value << 8 - bits - i * bits % 8);
            }
        }
        return row;
    }

    public static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        return ByteBuffer.allocate(12 + data.length).putInt(data.length).put(name).put(data)
            .putInt((int)sum.getValue()).array();
    }

    public static byte[] deflate(byte[] data) {
        Deflater deflater = new Deflater();
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            deflater.setInput(data);
            deflater.finish();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
