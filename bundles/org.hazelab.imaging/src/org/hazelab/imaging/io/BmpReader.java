// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;

/**
 * Reads BMP of Windows and OS/2: 1, 4 and 8 bits with a palette, 16, 24 and 32 bits, plain, with bit masks, or
 * run-length encoded. A palette of greys gives one channel, everything else three of 8 bits; transparency is left out.
 */
final class BmpReader implements PageSource {

    private static final int PLAIN = 0;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;
    private static final int MASKS = 3;
    private static final int ALPHA_MASKS = 6;

    private final ByteInput input;
    private final long headerSize;
    private final int width;
    private final int height;
    private final boolean topDown;
    private final int bits;
    private final int compression;
    private final long dataAt;
    private final byte[] palette;
    private final boolean grey;
    private final int[] masks = new int[3];

    BmpReader(ByteInput input) throws HazeLabException {
        this.input = input;
        input.littleEndian(true);
        dataAt = input.u32(10);
        headerSize = input.u32(14);
        boolean old = headerSize == 12;
        width = old ? input.u16(18) : input.i32(18);
        int rows = old ? input.u16(20) : input.i32(22);
        topDown = rows < 0;
        height = Math.abs(rows);
        bits = input.u16(old ? 24 : 28);
        compression = old ? PLAIN : (int)Math.min(input.u32(30), 99);
        if (width < 1 || height < 1 || !old && headerSize < 40) {
            throw input.damaged("its header holds impossible sizes");
        }
        boolean known = switch (compression) {
            case PLAIN -> bits == 1 || bits == 4 || bits == 8 || bits == 16 || bits == 24 || bits == 32;
            case RLE8 -> bits == 8;
            case RLE4 -> bits == 4;
            case MASKS, ALPHA_MASKS -> bits == 16 || bits == 32;
            default -> false;
        };
        if (!known) {
            throw input.unsupported("a BMP image of " + bits + " bits in encoding " + compression,
                "Save it again as PNG");
        }
        palette = bits <= 8 ? readPalette(old) : null;
        grey = palette != null && onlyGreys(palette);
        readMasks();
    }

    private byte[] readPalette(boolean old) throws HazeLabException {
        long used = old ? 0 : input.u32(46);
        int full = 1 << bits;
        int entries = used == 0 || used > full ? full : (int)used;
        int entryBytes = old ? 3 : 4;
        long at = 14 + headerSize;
        // Some writers leave out entries that no pixel uses: the pixels start where they say.
        entries = (int)Math.max(0, Math.min(entries, (dataAt - at) / entryBytes));
        byte[] colours = new byte[3 * entries];
        for (int e = 0; e < entries; e++) {
            for (int c = 0; c < 3; c++) {
                colours[3 * e + c] = (byte)input.u8(at + (long)e * entryBytes + 2 - c);
            }
        }
        return colours;
    }

    private static boolean onlyGreys(byte[] palette) {
        for (int e = 0; e < palette.length; e += 3) {
            if (palette[e] != palette[e + 1] || palette[e] != palette[e + 2]) {
                return false;
            }
        }
        return true;
    }

    private void readMasks() throws HazeLabException {
        if (compression == MASKS || compression == ALPHA_MASKS) {
            for (int c = 0; c < 3; c++) {
                masks[c] = input.i32(54 + 4 * c);
            }
        } else if (bits == 16) {
            masks[0] = 0x7c00;
            masks[1] = 0x3e0;
            masks[2] = 0x1f;
        } else {
            masks[0] = 0xff0000;
            masks[1] = 0xff00;
            masks[2] = 0xff;
        }
        for (int mask : masks) {
            // A run of ones without a gap, of at most 16 bits.
            int run = mask == 0 ? 0 : mask >>> Integer.numberOfTrailingZeros(mask);
            if ((run & run + 1) != 0 || run < 0 || run > 0xffff) {
                throw input.damaged("its colour masks make no sense");
            }
        }
    }

    @Override
    public String format() {
        return "BMP";
    }

    @Override
    public int pages() {
        return 1;
    }

    @Override
    public Page page(int index) {
        return new Page(width, height, grey ? 1 : 3, 8, false, Orientation.UPRIGHT, ValueRange.UINT8, 2 * rowBytes());
    }

