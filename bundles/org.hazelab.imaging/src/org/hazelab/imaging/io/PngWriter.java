// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * Writes PNG of 8 or 16 bits, grey or RGB, without any colour chunk.
 *
 * <p>Rows are packed in bands that depend on the image's size alone, each on its own, so that processors share the work
 * and the bytes are the same whatever their number. A row takes the filter whose differences have the smallest sum.
 */
final class PngWriter {

    private static final byte[] SIGNATURE = {(byte)0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int BAND_BYTES = 1 << 18;
    private static final int BANDS_AT_ONCE = 32;
    private static final int LEVEL = 4;

    private final FloatImage image;
    private final int bytes;
    private final int rowBytes;
    private final Quantizer quantizer;
    private final OutputStream out;

    private PngWriter(FloatImage image, int bits, OutputStream out) {
        this.image = image;
        this.out = out;
        bytes = bits / 8;
        rowBytes = Math.multiplyExact(image.width(), image.channels() * bytes);
        quantizer = new Quantizer(image.range(), (1 << bits) - 1);
    }

    /**
     * Writes an image of one slice and 1 or 3 channels, its range mapped to full scale.
     *
     * @param bits 8 or 16
     */
    static void write(FloatImage image, int bits, OutputStream out, Progress progress) throws IOException {
        new PngWriter(image, bits, out).write(progress);
    }

    private void write(Progress progress) throws IOException {
        out.write(SIGNATURE);
        chunk("IHDR", ByteBuffer.allocate(13).putInt(image.width()).putInt(image.height()).put((byte)(8 * bytes))
            .put((byte)(image.channels() == 1 ? 0 : 2)).put(new byte[3]).array());
        int bandRows = Math.max(1, BAND_BYTES / (rowBytes + 1));
        int bands = (image.height() + bandRows - 1) / bandRows;
        Adler32 sum = new Adler32();
        for (int first = 0; first < bands; first += BANDS_AT_ONCE) {
            int count = Math.min(BANDS_AT_ONCE, bands - first);
            byte[][] filtered = new byte[count][];
            byte[][] packed = new byte[count][];
            int base = first;
            Parallel.pieces(count, 1, progress, (from, to) -> {
                for (int b = from; b < to; b++) {
                    int y = (base + b) * bandRows;
                    filtered[b] = filter(y, Math.min(image.height(), y + bandRows));
                    packed[b] = deflate(filtered[b], base + b == 0, base + b == bands - 1);
                }
            });
            for (int b = 0; b < count; b++) {
                sum.update(filtered[b]);
                chunk("IDAT", base + b < bands - 1 ? packed[b] : ByteBuffer.allocate(packed[b].length + 4)
                    .put(packed[b]).putInt((int)sum.getValue()).array());
            }
            progress.report((first + count) / (double)bands, "writing PNG");
        }
        chunk("IEND", new byte[0]);
    }

    private void chunk(String type, byte[] data) throws IOException {
        byte[] chunk = new byte[data.length + 12];
        ByteBuffer buffer = ByteBuffer.wrap(chunk).putInt(data.length);
        for (int i = 0; i < 4; i++) {
            buffer.put((byte)type.charAt(i));
        }
        buffer.put(data);
        CRC32 sum = new CRC32();
        sum.update(chunk, 4, data.length + 4);
        buffer.putInt((int)sum.getValue());
        out.write(chunk);
    }

    /** The rows as PNG packs them: each behind the number of its filter. */
    private byte[] filter(int yFrom, int yTo) {
        int step = image.channels() * bytes;
        byte[] result = new byte[Math.multiplyExact(yTo - yFrom, rowBytes + 1)];
        byte[] above = new byte[rowBytes];
        byte[] row = new byte[rowBytes];
        byte[] tried = new byte[rowBytes + 1];
        if (yFrom > 0) {
            quantize(yFrom - 1, above);
        }
        for (int y = yFrom; y < yTo; y++) {
            quantize(y, row);
            int at = (y - yFrom) * (rowBytes + 1);
            long best = Long.MAX_VALUE;
            for (int filter = PngFilter.NONE; filter <= PngFilter.PAETH; filter++) {
                PngFilter.apply(filter, row, above, step, tried, 0);
                long size = size(tried);
                if (size < best) {
                    best = size;
                    System.arraycopy(tried, 0, result, at, tried.length);
                }
            }
            byte[] swap = above;
            above = row;
            row = swap;
        }
        return result;
    }

    /** The sum of the differences taken as signed bytes: small where they pack well. */
    private static long size(byte[] filtered) {
        long sum = 0;
        for (int i = 1; i < filtered.length; i++) {
            sum += Math.abs(filtered[i]);
        }
        return sum;
    }

    private void quantize(int y, byte[] row) {
        int channels = image.channels();
        for (int c = 0; c < channels; c++) {
            float[] plane = image.plane(c);
            int from = y * image.width();
            if (bytes == 1) {
                for (int x = 0, to = c; x < image.width(); x++, to += channels) {
                    row[to] = (byte)quantizer.of(plane[from + x]);
                }
            } else {
                for (int x = 0, to = 2 * c; x < image.width(); x++, to += 2 * channels) {
                    int v = quantizer.of(plane[from + x]);
                    row[to] = (byte)(v >> 8);
                    row[to + 1] = (byte)v;
                }
            }
        }
    }

    /** A piece of one zlib stream: the first has its header, the last its end; the checksum is not here. */
    private static byte[] deflate(byte[] data, boolean first, boolean last) {
        Deflater deflater = new Deflater(LEVEL, true);
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream(data.length / 2 + 64);
            if (first) {
                packed.write(0x78);
                packed.write(0x9c);
            }
            deflater.setInput(data);
            if (last) {
                deflater.finish();
            }
            byte[] buffer = new byte[1 << 15];
            for (;;) {
                int n = deflater.deflate(buffer, 0, buffer.length, last ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
                packed.write(buffer, 0, n);
                if (last ? deflater.finished() : n < buffer.length) {
                    return packed.toByteArray();
                }
            }
        } finally {
            deflater.end();
        }
    }
}
