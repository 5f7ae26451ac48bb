// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff;

import java.util.Arrays;
import java.util.Objects;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.compression.ByteSource;
import org.hazelab.imaging.io.compression.InflateSource;
import org.hazelab.imaging.io.compression.LzwSource;
import org.hazelab.imaging.io.compression.PackBitsSource;
import org.hazelab.imaging.io.compression.ReversedSource;
import org.hazelab.imaging.io.compression.ZstdSource;
import org.hazelab.imaging.io.jpeg.JpegHeader;
import org.hazelab.imaging.io.jpeg.JpegPixels;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.task.Progress;

/** Decodes the strips or tiles of one TIFF image into planes, row by row. */
final class TiffPixels {

    private final ByteInput input;
    private final TiffPage page;
    private final long shift;
    private final float[][] planes;
    private final float[] line;
    private final TiffSamples numbers;
    private final float scale;
    private final float top;

    /** @param shift bytes that lie between the offsets of the page and the pixels wanted */
    TiffPixels(ByteInput input, TiffPage page, long shift, float[][] planes) {
        this.input = input;
        this.page = page;
        this.shift = shift;
        this.planes = planes;
        line = new float[Math.multiplyExact(page.chunkWidth, page.samplesTogether())];
        numbers = new TiffSamples(page);
        int most = page.bits <= 16 ? (1 << page.bits) - 1 : 0;
        scale = page.spreads() ? 255 / most : 1;
        top = most;
    }

    void decode(Progress progress) throws HazeLabException {
        if (!page.chunks.anyStored()) {
            input.note("no pixel is stored, all are taken for 0");
        }
        int perPlane = page.chunksAcross * page.chunksDown;
        for (int c = 0; c < page.chunks.count(); c++) {
            int sample = c / perPlane;
            int keptAs = page.planar ? keptAs(sample) : 0;
            if (keptAs >= 0) {
                Progress part = progress.part(c / (double)page.chunks.count(),
                    (c + 1) / (double)page.chunks.count(), "");
                part.checkCanceled();
                int inPlane = c % perPlane;
                decodeChunk(c, keptAs, inPlane % page.chunksAcross * page.chunkWidth,
                    inPlane / page.chunksAcross * page.chunkHeight, part);
            }
        }
    }

    private int keptAs(int sample) {
        for (int k = 0; k < page.kept.length; k++) {
            if (page.kept[k] == sample) {
                return k;
            }
        }
        return -1;
    }

    private void decodeChunk(int chunk, int keptAs, int x0, int y0, Progress progress) throws HazeLabException {
        int rows = Math.min(page.chunkHeight, page.height - y0);
        if (!page.chunks.isStored(chunk)) {
            Arrays.fill(line, 0);
            for (int y = 0; y < rows; y++) {
                spread(keptAs, x0, y0 + y);
            }
            return;
        }
        if (page.compression == TiffPage.JPEG) {
            decodeJpeg(chunk, x0, y0, rows, progress);
            return;
        }
        long at = page.chunks.offsets[chunk] + shift;
        long length = page.compression == TiffPage.PLAIN ? rows * page.rowBytes() : page.chunks.length(chunk);
        input.checkInside(at, length);
        ByteSource stored = ByteSource.section(input, at, length);
        ByteSource packed = page.reversed ? new ReversedSource(stored) : stored;
        switch (page.compression) {
            case TiffPage.LZW -> decodeRows(new LzwSource(packed), keptAs, x0, y0, rows, progress);
            case TiffPage.PACK_BITS -> decodeRows(new PackBitsSource(packed), keptAs, x0, y0, rows, progress);
            case TiffPage.ZSTD -> decodeRows(new ZstdSource(packed, rows * page.rowBytes()), keptAs, x0, y0, rows,
                progress);
            case TiffPage.DEFLATE, TiffPage.OLD_DEFLATE -> {
                try (InflateSource unpacked = new InflateSource(packed)) {
                    decodeRows(unpacked, keptAs, x0, y0, rows, progress);
                }
            }
            default -> decodeRows(packed, keptAs, x0, y0, rows, progress);
        }
    }

