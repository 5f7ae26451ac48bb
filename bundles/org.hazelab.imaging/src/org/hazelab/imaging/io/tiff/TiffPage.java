// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff;

import java.util.Map;
import java.util.stream.IntStream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.compression.InflateSource;
import org.hazelab.imaging.io.compression.LzwSource;
import org.hazelab.imaging.io.compression.PackBitsSource;
import org.hazelab.imaging.io.compression.ZstdSource;
import org.hazelab.imaging.io.jpeg.JpegHeader;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.io.page.Orientation;
import org.hazelab.imaging.io.page.Page;

/** What the tags of one TIFF image say, checked: which samples lie where, how packed, and which of them are kept. */
public final class TiffPage {

    static final int WHITE_IS_ZERO = 0;
    static final int BLACK_IS_ZERO = 1;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int CMYK = 5;
    static final int YCBCR = 6;

    public static final int PLAIN = 1;
    static final int LZW = 5;
    static final int JPEG = 7;
    static final int DEFLATE = 8;
    static final int PACK_BITS = 32773;
    static final int OLD_DEFLATE = 32946;
    static final int ZSTD = 50000;

    static final int UNSIGNED = 1;
    static final int SIGNED = 2;
    static final int FLOAT = 3;

    private static final Map<Integer, String> OTHER_COMPRESSIONS = Map.of(2, "CCITT", 3, "CCITT fax", 4, "CCITT fax",
        6, "old-style JPEG", 34712, "JPEG 2000", 34887, "LERC", 34925, "LZMA", 50001, "WebP");
    private static final int MOST_CHUNKS = 1 << 20;

    public final int width;
    public final int height;
    public final int samples;
    final int bits;
    final int sampleFormat;
    final int photometric;
    public final int compression;
    final int predictor;
    /** Whether each sample has its own strips or tiles. */
    final boolean planar;
    public final boolean tiled;
    final int chunkWidth;
    final int chunkHeight;
    final int chunksAcross;
    final int chunksDown;
    public final TiffChunks chunks;
    /** Whether the bits of each byte are stored last first. */
    final boolean reversed;
    /** The samples that become channels; for palette and CMYK the channels are red, green and blue. */
    final int[] kept;
    final @Nullable int[] palette;
    final @Nullable byte[] jpegTables;
    final int orientation;

    private final ByteInput input;
    private final @Nullable ValueRange recorded;

    /** @param paletteIsLook whether a palette of 8 or 16 bits is only how a grey image is shown, as in ImageJ */
    TiffPage(ByteInput input, TiffDirectory tags, boolean paletteIsLook) throws HazeLabException {
        this.input = input;
        width = positive(tags.number(256, 0));
        height = positive(tags.number(257, 0));
        samples = positive(tags.number(277, 1));
        if (samples > 65535) {
            throw input.damaged("its tags hold impossible sizes");
        }
        if (tags.number(32997, 1) > 1) {
            throw input.unsupported(
                "a TIFF image with a depth of " + tags.number(32997, 1) + " slices in one directory",
                "Save it again with a page for each slice");
        }
        bits = equalForAll(tags, 258, 1);
        sampleFormat = tags.has(339) ? equalForAll(tags, 339, 1) : UNSIGNED;
        int declared = (int)Math.min(tags.number(262, samples >= 3 ? RGB : BLACK_IS_ZERO), 99999);
        boolean look = paletteIsLook && declared == PALETTE && (bits == 8 || bits == 16);
        photometric = look ? BLACK_IS_ZERO : declared;
        compression = (int)Math.min(tags.number(259, PLAIN), 99999);
        predictor = (int)Math.min(tags.number(317, 1), 99);
        planar = tags.number(284, 1) == 2 && samples > 1;
        tiled = tags.has(322) || tags.has(324);
        checkCompression();
        checkSamples();
        kept = keptSamples(tags);
        palette = photometric == PALETTE ? readPalette(tags) : null;
        chunkWidth = tiled ? positive(tags.number(322, 0)) : width;
        chunkHeight = tiled ? positive(tags.number(323, 0))
            : (int)Math.min(height, Math.max(1, tags.number(278, height)));
        chunksAcross = 1 + (width - 1) / chunkWidth;
        chunksDown = 1 + (height - 1) / chunkHeight;
        long count = (long)chunksAcross * chunksDown * (planar ? samples : 1);
        if (count > MOST_CHUNKS || count > input.size()) {
            throw input.damaged("it declares an impossible number of strips or tiles");
        }
        chunks = new TiffChunks(input, tags, (int)count, compression == PLAIN);
        // JPEG has an order of its own, which no writer changes.
        reversed = tags.number(266, 1) == 2 && compression != JPEG;
        jpegTables = compression == JPEG ? tags.bytes(347, 1 << 16) : null;
        orientation = Orientation.of(tags.number(274, 1));
        recorded = sampleFormat == FLOAT || bits > 16 ? recordedRange(tags)
            : SampleRange.declared(tags, samples, bits, sampleFormat == SIGNED);
        if (rowBytes() > Integer.MAX_VALUE - 16) {
            throw input.damaged("its tags hold impossible sizes");
        }
    }

