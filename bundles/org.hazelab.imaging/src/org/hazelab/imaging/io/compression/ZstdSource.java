// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.compression;

import java.util.Arrays;
import java.util.Objects;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;

/**
 * What Zstandard data unpacks to (RFC 8878), frame after frame. Dictionaries are not known here. Checksums are not
 * compared, as little as those of Deflate: a strip or tile is read as far as its pixels go.
 */
public final class ZstdSource extends ByteSource {

    /** Four bytes, a block that repeats one, stand for at most 128 KiB. */
    public static final int MAX_RATIO = 1 << 15;
    /** Bytes that unpacking takes beside the last ones of the output: blocks, literals, and tables. */
    static final int SCRATCH = 4 * ZstdBlock.MOST_BYTES + (1 << 16);
    /** What zstd itself unpacks unless it is asked for more. */
    private static final int MOST_WINDOW = 1 << 27;

    private static final int MAGIC = 0xfd2fb528;
    private static final int SKIPPED = 0x184d2a50;
    private static final int RAW = 0;
    private static final int REPEATED = 1;
    private static final int COMPRESSED = 2;

    private final ByteSource packed;
    private final long wanted;
    private final byte[] head = new byte[14];
    private final byte[] data = new byte[ZstdBlock.MOST_BYTES + ZstdBits.ROOM];
    private byte[] out = {};
    /** What of {@link #out} was handed on, and what is unpacked. */
    private int read;
    private int end;

    /** Null between frames. */
    private @Nullable ZstdBlock block;
    private int window;
    private boolean checksum;

    /** @param wanted bytes that will be asked for at most */
    public ZstdSource(ByteSource packed, long wanted) {
        super(packed.input);
        this.packed = packed;
        this.wanted = wanted;
    }

    /** The bytes of the output that are kept, for data of so many bytes. */
    public static long scratch(long wanted) {
        return Math.min(wanted, 2L * MOST_WINDOW) + SCRATCH;
    }

    @Override
    public int read(byte[] into, int from, int length) throws HazeLabException {
        while (read == end) {
            if (block == null ? !startFrame() : !unpackBlock()) {
                return -1;
            }
        }
        int n = Math.min(length, end - read);
        System.arraycopy(out, read, into, from, n);
        read += n;
        return n;
    }

    private long number(int from, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | head[from + i] & 0xff;
        }
        return value;
    }

    /** False at the end of the data. */
    private boolean startFrame() throws HazeLabException {
        int first = packed.read(head, 0, 1);
        if (first < 0) {
            return false;
        }
        packed.readFully(head, 1, 3);
        int magic = (int)number(0, 4);
        if ((magic & 0xfffffff0) == SKIPPED) {
            packed.readFully(head, 0, 4);
            skip(number(0, 4));
            return true;
        }
        if (magic != MAGIC) {
            throw input.damaged("its Zstandard data does not start as such");
        }
        packed.readFully(head, 0, 1);
        readHeader(head[0] & 0xff);
        return true;
    }

    private void skip(long bytes) throws HazeLabException {
        for (long left = bytes; left > 0;) {
            int n = packed.read(data, 0, (int)Math.min(left, ZstdBlock.MOST_BYTES));
            if (n < 0) {
                throw input.truncated();
            }
            left -= n;
        }
    }

    private void readHeader(int flags) throws HazeLabException {
        boolean single = (flags & 32) != 0;
        int sizeBytes = flags >> 6 == 0 ? single ? 1 : 0 : 1 << (flags >> 6);
        int dictionaryBytes = (flags & 3) == 3 ? 4 : flags & 3;
        int dictionaryAt = single ? 0 : 1;
        packed.readFully(head, 0, dictionaryAt + dictionaryBytes + sizeBytes);
        if ((flags & 8) != 0) {
            throw input.damaged("its Zstandard data has an unknown kind of header");
        }
        if (number(dictionaryAt, dictionaryBytes) != 0) {
            throw input.unsupported("Zstandard data that asks for a dictionary", "Save it again with Deflate");
        }
        long size = number(dictionaryAt + dictionaryBytes, sizeBytes) + (sizeBytes == 2 ? 256 : 0);
        long reach = single ? size : (8L + (head[0] & 7)) << 7 + (head[0] >> 3 & 31);
        checksum = (flags & 4) != 0;
        // No more than is asked for can be repeated.
        reach = reach < 0 ? wanted : Math.min(reach, wanted);
        if (reach > MOST_WINDOW) {
            throw input.unsupported("Zstandard data with a window of more than 128 MB", "Save it again with Deflate");
        }
        window = (int)reach;
        block = new ZstdBlock(input);
        int capacity = (int)Math.min(wanted, 2L * window) + ZstdBlock.MOST_BYTES;
        out = out.length >= capacity ? out : new byte[capacity];
        read = 0;
        end = 0;
    }

    /** False where the data ends too early, as a block of its own. */
    private boolean unpackBlock() throws HazeLabException {
        packed.readFully(head, 0, 3);
        int header = (int)number(0, 3);
        int size = header >> 3;
        int kind = header >> 1 & 3;
        if (size > ZstdBlock.MOST_BYTES || kind > COMPRESSED) {
            throw input.damaged("a Zstandard block has an impossible size");
        }
        makeRoom();
        if (kind == RAW) {
            packed.readFully(out, end, size);
            end += size;
        } else if (kind == REPEATED) {
            packed.readFully(head, 0, 1);
            Arrays.fill(out, end, end + size, head[0]);
            end += size;
        } else {
            packed.readFully(data, 0, size);
            end = Objects.requireNonNull(block).unpack(data, size, out, end, Math.min(end, window));
        }
        if ((header & 1) != 0) {
            block = null;
            packed.readFully(head, 0, checksum ? 4 : 0);
        }
        return true;
    }

    /** Lets go of what is too far back to be repeated. */
    private void makeRoom() {
        if (end > out.length - ZstdBlock.MOST_BYTES) {
            System.arraycopy(out, end - window, out, 0, window);
            read = window;
            end = window;
        }
    }
}
