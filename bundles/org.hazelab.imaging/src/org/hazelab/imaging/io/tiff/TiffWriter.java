// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.page.MemoryBudget;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;

/**
 * Writes little-endian TIFF of 32-bit floating-point numbers: a grey page for each channel of each slice, the range in
 * the tags SMinSampleValue and SMaxSampleValue.
 *
 * <p>Several channels are told apart by the description that ImageJ writes. A page of three floating-point samples
 * would be the other way, but neither ImageJ nor Pillow opens it. All pixels lie before all directories in one piece,
 * as ImageJ expects its stacks to be.
 */
public final class TiffWriter {

    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int STRIP_BYTES = 1 << 18;
    private static final int STRIPS_AT_ONCE = 32;
    private static final long LARGEST_FILE = 0xffffffffL;
    /** More than a directory without its strip tables takes. */
    private static final int DIRECTORY_BYTES = 512;

    private final FloatImage image;
    private final boolean deflate;
    private final FileChannel channel;
    private final int stripRows;
    private final int strips;
    private long position = 8;

    private TiffWriter(FloatImage image, boolean deflate, FileChannel channel) {
        this.image = image;
        this.deflate = deflate;
        this.channel = channel;
        long rowBytes = 4L * image.width();
        stripRows = deflate ? (int)Math.max(1, Math.min(image.height(), STRIP_BYTES / rowBytes)) : image.height();
        strips = (image.height() + stripRows - 1) / stripRows;
    }

    /**
     * Writes all channels and slices.
     *
     * @throws HazeLabException if the file would have more than 4 GB
     */
    public static void write(FloatImage image, boolean deflate, FileChannel channel, Progress progress)
        throws IOException, HazeLabException {
        new TiffWriter(image, deflate, channel).write(progress);
    }

    private void write(Progress progress) throws IOException, HazeLabException {
        int pages = image.slices() * image.channels();
        if (!deflate) {
            checkSize(pages * (4L * image.pixels() + DIRECTORY_BYTES));
        }
        long[][] offsets = new long[pages][strips];
        long[][] counts = new long[pages][strips];
        for (int p = 0; p < pages; p++) {
            float[] plane = image.plane(p / image.channels(), p % image.channels());
            Progress part = progress.part(p / (double)pages, (p + 1) / (double)pages, "");
            if (deflate) {
                writePacked(plane, offsets[p], counts[p], part);
            } else {
                offsets[p][0] = position;
                counts[p][0] = 4L * plane.length;
                writePlain(plane, part);
            }
        }
        pad();
        long first = position;
        for (int p = 0; p < pages; p++) {
            progress.checkCanceled();
            append(directory(p, offsets[p], counts[p], p == pages - 1));
        }
        ByteBuffer header = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        header.put((byte)'I').put((byte)'I').putShort((short)42).putInt((int)first).flip();
        writeAt(header, 0);
    }

    private static void checkSize(long bytes) throws HazeLabException {
        if (bytes > LARGEST_FILE) {
            throw new HazeLabException("The image takes " + MemoryBudget.text(bytes)
                + ", but a TIFF file has at most 4 GB", "Write fewer slices into one file, or compress it");
        }
    }

    private void writePlain(float[] plane, Progress progress) throws IOException, HazeLabException {
        ByteBuffer buffer = ByteBuffer.allocate(STRIP_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < plane.length;) {
            progress.checkCanceled();
            int n = Math.min(plane.length - at, STRIP_BYTES / 4);
            buffer.clear();
            buffer.asFloatBuffer().put(plane, at, n);
            append(buffer.limit(4 * n));
            at += n;
            progress.report(at / (double)plane.length, "writing TIFF");
        }
    }

    private void writePacked(float[] plane, long[] offsets, long[] counts, Progress progress)
        throws IOException, HazeLabException {
        for (int first = 0; first < strips; first += STRIPS_AT_ONCE) {
            int count = Math.min(STRIPS_AT_ONCE, strips - first);
            byte[][] packed = new byte[count][];
            int base = first;
            Parallel.pieces(count, 1, progress, (from, to) -> {
                for (int s = from; s < to; s++) {
                    packed[s] = pack(plane, base + s);
                }
            });
            for (int s = 0; s < count; s++) {
                offsets[first + s] = position;
                counts[first + s] = packed[s].length;
                append(ByteBuffer.wrap(packed[s]));
            }
            progress.report((first + count) / (double)strips, "writing TIFF");
        }
    }

