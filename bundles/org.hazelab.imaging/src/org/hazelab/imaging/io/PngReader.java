// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.util.zip.CRC32;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;

/**
 * Reads PNG: every colour type and bit depth, interlaced or not (W3C PNG, second edition).
 *
 * <p>Grey of 1, 2 or 4 bits is spread to 0..255; a palette becomes red, green and blue; transparency is left out, the
 * colours stay as they are stored. Gamma, chromaticities, colour profiles and significant bits change nothing.
 */
final class PngReader implements PageSource {

    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504c5445;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;
    private static final long FIRST_CHUNK = 8;

    /** Interlacing: first column, first row, column step and row step of each pass. */
    private static final int[][] ADAM7 = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4},
        {1, 0, 2, 2}, {0, 1, 1, 2}};
    private static final int[][] ONE_PASS = {{0, 0, 1, 1}};

    private final ByteInput input;
    private int width;
    private int height;
    private int bits;
    private int colour;
    private int[][] passes;
    private byte[] palette;
    private long dataAt = -1;
    private long dataBytes;

    PngReader(ByteInput input) throws HazeLabException {
        this.input = input;
        input.littleEndian(false);
        readHeader();
        walkChunks();
    }

    @Override
    public String format() {
        return "PNG";
    }

    @Override
    public int pages() {
        return 1;
    }

    @Override
    public Page page(int index) {
        int channels = colour == GREY || colour == GREY_ALPHA ? 1 : 3;
        return new Page(width, height, channels, bits == 16 ? 16 : colour == PALETTE ? 8 : bits, false,
            Orientation.UPRIGHT, bits == 16 ? ValueRange.UINT16 : ValueRange.UINT8, 2 * rowBytes(width) + 2);
    }

    private void readHeader() throws HazeLabException {
        if (input.u32(FIRST_CHUNK) != 13 || input.i32(FIRST_CHUNK + 4) != IHDR) {
            throw input.damaged("it does not start with an image header");
        }
        checkSum(FIRST_CHUNK, 13);
        long data = FIRST_CHUNK + 8;
        width = input.i32(data);
        height = input.i32(data + 4);
        bits = input.u8(data + 8);
        colour = input.u8(data + 9);
        boolean deep = bits == 8 || bits == 16;
        boolean shallow = bits == 1 || bits == 2 || bits == 4;
        boolean known = switch (colour) {
            case GREY -> deep || shallow;
            case PALETTE -> bits == 8 || shallow;
            case RGB, GREY_ALPHA, RGB_ALPHA -> deep;
            default -> false;
        };
        int methods = input.u8(data + 10) | input.u8(data + 11);
        int interlace = input.u8(data + 12);
        if (width < 1 || height < 1 || !known || methods != 0 || interlace > 1) {
            throw input.damaged("its image header holds impossible values");
        }
        passes = interlace == 1 ? ADAM7 : ONE_PASS;
    }

    /** Finds palette and pixels, and that the file goes on to its end mark. */
    private void walkChunks() throws HazeLabException {
        boolean dataEnded = false;
        for (long at = FIRST_CHUNK + 8 + 13 + 4;;) {
            long length = input.u32(at);
            int type = input.i32(at + 4);
            input.checkInside(at + 8, length + 4);
            if (type == IDAT) {
                if (dataEnded) {
                    throw input.damaged("its pixels are not in one piece");
                }
                dataAt = dataAt < 0 ? at : dataAt;
                dataBytes += length;
            } else {
                dataEnded = dataAt >= 0;
                if (type == IEND) {
                    break;
                }
                if (type == PLTE && palette == null && dataAt < 0) {
                    readPalette(at, length);
                } else if (type != PLTE && (type & 0x20000000) == 0) {
                    throw input.unsupported("a PNG image with a part that is not in the standard",
                        "Save it again as ordinary PNG");
                }
            }
            at += 12 + length;
        }
        if (dataAt < 0 || colour == PALETTE && palette == null) {
            throw input.damaged("it has no " + (dataAt < 0 ? "pixels" : "palette"));
        }
    }

    private void readPalette(long at, long length) throws HazeLabException {
        if (length % 3 != 0 || length < 3 || length > 768) {
            throw input.damaged("its palette has an impossible size");
        }
        checkSum(at, (int)length);
        palette = input.bytes(at + 8, (int)length);
    }

    private void checkSum(long at, int length) throws HazeLabException {
        CRC32 sum = new CRC32();
        sum.update(input.bytes(at + 4, length + 4));
        if (sum.getValue() != input.u32(at + 8 + length)) {
            throw input.damaged("a checksum is wrong");
        }
    }

    private int samples() {
        return switch (colour) {
            case RGB -> 3;
            case GREY_ALPHA -> 2;
            case RGB_ALPHA -> 4;
            default -> 1;
        };
    }

    private long rowBytes(int pixels) {
        return ((long)pixels * samples() * bits + 7) / 8;
    }

    private static int passSize(int size, int first, int step) {
        return (size - first + step - 1) / step;
    }

    @Override
    public void checkLength(int index) throws HazeLabException {
        long unpacked = 0;
        for (int[] pass : passes) {
            int passWidth = passSize(width, pass[0], pass[2]);
            unpacked += passWidth < 1 ? 0 : (rowBytes(passWidth) + 1) * passSize(height, pass[1], pass[3]);
        }
        if (unpacked / InflateSource.MAX_RATIO > dataBytes) {
            throw input.truncated();
        }
    }

    @Override
    public void decode(int index, float[][] planes, Progress progress) throws HazeLabException {
        IdatSource packed = new IdatSource();
        try (InflateSource data = new InflateSource(packed)) {
            for (int p = 0; p < passes.length; p++) {
                decodePass(passes[p], data, planes, progress.part(p / (double)passes.length,
                    (p + 1) / (double)passes.length, ""));
            }
        }
        packed.checkRest();
    }

    private void decodePass(int[] pass, InflateSource data, float[][] planes, Progress progress)
        throws HazeLabException {
        int passWidth = passSize(width, pass[0], pass[2]);
        int passHeight = passSize(height, pass[1], pass[3]);
        if (passWidth < 1 || passHeight < 1) {
            return;
        }
        int rowBytes = Math.toIntExact(rowBytes(passWidth));
        int step = Math.max(1, samples() * bits / 8);
        byte[] above = new byte[rowBytes];
        byte[] row = new byte[rowBytes];
        byte[] filter = new byte[1];
        for (int y = 0; y < passHeight; y++) {
            if ((y & 15) == 0) {
                progress.checkCanceled();
                progress.report(y / (double)passHeight, "reading PNG");
            }
            data.readFully(filter, 0, 1);
            data.readFully(row, 0, rowBytes);
            if (!PngFilter.undo(filter[0], row, above, step)) {
                throw input.damaged("a row has an unknown filter");
            }
            spread(row, passWidth, planes, (pass[1] + y * pass[3]) * width + pass[0], pass[2]);
            byte[] swap = above;
            above = row;
            row = swap;
        }
    }

    /** Puts a row of samples into the planes, from index {@code at} in steps of {@code step}. */
    private void spread(byte[] row, int count, float[][] planes, int at, int step) throws HazeLabException {
        int samples = samples();
        if (colour == PALETTE) {
            spreadPalette(row, count, planes, at, step);
        } else if (bits < 8) {
            float scale = 255 / ((1 << bits) - 1);
            for (int x = 0, to = at; x < count; x++, to += step) {
                planes[0][to] = small(row, x) * scale;
            }
        } else if (bits == 8) {
            for (int c = 0; c < planes.length; c++) {
                float[] plane = planes[c];
                for (int x = 0, from = c, to = at; x < count; x++, from += samples, to += step) {
                    plane[to] = row[from] & 0xff;
                }
            }
        } else {
            for (int c = 0; c < planes.length; c++) {
                float[] plane = planes[c];
                for (int x = 0, from = 2 * c, to = at; x < count; x++, from += 2 * samples, to += step) {
                    plane[to] = (row[from] & 0xff) << 8 | row[from + 1] & 0xff;
                }
            }
        }
    }

    private void spreadPalette(byte[] row, int count, float[][] planes, int at, int step) throws HazeLabException {
        for (int x = 0, to = at; x < count; x++, to += step) {
            int entry = 3 * (bits == 8 ? row[x] & 0xff : small(row, x));
            if (entry >= palette.length) {
                throw input.damaged("a pixel has a colour that is not in its palette");
            }
            for (int c = 0; c < 3; c++) {
                planes[c][to] = palette[entry + c] & 0xff;
            }
        }
    }

    /** The sample of 1, 2 or 4 bits at position {@code x}, the first in the high bits. */
    private int small(byte[] row, int x) {
        int bit = x * bits;
        return row[bit >> 3] >> 8 - bits - (bit & 7) & (1 << bits) - 1;
    }

    /** The compressed pixels, which lie in one or more consecutive chunks, each with a checksum. */
    private final class IdatSource extends ByteSource {

        private final CRC32 sum = new CRC32();
        private long at = dataAt;
        private long next;
        private long left;
        private boolean ended;

        IdatSource() throws HazeLabException {
            super(PngReader.this.input);
            open();
        }

        private void open() throws HazeLabException {
            ended = input.i32(at + 4) != IDAT;
            if (!ended) {
                left = input.u32(at);
                next = at + 8;
                sum.reset();
                sum.update(input.bytes(at + 4, 4));
            }
        }

        @Override
        int read(byte[] into, int from, int length) throws HazeLabException {
            while (left == 0) {
                if (ended) {
                    return -1;
                }
                if (sum.getValue() != input.u32(next)) {
                    throw input.damaged("the checksum of its pixels is wrong");
                }
                at = next + 4;
                open();
            }
            int n = (int)Math.min(length, left);
            input.read(next, into, from, n);
            sum.update(into, from, n);
            next += n;
            left -= n;
            return n;
        }

        /** Reads on to the end of the last chunk, for its checksum. */
        void checkRest() throws HazeLabException {
            byte[] rest = new byte[1 << 13];
            while (read(rest, 0, rest.length) >= 0) {
                continue;
            }
        }
    }
}
