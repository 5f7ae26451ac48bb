// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.png;

import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.codec.DecoderInput;
import org.hazelab.imaging.io.codec.JdkDecoder;
import org.hazelab.imaging.io.codec.RasterSamples;
import org.hazelab.imaging.io.compression.InflateSource;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.io.page.Orientation;
import org.hazelab.imaging.io.page.Page;
import org.hazelab.imaging.io.page.PageSource;
import org.hazelab.imaging.task.Progress;

/**
 * Reads PNG with the JDK's decoder: every colour type and bit depth, interlaced or not (W3C PNG, second edition).
 *
 * <p>Grey of 1, 2 or 4 bits is spread to 0..255; a palette becomes red, green and blue; transparency is left out, the
 * colours stay as they are stored. The decoder gets the critical chunks alone, their checksums verified, so that gamma,
 * colour profiles and texts can neither change a number nor take memory. EXIF data says how the image is to be turned.
 * A file that ends behind its last pixel, without end mark, is read with a note.
 */
public final class PngReader implements PageSource {

    private static final int IHDR = 0x49484452;
    private static final int PLTE = 0x504c5445;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454e44;
    private static final int EXIF = 0x65584966;
    /** EXIF data behind this many bytes is not looked at: the orientation stands at its start. */
    private static final int MOST_EXIF = 1 << 16;
    /** Bytes that a file may lack of the chunk with its last pixels: checksums of the data and of the chunk. */
    private static final int SUMS = 8;
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;
    /** Where the first chunk starts, and the one behind the header. */
    private static final int SIGNATURE = 8;
    private static final int HEADER_END = SIGNATURE + 12 + 13;
    /** First column, first row, column step and row step of each pass of an interlaced image. */
    private static final int[][] ADAM7 = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4},
        {1, 0, 2, 2}, {0, 1, 1, 2}};
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
    /** Bytes that the last chunk with pixels lacks at the end of the file. */
    private int missing;
    private boolean endMark;
    private boolean interlaced;
    private int orientation = Orientation.UPRIGHT;

    public PngReader(ByteInput input) throws HazeLabException {
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
        return new Page(width, height, channels, colour == PALETTE ? 8 : bits, false, orientation,
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
        interlaced = interlace == 1;
        if (width < 1 || height < 1 || !known || methods != 0 || interlace > 1) {
            throw input.damaged("its image header holds impossible values");
        }
    }

    /** Finds palette, pixels and orientation, and whether the file goes on to its end mark. */
    private void walkChunks() throws HazeLabException {
        long at = HEADER_END;
        while (!endMark) {
            long length = isInside(at, 8) ? input.u32(at) : 0;
            if (!isInside(at, 12 + length)) {
                endsAt(at, length);
                break;
            }
            int type = input.i32(at + 4);
            endMark = type == IEND;
            if (type == IDAT) {
                data(at, length);
            } else if (type == EXIF && orientation == Orientation.UPRIGHT) {
                readExif(at, length);
            } else if (type == PLTE && palette.length == 0 && dataAt < 0) {
                readPalette(at, length);
            } else if (type != PLTE && type != IEND && (type & 0x20000000) == 0) {
                throw input.unsupported("a PNG image with a part that is not in the standard",
                    "Save it again as ordinary PNG");
            }
            at += 12 + length;
        }
        if (dataAt < 0 || colour == PALETTE && palette.length == 0) {
            throw input.damaged("it has no " + (dataAt < 0 ? "pixels" : "palette"));
        }
    }

    private boolean isInside(long at, long length) {
        return at <= input.size() - length;
    }

    private void data(long at, long length) throws HazeLabException {
        if (dataAt >= 0 && dataEnd != at) {
            throw input.damaged("its pixels are not in one piece");
        }
        dataAt = dataAt < 0 ? at : dataAt;
        dataEnd = at + 12 + length;
    }

    /** The file ends in the chunk at {@code at}: that is bearable where pixels cannot be missing. */
    private void endsAt(long at, long length) throws HazeLabException {
        if (isInside(at, 8) && input.i32(at + 4) == IDAT) {
            missing = (int)Math.min(Integer.MAX_VALUE, at + 12 + length - input.size());
            data(at, length);
        }
        if (dataAt < 0 || missing > SUMS) {
            throw input.truncated();
        }
    }

    /** Bad metadata is no reason to refuse a good image. Some writers put the mark of JPEG's EXIF segment before it. */
    private void readExif(long at, long length) throws HazeLabException {
        int used = (int)Math.min(length, MOST_EXIF);
        byte[] exif = input.bytes(at + 8, used);
        boolean marked = used > 6 && exif[0] == 'E' && exif[1] == 'x' && exif[2] == 'i' && exif[3] == 'f';
        if (sum(at, length, Progress.NONE) == input.u32(at + 8 + length)) {
            orientation = Orientation.ofExif(exif, marked ? 6 : 0, used);
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
        if (sum(at, length, progress) != input.u32(at + 8 + length)) {
            throw input.damaged("a checksum is wrong");
        }
    }

    private long sum(long at, long length, Progress progress) throws HazeLabException {
        CRC32 sum = new CRC32();
        long end = at + 8 + length;
        for (long next = at + 4; next < end;) {
            progress.checkCanceled();
            int n = (int)Math.min(piece.length, end - next);
            input.read(next, piece, 0, n);
            sum.update(piece, 0, n);
            next += n;
        }
        return sum.getValue();
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
        return rowBytes(width);
    }

    private long rowBytes(long columns) {
        return (columns * samples() * bits + 7) / 8;
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
        for (long at = dataAt; at < dataEnd && isInside(at, 12 + input.u32(at)); at += 12 + input.u32(at)) {
            checkSum(at, input.u32(at), progress);
        }
        byte[] tail = endMark ? END : missingTail(progress);
        byte[] used = colour == PALETTE ? palette : new byte[0];
        byte[] head = ByteBuffer.allocate(HEADER_END + used.length).put(input.bytes(0, HEADER_END)).put(used).array();
        DecoderInput critical = new DecoderInput(input, head, dataAt, dataEnd - missing - dataAt, tail, progress);
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

    /** What the file lacks at its end, if that is no pixel. */
    private byte[] missingTail(Progress progress) throws HazeLabException {
        byte[] sum = new PngData(input, dataAt, dataEnd).sumOfWhole(unpackedBytes(), progress);
        input.note(ByteInput.NO_END);
        ByteBuffer tail = ByteBuffer.allocate(missing + END.length);
        int ofSum = Math.max(0, missing - Integer.BYTES);
        // The decoder does not look at the checksum of the chunk, which is the rest of what is missing.
        return tail.put(sum, sum.length - ofSum, ofSum).put(missing, END).array();
    }

    /** Bytes of all rows, each with the number of its filter. */
    private long unpackedBytes() {
        if (!interlaced) {
            return (1 + rowBytes(width)) * height;
        }
        long bytes = 0;
        for (int[] pass : ADAM7) {
            long columns = (width - pass[0] + pass[2] - 1L) / pass[2];
            long rows = (height - pass[1] + pass[3] - 1L) / pass[3];
            bytes += columns > 0 && rows > 0 ? (1 + rowBytes(columns)) * rows : 0;
        }
        return bytes;
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
            int level = v * 255 / (levels.length - 1);
            levels[v] = level;
        }
        return levels;
    }
}