    private long rowBytes() {
        return ((long)width * bits + 31) / 32 * 4;
    }

    @Override
    public void checkLength(int index) throws HazeLabException {
        boolean runs = compression == RLE8 || compression == RLE4;
        // The padding of the last row is often left out. Runs may leave out what they like.
        input.checkInside(dataAt, runs ? 2 : rowBytes() * (height - 1) + ((long)width * bits + 7) / 8);
    }

    @Override
    public void decode(int index, float[][] planes, Progress progress) throws HazeLabException {
        if (compression == RLE8 || compression == RLE4) {
            decodeRuns(planes, progress);
            return;
        }
        byte[] row = new byte[Math.toIntExact(rowBytes())];
        for (int y = 0; y < height; y++) {
            if ((y & 15) == 0) {
                progress.checkCanceled();
                progress.report(y / (double)height, "reading BMP");
            }
            long at = dataAt + y * rowBytes();
            input.read(at, row, 0, (int)Math.min(row.length, input.size() - at));
            int to = (topDown ? y : height - 1 - y) * width;
            if (bits <= 8) {
                for (int x = 0; x < width; x++) {
                    int bit = x * bits;
                    put(planes, to + x, row[bit >> 3] >> 8 - bits - (bit & 7) & (1 << bits) - 1);
                }
            } else {
                spreadColours(row, planes, to);
            }
        }
    }

    private void put(float[][] planes, int at, int entry) throws HazeLabException {
        if (3 * entry >= palette.length) {
            throw input.damaged("a pixel has a colour that is not in its palette");
        }
        for (int c = 0; c < planes.length; c++) {
            planes[c][at] = palette[3 * entry + c] & 0xff;
        }
    }

    private void spreadColours(byte[] row, float[][] planes, int to) {
        int bytes = bits / 8;
        for (int c = 0; c < 3; c++) {
            int shift = masks[c] == 0 ? 0 : Integer.numberOfTrailingZeros(masks[c]);
            int max = masks[c] >>> shift;
            for (int x = 0, from = 0; x < width; x++, from += bytes) {
                int pixel = row[from] & 0xff | (row[from + 1] & 0xff) << 8;
                if (bytes > 2) {
                    pixel |= (row[from + 2] & 0xff) << 16;
                }
                if (bytes > 3) {
                    pixel |= row[from + 3] << 24;
                }
                int value = (pixel & masks[c]) >>> shift;
                planes[c][to + x] = max == 255 ? value : max == 0 ? 0 : (value * 255 + max / 2) / max;
            }
        }
    }

    /** Runs of equal pixels, literal runs, jumps; pixels that are jumped over have the first colour of the palette. */
    private void decodeRuns(float[][] planes, Progress progress) throws HazeLabException {
        for (int i = 0; i < width * height; i++) {
            put(planes, i, 0);
        }
        long at = dataAt;
        int x = 0;
        int y = 0;
        for (int ops = 0; y < height; ops++) {
            if ((ops & 1023) == 0) {
                progress.checkCanceled();
                progress.report(y / (double)height, "reading BMP");
            }
            int count = input.u8(at);
            int value = input.u8(at + 1);
            at += 2;
            if (count > 0) {
                for (int i = 0; i < count; i++) {
                    putRun(planes, x++, y, bits == 8 ? value : (i & 1) == 0 ? value >> 4 : value & 15);
                }
            } else if (value == 0) {
                x = 0;
                y++;
            } else if (value == 1) {
                return;
            } else if (value == 2) {
                x = Math.min(width, x + input.u8(at));
                y += input.u8(at + 1);
                at += 2;
            } else {
                for (int i = 0; i < value; i++) {
                    int b = input.u8(at + (bits == 8 ? i : i / 2));
                    putRun(planes, x++, y, bits == 8 ? b : (i & 1) == 0 ? b >> 4 : b & 15);
                }
                int bytes = bits == 8 ? value : (value + 1) / 2;
                at += bytes + (bytes & 1);
            }
        }
    }

    private void putRun(float[][] planes, int x, int y, int entry) throws HazeLabException {
        if (x >= width || y >= height) {
            throw input.damaged("a run of pixels leaves the image");
        }
        put(planes, (topDown ? y : height - 1 - y) * width + x, entry);
    }
}
