// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.bmp;

import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.codec.DecoderInput;
import org.hazelab.imaging.io.codec.JdkDecoder;
import org.hazelab.imaging.io.codec.RasterSamples;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.io.page.Orientation;
import org.hazelab.imaging.io.page.Page;
import org.hazelab.imaging.io.page.PageSource;
import org.hazelab.imaging.task.Progress;

/**
 * Reads BMP of Windows and OS/2 with the JDK's decoder: 1, 4 and 8 bits with a palette, 16, 24 and 32 bits, plain, with
 * bit masks, or run-length encoded. A palette of greys gives one channel, everything else three of 8 bits; transparency
 * is left out.
 *
 * <p>The decoder gets a header of the one kind that every JDK reads the same way, whatever kind the file has: without
 * colour profile, sizes that are wrong in many files, or a palette, whose colours are put in here.
 */
public final class BmpReader implements PageSource {

    private static final int PLAIN = 0;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;
    private static final int MASKS = 3;
    private static final int ALPHA_MASKS = 6;
    /** What may follow a run of no pixels. */
    private static final int ROW_END = 0;
    private static final int END = 1;
    private static final int JUMP = 2;

    private final ByteInput input;
    private final long headerSize;
    private final int width;
    private final int height;
    private final boolean topDown;
    private final int bits;
    private final int compression;
    private final long dataAt;
    private final @Nullable byte[] palette;
    private final boolean grey;
    public BmpReader(ByteInput input) throws HazeLabException {
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
    }

    private boolean isRuns() {
        return compression == RLE8 || compression == RLE4;
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
        return new Page(width, height, grey ? 1 : 3, 8, false, Orientation.UPRIGHT, ValueRange.UINT8,
            RasterSamples.scratch(rowBytes(), width, height) + (isRuns() ? 2 * input.size() : 0));
    }

    private long rowBytes() {
        return ((long)width * bits + 31) / 32 * 4;
    }

    @Override
    public void checkLength(int index) throws HazeLabException {
        // The padding of the last row is often left out. Runs may be as short as they like.
        input.checkInside(dataAt, isRuns() ? 2 : rowBytes() * (height - 1) + ((long)width * bits + 7) / 8);
    }

    @Override
    public void decode(int index, float[][] planes, Progress progress) throws HazeLabException {
        long length = isRuns() ? runBytes(progress) : input.size() - dataAt;
        DecoderInput pixels = new DecoderInput(input, header(length), dataAt, length, new byte[0], progress);
        Raster raster = JdkDecoder.decode("BMP", pixels, width, height, progress);
        for (int c = 0; c < planes.length; c++) {
            if (palette != null) {
                RasterSamples.copy(raster, 0, column(c), planes[c], input, progress);
            } else {
                float[] levels = spread(raster.getSampleModel().getSampleSize(c));
                RasterSamples.copy(raster, c, levels, planes[c], input, progress);
            }
        }
    }

    /** How far run-length encoded pixels go: the decoder believes the header, and takes what is missing for black. */
    private long runBytes(Progress progress) throws HazeLabException {
        long at = dataAt;
        int y = 0;
        for (int ops = 0; y < height; ops++) {
            if ((ops & 1023) == 0) {
                progress.checkCanceled();
            }
            int count = input.u8(at);
            int value = input.u8(at + 1);
            at += 2;
            if (count == 0 && value == END) {
                break;
            } else if (count == 0 && value == ROW_END) {
                y++;
            } else if (count == 0 && value == JUMP) {
                y += input.u8(at + 1);
                at += 2;
            } else if (count == 0) {
                at += 2L * ((value * bits + 15) / 16);
            }
        }
        return at - dataAt;
    }

    /** A header of 40 bytes, with bit masks or with a palette behind it that is not used. */
    private byte[] header(long length) throws HazeLabException {
        boolean masks = compression == MASKS || compression == ALPHA_MASKS;
        int size = 54 + (masks ? 12 : bits <= 8 ? 4 << bits : 0);
        ByteBuffer head = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        head.put((byte)'B').put((byte)'M').putInt((int)Math.min(0xffffffffL, size + length));
        head.putInt(0).putInt(size);
        head.putInt(40).putInt(width).putInt(topDown ? -height : height);
        head.putShort((short)1).putShort((short)bits).putInt(masks ? MASKS : compression)
            .putInt(isRuns() ? (int)length : 0);
        if (masks) {
            head.put(54, input.bytes(54, 12));
        }
        return head.array();
    }

    /** A colour of all entries of the palette. */
    private float[] column(int colour) {
        byte[] colours = Objects.requireNonNull(palette);
        float[] levels = new float[colours.length / 3];
        for (int e = 0; e < levels.length; e++) {
            levels[e] = colours[3 * e + colour] & 0xff;
        }
        return levels;
    }

    /** Samples of a number of bits, spread to 0..255. */
    private float[] spread(int sampleBits) throws HazeLabException {
        if (sampleBits > 16) {
            throw input.damaged("its colour masks make no sense");
        }
        int max = (1 << sampleBits) - 1;
        float[] levels = new float[max + 1];
        for (int v = 1; v <= max; v++) {
            int level = (v * 255 + max / 2) / max;
            levels[v] = level;
        }
        return levels;
    }
}