    private void decodeRows(ByteSource source, int keptAs, int x0, int y0, int rows, Progress progress)
        throws HazeLabException {
        byte[] row = new byte[(int)page.rowBytes()];
        for (int y = 0; y < rows; y++) {
            if ((y & 15) == 0) {
                progress.checkCanceled();
                progress.report(y / (double)rows, "reading TIFF");
            }
            source.readFully(row, 0, row.length);
            numbers.read(row, input.littleEndian(), line);
            spread(keptAs, x0, y0 + y);
        }
    }

    /** The tables that all strips share stand before each, without the marks of end and start between. */
    private void decodeJpeg(int chunk, int x0, int y0, int rows, Progress progress) throws HazeLabException {
        byte[] shared = Objects.requireNonNull(page.jpegTables);
        int tables = Math.max(0, shared.length - 2);
        long most = Math.min(Integer.MAX_VALUE - 64 - tables, (1 << 16) + 4L * page.chunkHeight * page.rowBytes());
        long length = page.chunks.length(chunk, most);
        if (length < 2 || length > most) {
            throw input.damaged("a strip or tile has an impossible size");
        }
        input.checkInside(page.chunks.offsets[chunk], length);
        byte[] jpeg = new byte[(int)length + (tables == 0 ? 0 : tables - 2)];
        if (tables > 0) {
            System.arraycopy(shared, 0, jpeg, 0, tables);
            input.read(page.chunks.offsets[chunk] + 2, jpeg, tables, (int)length - 2);
        } else {
            input.read(page.chunks.offsets[chunk], jpeg, 0, (int)length);
        }
        JpegHeader header = new JpegHeader(ByteInput.of(input.subject(), jpeg));
        int columns = Math.min(page.chunkWidth, page.width - x0);
        if (header.width() < columns || header.height() < rows || header.width() > page.chunkWidth
            || header.height() > page.chunkHeight || header.components() != page.samples) {
            throw input.damaged("a strip or tile has other sizes than declared");
        }
        JpegPixels pixels = JpegPixels.decode(input, header, jpeg, progress);
        if (page.photometric == TiffPage.YCBCR) {
            pixels.toRgb();
        }
        for (int y = 0; y < rows; y++) {
            for (int i = 0; i < columns * page.samples; i++) {
                line[i] = pixels.data()[y * header.width() * page.samples + i] & 0xff;
            }
            spread(0, x0, y0 + y);
        }
    }

    /** Puts the numbers of {@link #line} into the planes. */
    private void spread(int keptAs, int x0, int y) throws HazeLabException {
        int columns = Math.min(page.chunkWidth, page.width - x0);
        int to = y * page.width + x0;
        if (page.photometric == TiffPage.PALETTE) {
            spreadPalette(to, columns);
        } else if (page.photometric == TiffPage.CMYK) {
            spreadInks(to, columns);
        } else if (page.planar) {
            copy(planes[keptAs], to, columns, 0, 1);
        } else {
            for (int k = 0; k < page.kept.length; k++) {
                copy(planes[k], to, columns, page.kept[k], page.samples);
            }
        }
    }

    private void copy(float[] plane, int to, int columns, int from, int step) {
        boolean inverted = page.photometric == TiffPage.WHITE_IS_ZERO && page.bits <= 16
            && page.sampleFormat != TiffPage.FLOAT && page.sampleFormat != TiffPage.SIGNED;
        if (!inverted && scale == 1) {
            // Not multiplied, so that the payload of a NaN stays.
            for (int x = 0, i = from; x < columns; x++, i += step) {
                plane[to + x] = line[i];
            }
            return;
        }
        for (int x = 0, i = from; x < columns; x++, i += step) {
            plane[to + x] = (inverted ? top - line[i] : line[i]) * scale;
        }
    }

    private void spreadPalette(int to, int columns) {
        int[] palette = Objects.requireNonNull(page.palette);
        int entries = 1 << page.bits;
        for (int x = 0; x < columns; x++) {
            int entry = (int)line[x] & entries - 1;
            for (int c = 0; c < 3; c++) {
                planes[c][to + x] = palette[c * entries + entry];
            }
        }
    }

    /** Inks to light without a colour profile: what ink and black both let through. */
    private void spreadInks(int to, int columns) {
        for (int x = 0; x < columns; x++) {
            int i = x * page.samples;
            float black = top - line[i + 3];
            for (int c = 0; c < 3; c++) {
                planes[c][to + x] = Math.round((top - line[i + c]) * black / top);
            }
        }
    }
}