    private byte[] pack(float[] plane, int strip) {
        int from = strip * stripRows * image.width();
        int to = (int)Math.min(plane.length, from + (long)stripRows * image.width());
        ByteBuffer plain = ByteBuffer.allocate(4 * (to - from)).order(ByteOrder.LITTLE_ENDIAN);
        plain.asFloatBuffer().put(plane, from, to - from);
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(plain.array());
            deflater.finish();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.capacity());
            byte[] buffer = new byte[1 << 15];
            while (!deflater.finished()) {
                packed.write(buffer, 0, deflater.deflate(buffer));
            }
            return packed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** The tags of a page, followed by the values that do not fit in them, for the current position. */
    private ByteBuffer directory(int page, long[] offsets, long[] counts, boolean last) {
        byte[] description = page == 0 ? description() : new byte[0];
        List<long[]> tags = new ArrayList<>();
        tags.add(new long[] {256, LONG, 1, image.width()});
        tags.add(new long[] {257, LONG, 1, image.height()});
        tags.add(new long[] {258, SHORT, 1, 32});
        tags.add(new long[] {259, SHORT, 1, deflate ? TiffPage.DEFLATE : TiffPage.PLAIN});
        tags.add(new long[] {262, SHORT, 1, TiffPage.BLACK_IS_ZERO});
        int count = 13 + (description.length > 0 ? 1 : 0);
        long extra = position + 2 + 12L * count + 4;
        long countsAt = extra + (strips > 1 ? 4L * strips : 0);
        long descriptionAt = extra + (strips > 1 ? 8L * strips : 0);
        if (description.length > 0) {
            tags.add(new long[] {270, 2, description.length, descriptionAt});
        }
        tags.add(new long[] {273, LONG, strips, strips > 1 ? extra : offsets[0]});
        tags.add(new long[] {277, SHORT, 1, 1});
        tags.add(new long[] {278, LONG, 1, stripRows});
        tags.add(new long[] {279, LONG, strips, strips > 1 ? countsAt : counts[0]});
        tags.add(new long[] {284, SHORT, 1, 1});
        tags.add(new long[] {339, SHORT, 1, TiffPage.FLOAT});
        tags.add(new long[] {340, 11, 1, Float.floatToIntBits(image.range().min())});
        tags.add(new long[] {341, 11, 1, Float.floatToIntBits(image.range().max())});
        long end = descriptionAt + description.length;
        end += end & 1;
        ByteBuffer buffer = ByteBuffer.allocate((int)(end - position)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putShort((short)count);
        for (long[] tag : tags) {
            buffer.putShort((short)tag[0]).putShort((short)tag[1]).putInt((int)tag[2]).putInt((int)tag[3]);
        }
        buffer.putInt(last ? 0 : (int)end);
        if (strips > 1) {
            for (long offset : offsets) {
                buffer.putInt((int)offset);
            }
            for (long bytes : counts) {
                buffer.putInt((int)bytes);
            }
        }
        buffer.put(description);
        return buffer.rewind();
    }

    /** What ImageJ calls a hyperstack; empty for a single plane. */
    private byte[] description() {
        int planes = image.slices() * image.channels();
        if (planes == 1) {
            return new byte[0];
        }
        String text = "ImageJ=1.54f\nimages=" + planes + "\n"
            + (image.channels() > 1 ? "channels=" + image.channels() + "\n" : "")
            + (image.slices() > 1 ? "slices=" + image.slices() + "\n" : "")
            + (image.channels() > 1 ? "hyperstack=true\nmode=" + (image.channels() == 3 ? "composite" : "grayscale")
                + "\n" : "")
            + "loop=false\nmin=" + image.range().min() + "\nmax=" + image.range().max() + "\n\0";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void append(ByteBuffer bytes) throws IOException, HazeLabException {
        int length = bytes.remaining();
        checkSize(position + length);
        writeAt(bytes, position);
        position += length;
    }

    private void pad() throws IOException, HazeLabException {
        if ((position & 1) != 0) {
            append(ByteBuffer.allocate(1));
        }
    }

    private void writeAt(ByteBuffer bytes, long at) throws IOException {
        for (long next = at; bytes.hasRemaining();) {
            next += channel.write(bytes, next);
        }
    }
}
