// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.io.bytes.AtomicFile;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.io.page.MemoryBudget;
import org.hazelab.imaging.io.page.Orientation;
import org.hazelab.imaging.io.page.Page;
import org.hazelab.imaging.task.Progress;

/**
 * HazeLab's own file for one image of any size, without loss and quick to read: what image cells are stored as.
 *
 * <p>The layout is a promise: files of version 1 stay readable. All numbers are little-endian.
 * <pre>
 * offset  bytes  content
 *      0      8  89 48 5A 49 0D 0A 1A 0A  (that is 0x89 "HZI" CR LF 0x1A LF)
 *      8      2  version, 1
 *     10      2  sample type: 1 = unsigned 8-bit, 2 = unsigned 16-bit, 3 = IEEE 754 32-bit
 *     12      4  width, at least 1
 *     16      4  height, at least 1
 *     20      4  channels, at least 1
 *     24      4  slices, at least 1
 *     28      4  lower end of the value range, 32-bit float
 *     32      4  upper end of the value range, 32-bit float
 *     36      4  0, reserved
 *     40      8  content hash
 *     48         the planes: slice by slice, channel by channel, row by row; no padding, nothing behind them
 * </pre>
 * Samples are stored with 8 or 16 bits where every one of them is such a whole number exactly (negative zero is not),
 * else as floats with all their bits, so reading gives back what was written, NaN payloads included.
 *
 * <p>The content hash does not depend on the sample type; images that are {@linkplain FloatImage#equals equal} have the
 * same. It is made of 32-bit words: with {@code step(h, w) = rotateLeft(h ^ w, 23) * 0x9E3779B97F4A7C15} (64 bits, w
 * zero-extended) and the start value 0xCBF29CE484222325, a plane's hash takes {@code Float.floatToIntBits} of each of
 * its pixels in order; the image's takes width, height, channels, slices, both ends of the range as such bits, then of
 * each plane's hash the low and the high word. At the end {@code h ^= h >>> 32; h *= 0xD6E8FEB86659FD93;
 * h ^= h >>> 32}.
 */
public final class RawImageFile {

    private static final long MAGIC = 0x0a1a0a0d495a4889L;
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 48;
    private static final int UINT8 = 1;
    private static final int UINT16 = 2;
    private static final int FLOAT32 = 3;
    private static final int BUFFER_BYTES = 1 << 18;

    /**
     * What the file says before its pixels.
     *
     * @param bytesPerSample 1, 2 or 4
     * @param contentHash the same for equal images, on every machine
     */
    public record Header(int width, int height, int channels, int slices, ValueRange range, int bytesPerSample,
        long contentHash) {}

    private RawImageFile() {
    }

    /**
     * Writes an image, whole or not at all; a file that is there is replaced.
     *
     * @return what was written before the pixels
     * @throws HazeLabException if writing fails
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static Header write(FloatImage image, Path file, Progress progress) throws HazeLabException {
        int type = sampleType(image, progress);
        Header header = new Header(image.width(), image.height(), image.channels(), image.slices(), image.range(),
            bytesPerSample(type), RawImageHash.of(image, progress));
        AtomicFile.write(file, true, channel -> {
            write(channel, headerBytes(header, type));
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int p = 0; p < image.slices() * image.channels(); p++) {
                float[] plane = image.plane(p / image.channels(), p % image.channels());
                for (int at = 0; at < plane.length;) {
                    progress.checkCanceled();
                    int n = Math.min(plane.length - at, BUFFER_BYTES / header.bytesPerSample());
                    encode(plane, at, n, type, buffer.clear());
                    write(channel, buffer.position(0).limit(n * header.bytesPerSample()));
                    at += n;
                }
            }
        });
        return header;
    }

    /** @throws HazeLabException if the file is missing, no such file, newer, damaged, or cut off */
    public static Header readHeader(Path file) throws HazeLabException {
        try (ByteInput input = ByteInput.of(file)) {
            return header(input);
        }
    }