    private int positive(long value) throws HazeLabException {
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw input.damaged("its tags hold impossible sizes");
        }
        return (int)value;
    }

    /** Some writers give one value for all samples. */
    private int equalForAll(TiffDirectory tags, int tag, int otherwise) throws HazeLabException {
        long first = tags.number(tag, otherwise);
        int count = (int)Math.min(tags.count(tag), samples);
        if (count > 1) {
            for (long value : tags.numbers(tag, count)) {
                if (value != first) {
                    throw input.unsupported("a TIFF image whose samples differ in bit depth or type",
                        "Save it again with equal channels");
                }
            }
        }
        return (int)Math.min(first, 99999);
    }

    private void checkCompression() throws HazeLabException {
        switch (compression) {
            case PLAIN, LZW, DEFLATE, OLD_DEFLATE, ZSTD, PACK_BITS, JPEG -> {
                if (compression != JPEG && predictor != 1 && predictor != 2 && predictor != 3) {
                    throw input.damaged("it declares an unknown predictor");
                }
            }
            default -> throw input.unsupported("a TIFF image with "
                + OTHER_COMPRESSIONS.getOrDefault(compression, "compression " + compression) + " compression",
                "Save it again with LZW, Deflate or no compression");
        }
        if (compression == JPEG && (bits != 8 || sampleFormat != UNSIGNED || planar)) {
            throw input.unsupported("a TIFF image with an unusual kind of JPEG compression",
                "Save it again with LZW, Deflate or no compression");
        }
    }

    private void checkSamples() throws HazeLabException {
        boolean known = switch (sampleFormat) {
            // 4 says "undefined", which everyone takes for unsigned.
            case UNSIGNED, 4 -> bits >= 1 && bits <= 32 || bits == 64;
            case SIGNED -> bits == 8 || bits == 16 || bits == 32 || bits == 64;
            case FLOAT -> bits == 16 || bits == 32 || bits == 64;
            default -> false;
        };
        if (!known) {
            throw input.unsupported("a TIFF image with samples of " + bits + " bits of an unusual type",
                "Save it again with 8, 16 or 32 bits");
        }
        boolean whole = bits % 8 == 0 && bits != 24;
        boolean predictable = switch (compression == JPEG || compression == PLAIN ? 1 : predictor) {
            case 2 -> whole;
            case 3 -> sampleFormat == FLOAT;
            default -> true;
        };
        boolean inks = sampleFormat != FLOAT && (bits == 8 || bits == 16);
        boolean drawn = switch (photometric) {
            case WHITE_IS_ZERO, BLACK_IS_ZERO -> true;
            case RGB -> samples >= 3;
            case PALETTE -> samples == 1 && bits <= 16 && sampleFormat != FLOAT;
            case CMYK -> samples >= 4 && inks && !planar;
            case YCBCR -> samples == 3 && compression == JPEG;
            default -> false;
        };
        if (!predictable || !drawn) {
            throw input.unsupported("a TIFF image in an unusual colour model or encoding (photometric "
                + photometric + ", " + samples + " samples of " + bits + " bits)", "Save it again as RGB or grey");
        }
    }

    /**
     * Alpha is left out. Further samples beside grey are channels unless they are declared as alpha; beside colours
     * they are left out.
     */
    private int[] keptSamples(TiffDirectory tags) throws HazeLabException {
        if (photometric != WHITE_IS_ZERO && photometric != BLACK_IS_ZERO) {
            return photometric == RGB || photometric == YCBCR ? new int[] {0, 1, 2} : new int[] {0};
        }
        boolean[] alpha = new boolean[samples];
        int extras = (int)Math.min(tags.count(338), samples - 1);
        if (extras > 0) {
            long[] kinds = tags.numbers(338, extras);
            for (int e = 0; e < extras; e++) {
                alpha[samples - extras + e] = kinds[e] == 1 || kinds[e] == 2;
            }
        }
        return IntStream.range(0, samples).filter(s -> !alpha[s]).toArray();
    }

    private int[] readPalette(TiffDirectory tags) throws HazeLabException {
        long[] map = tags.numbers(320, 3 << bits);
        int[] colours = new int[map.length];
        for (int i = 0; i < map.length; i++) {
            // 16 bits a colour; the high byte is right both for writers that shift and for those that scale.
            colours[i] = (int)(map[i] >> 8) & 0xff;
        }
        return colours;
    }

    private @Nullable ValueRange recordedRange(TiffDirectory tags) throws HazeLabException {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double v : tags.reals(340, samples)) {
            min = Math.min(min, v);
        }
        for (double v : tags.reals(341, samples)) {
            max = Math.max(max, v);
        }
        float low = (float)min;
        float high = (float)max;
        return low < high && Float.isFinite(high - low) ? new ValueRange(low, high) : null;
    }

    /** @throws HazeLabException if all strips or tiles together cannot unpack to what the sizes declare */
    void checkLength() throws HazeLabException {
        int ratio = switch (compression) {
            case PLAIN -> 1;
            case LZW -> LzwSource.MAX_RATIO;
            case PACK_BITS -> PackBitsSource.MAX_RATIO;
            case JPEG -> JpegHeader.MAX_RATIO * samples;
            case ZSTD -> ZstdSource.MAX_RATIO;
            default -> InflateSource.MAX_RATIO;
        };
        double unpacked = 0;
        double packed = compression == PLAIN ? input.size() : 0;
        for (int c = 0; c < chunks.count(); c++) {
            if (chunks.isStored(c)) {
                input.checkInside(chunks.offsets[c], 1);
                unpacked += unpackedBytes(c);
                packed += compression == PLAIN ? 0 : Math.min(chunks.length(c), input.size());
            }
        }
        if (unpacked / ratio > packed) {
            throw input.truncated();
        }
    }

    /** Bytes of the pixels of a strip or tile that lie inside of the image. */
    private double unpackedBytes(int chunk) {
        int inPlane = chunk % (chunksAcross * chunksDown);
        int columns = Math.min(chunkWidth, width - inPlane % chunksAcross * chunkWidth);
        int rows = Math.min(chunkHeight, height - inPlane / chunksAcross * chunkHeight);
        return (double)columns * rows * samplesTogether() * bits / 8;
    }

    /** Samples of a pixel that lie together. */
    int samplesTogether() {
        return planar ? 1 : samples;
    }

    /** Unpacked bytes of a row of a strip or tile. */
    long rowBytes() {
        return ((long)chunkWidth * samplesTogether() * bits + 7) / 8;
    }

    public int channels() {
        return photometric == PALETTE || photometric == CMYK ? 3 : kept.length;
    }

    /** Grey of 1, 2 and 4 bits is spread to 0..255. */
    boolean spreads() {
        return sampleFormat != FLOAT && (bits == 1 || bits == 2 || bits == 4);
    }

    /** The range that the tags or the sample type imply, null where the pixels decide. */
    @Nullable
    ValueRange range() {
        if (photometric == PALETTE || spreads()) {
            return ValueRange.UINT8;
        }
        return recorded;
    }

    /** The range of the bits of the samples where the file declares a smaller one, else the same. */
    private @Nullable ValueRange widestRange() {
        boolean narrow = photometric != PALETTE && !spreads() && sampleFormat != FLOAT && bits <= 16;
        return narrow ? SampleRange.ofBits(bits, sampleFormat == SIGNED) : range();
    }

    /** What reading it gives, with other channels where pages are put together. */
    Page page(int channels) {
        long scratch = 2 * rowBytes() + (long)chunkWidth * samplesTogether() * Float.BYTES;
        if (compression == JPEG) {
            scratch += (long)(2.0 * chunkWidth * chunkHeight * samples);
        }
        if (compression == ZSTD) {
            scratch += ZstdSource.scratch(chunkHeight * rowBytes());
        }
        return new Page(width, height, channels, photometric == PALETTE ? 8 : bits, sampleFormat == FLOAT, orientation,
            range(), widestRange(), scratch);
    }
}
