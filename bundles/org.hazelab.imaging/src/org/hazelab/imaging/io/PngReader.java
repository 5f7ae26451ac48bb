// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;

/**
 * Reads PNG with the JDK's decoder: every colour type and bit depth, interlaced or not (W3C PNG, second edition).
 *
 * <p>Grey of 1, 2 or 4 bits is spread to 0..255; a palette becomes red, green and blue; transparency is left out, the
 * colours stay as they are stored. The decoder gets the critical chunks alone, their checksums verified, so that gamma,
 * colour profiles and texts can neither change a number nor take memory.
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
    /** Where the first chunk starts, and the one behind the header. */
    private static final int SIGNATURE = 8;
    private static final int HEADER_END = SIGNATURE + 12 + 13;
    private static final byte[] END = ByteBuffer.allocate(12).putInt(4, IEND).putInt(8, 0xae426082).array();

    private final ByteInput input;
    private final byte[] piece = new byte[1 << 14];
    private int width;
    private int height;
    private int bits;
    private int colour;
    private byte[] palette = {};
    private long dataAt = -1;
    private long dataEnd;

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
        return new Page(width, height, channels, colour == PALETTE ? 8 : bits, false, Orientation.UPRIGHT,
            bits == 16 ? ValueRange.UINT16 : ValueRange.UINT8, RasterSamples.scratch(rowBytes(), width, height));
    }

    private void readHeader() throws HazeLabException {
        if (input.u32(SIGNATURE) != 13 || input.i32(SIGNATURE + 4) != IHDR) {
            throw input.damaged("it does not start with an image header");
        }
        checkSum(SIGNATURE, 13, Progress.NONE);
        int data = SIGNATURE + 8;
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
    }

    /** Finds palette and pixels, and that the file goes on to its end mark. */
    private void walkChunks() throws HazeLabException {
        long at = HEADER_END;
        for (int type = input.i32(at + 4); type != IEND; type = input.i32(at + 4)) {
            long length = input.u32(at);
            input.checkInside(at + 8, length + 4);
            if (type == IDAT) {
                if (dataAt >= 0 && dataEnd != at) {
                    throw input.damaged("its pixels are not in one piece");
                }
                dataAt = dataAt < 0 ? at : dataAt;
                dataEnd = at + 12 + length;
            } else if (type == PLTE && palette.length == 0 && dataAt < 0) {
                readPalette(at, length);
            } else if (type != PLTE && (type & 0x20000000) == 0) {
                throw input.unsupported("a PNG image with a part that is not in the standard",
                    "Save it again as ordinary PNG");
            }
            at += 12 + length;
        }
        input.checkInside(at, input.u32(at) + 12);
        if (dataAt < 0 || colour == PALETTE && palette.length == 0) {
            throw input.damaged("it has no " + (dataAt < 0 ? "pixels" : "palette"));
        }
    }

    private void readPalette(long at, long length) throws HazeLabException {
        if (length % 3 != 0 || length < 3 || length > 768) {
            throw input.damaged("its palette has an impossible size");
        }
        checkSum(at, length, Progress.NONE);
        palette = input.bytes(at, (int)length + 12);
    }

    /** The decoder does not look at the checksum of a chunk. */
    private void checkSum(long at, long length, Progress progress) throws HazeLabException {
        CRC32 sum = new CRC32();
        long end = at + 8 + length;
        for (long next = at + 4; next < end;) {
            progress.checkCanceled();
            int n = (int)Math.min(piece.length, end - next);
            input.read(next, piece, 0, n);
            sum.update(piece, 0, n);
            next += n;
        }
        if (sum.getValue() != input.u32(end)) {
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

    private long rowBytes() {
        return ((long)width * samples() * bits + 7) / 8;
    }

    @Override
    public void checkLength(int index) throws HazeLabException {
        if (rowBytes() > Integer.MAX_VALUE / 8) {
            throw input.unsupported("a PNG image whose rows take more than 256 MB", "Cut it into tiles");
        }
        if (rowBytes() * height / InflateSource.MAX_RATIO > dataEnd - dataAt) {
            throw input.truncated();
        }
    }

    @Override
    public void decode(int index, float[][] planes, Progress progress) throws HazeLabException {
        for (long at = dataAt; at < dataEnd; at += 12 + input.u32(at)) {
            checkSum(at, input.u32(at), progress);
        }
        byte[] used = colour == PALETTE ? palette : new byte[0];
        byte[] head = ByteBuffer.allocate(HEADER_END + used.length).put(input.bytes(0, HEADER_END)).put(used).array();
        DecoderInput critical = new DecoderInput(input, head, dataAt, dataEnd - dataAt, END, progress);
        Raster raster = JdkDecoder.decode("PNG", critical, width, height, progress);
        for (int c = 0; c < planes.length; c++) {
            if (colour == PALETTE) {
                RasterSamples.copy(raster, 0, column(c), planes[c], input, progress);
            } else if (bits < 8) {
                RasterSamples.copy(raster, 0, spread(), planes[c], input, progress);
            } else {
                RasterSamples.copy(raster, c, planes[c], progress);
            }
        }
    }

    /** A colour of all entries of the palette. */
    private float[] column(int colour) {
        float[] levels = new float[(palette.length - 12) / 3];
        for (int e = 0; e < levels.length; e++) {
            levels[e] = palette[8 + 3 * e + colour] & 0xff;
        }
        return levels;
    }

    private float[] spread() {
        float[] levels = new float[1 << bits];
        for (int v = 0; v < levels.length; v++) {
            levels[v] = v * 255 / (levels.length - 1);
        }
        return levels;
    }
}