    /**
     * Reads an image.
     *
     * @throws HazeLabException as {@link #readHeader}, or if there is not enough memory
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static FloatImage read(Path file, Progress progress) throws HazeLabException {
        try (ByteInput input = ByteInput.of(file)) {
            return read(input, progress);
        }
    }

    static FloatImage read(ByteInput input, Progress progress) throws HazeLabException {
        Header header = header(input);
        Page page = new Page(header.width(), header.height(), header.channels(), 8 * header.bytesPerSample(), false,
            Orientation.UPRIGHT, header.range(), 0);
        MemoryBudget budget = new MemoryBudget(Runtime.getRuntime().maxMemory());
        budget.check(input.subject(), page, header.slices());
        float[][] planes = budget.allocate(input.subject(), page, header.slices() * header.channels());
        byte[] bytes = new byte[BUFFER_BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long from = HEADER_BYTES;
        for (float[] plane : planes) {
            for (int at = 0; at < plane.length;) {
                progress.checkCanceled();
                int n = Math.min(plane.length - at, BUFFER_BYTES / header.bytesPerSample());
                input.read(from, bytes, 0, n * header.bytesPerSample());
                decode(buffer, header.bytesPerSample(), plane, at, n);
                from += (long)n * header.bytesPerSample();
                at += n;
            }
        }
        return FloatImage.stack(header.width(), header.height(), header.channels(), header.range(), planes);
    }

    private static Header header(ByteInput input) throws HazeLabException {
        input.littleEndian(true);
        if (input.size() < 8 || input.i64(0) != MAGIC) {
            throw new HazeLabException(input.subject() + " is not an image in HazeLab's storage format",
                "Run the node that made it again");
        }
        int version = input.u16(8);
        if (version > VERSION) {
            throw new HazeLabException(input.subject() + " was written by a newer HazeLab (format " + version
                + "; this one reads up to " + VERSION + ")", "Update HazeLab");
        }
        int type = input.u16(10);
        int width = input.i32(12);
        int height = input.i32(16);
        int channels = input.i32(20);
        int slices = input.i32(24);
        float min = Float.intBitsToFloat(input.i32(28));
        float max = Float.intBitsToFloat(input.i32(32));
        boolean ranged = Float.isFinite(min) && Float.isFinite(max) && min < max && Float.isFinite(max - min);
        if (version < 1 || type < UINT8 || type > FLOAT32 || width < 1 || height < 1 || channels < 1 || slices < 1
            || !ranged || (long)channels * slices > Integer.MAX_VALUE) {
            throw input.damaged("its header holds impossible values");
        }
        // In floating point, since hostile sizes overflow a long; exact for all that can be a file.
        double declared = (double)width * height * channels * slices * bytesPerSample(type) + HEADER_BYTES;
        if (declared > input.size()) {
            throw input.truncated();
        }
        if (declared < input.size()) {
            throw input.damaged("it goes on behind its image");
        }
        return new Header(width, height, channels, slices, new ValueRange(min, max), bytesPerSample(type),
            input.i64(40));
    }

    private static ByteBuffer headerBytes(Header header, int type) {
        return ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(MAGIC).putShort((short)VERSION)
            .putShort((short)type).putInt(header.width()).putInt(header.height()).putInt(header.channels())
            .putInt(header.slices()).putFloat(header.range().min()).putFloat(header.range().max()).putInt(0)
            .putLong(header.contentHash()).flip();
    }

    private static int bytesPerSample(int type) {
        return type == FLOAT32 ? 4 : type;
    }

    /** The smallest type that holds every sample exactly. */
    private static int sampleType(FloatImage image, Progress progress) {
        int type = UINT8;
        for (int p = 0; p < image.slices() * image.channels() && type != FLOAT32; p++) {
            progress.checkCanceled();
            float[] plane = image.plane(p / image.channels(), p % image.channels());
            for (float v : plane) {
                int whole = (int)v;
                if (Float.floatToRawIntBits(whole) != Float.floatToRawIntBits(v) || whole < 0 || whole > 0xffff) {
                    return FLOAT32;
                }
                if (whole > 0xff) {
                    type = UINT16;
                }
            }
        }
        return type;
    }

    private static void encode(float[] plane, int from, int n, int type, ByteBuffer buffer) {
        byte[] bytes = buffer.array();
        switch (type) {
            case UINT8 -> {
                for (int i = 0; i < n; i++) {
                    bytes[i] = (byte)plane[from + i];
                }
            }
            case UINT16 -> {
                for (int i = 0; i < n; i++) {
                    int v = (int)plane[from + i];
                    bytes[2 * i] = (byte)v;
                    bytes[2 * i + 1] = (byte)(v >> 8);
                }
            }
            default -> buffer.asFloatBuffer().put(plane, from, n);
        }
    }

    private static void decode(ByteBuffer buffer, int bytesPerSample, float[] plane, int to, int n) {
        byte[] bytes = buffer.array();
        switch (bytesPerSample) {
            case 1 -> {
                for (int i = 0; i < n; i++) {
                    plane[to + i] = bytes[i] & 0xff;
                }
            }
            case 2 -> {
                for (int i = 0; i < n; i++) {
                    plane[to + i] = bytes[2 * i] & 0xff | (bytes[2 * i + 1] & 0xff) << 8;
                }
            }
            default -> buffer.rewind().asFloatBuffer().get(plane, to, n);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
