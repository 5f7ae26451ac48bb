// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.compression;

import java.util.Arrays;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.io.page.ByteInput;

/**
 * Unpacks the compressed blocks of one Zstandard frame (RFC 8878, section 3.1.1.3): literals, and sequences that say
 * how many of them to take and what to repeat of the output. Tables and offsets live on from block to block.
 */
final class ZstdBlock {

    /** No block is larger, packed or unpacked. */
    static final int MOST_BYTES = 1 << 17;

    private static final int LENGTHS = 0;
    private static final int OFFSETS = 1;
    private static final int MATCHES = 2;
    private static final int[] MOST_LOG = {9, 8, 9};
    private static final int[] MOST_SYMBOL = {35, 31, 52};
    /** Section 3.1.1.3.2.1.1: what the codes of literal and match lengths start from, and their further bits. */
    private static final int[] LENGTH_BASE =
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28,
            32, 40, 48, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536};
    private static final int[] LENGTH_BITS =
        {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6,
            7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    private static final int[] MATCH_BASE =
        {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
            24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027,
            2051,
            4099, 8195, 16387, 32771, 65539};
    private static final int[] MATCH_BITS =
        {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    /** Section 3.1.1.3.2.2: the tables that need no description. */
    private static final ZstdStates[] PREDEFINED = {
        new ZstdStates(6,
            new short[] {4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1,
                1, 1, 1, 1, -1, -1, -1, -1}),
        new ZstdStates(5,
            new short[] {1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1,
                -1, -1}),
        new ZstdStates(6,
            new short[] {1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1})};

    private final ByteInput input;
    private final byte[] literals = new byte[MOST_BYTES];
    private int literalCount;
    private @Nullable ZstdLiterals code;
    private final ZstdStates[] tables = new ZstdStates[3];
    private final int[] recent = {1, 4, 8};
    private byte[] data = {};
    private int at;
    private int end;

    ZstdBlock(ByteInput input) {
        this.input = input;
    }

    /**
     * Unpacks a block.
     *
     * @param block its bytes, and {@link ZstdBits#ROOM} more
     * @param out where the bytes before it end at {@code to}, and with room for {@link #MOST_BYTES} more
     * @param reach how many of the bytes before it may be repeated
     * @return where the output ends then
     */
    int unpack(byte[] block, int length, byte[] out, int to, int reach) throws HazeLabException {
        data = block;
        at = 0;
        end = length;
        readLiterals();
        int count = u8();
        if (count >= 128) {
            count = count == 255 ? u8() + (u8() << 8) + 0x7f00 : (count - 128 << 8) + u8();
        }
        if (count == 0) {
            if (at != end) {
                throw input.damaged("a Zstandard block is too long");
            }
            System.arraycopy(literals, 0, out, to, literalCount);
            return to + literalCount;
        }
        int modes = u8();
        if ((modes & 3) != 0) {
            throw input.damaged("a Zstandard block has an unknown mode");
        }
        for (int kind = LENGTHS; kind <= MATCHES; kind++) {
            readTable(kind, modes >> 6 - 2 * kind & 3);
        }
        return repeat(count, out, to, reach);
    }

    private int u8() throws HazeLabException {
        if (at >= end) {
            throw input.damaged("a Zstandard block is too short");
        }
        return data[at++] & 0xff;
    }

    private void readLiterals() throws HazeLabException {
        int head = u8();
        int kind = head & 3;
        int format = head >> 2 & 3;
        if (kind < 2) {
            int size = (format & 1) == 0 ? head >> 3
                : format == 1 ? head >> 4 | u8() << 4 : head >> 4 | u8() << 4 | u8() << 12;
            checkLiterals(size, kind == 0 ? size : 1);
            if (kind == 0) {
                System.arraycopy(data, at, literals, 0, size);
            } else {
                Arrays.fill(literals, 0, size, data[at]);
            }
            at += kind == 0 ? size : 1;
            return;
        }
        int bits = format < 2 ? 10 : format == 2 ? 14 : 18;
        long sizes = head;
        for (int read = 8; read < 4 + 2 * bits; read += 8) {
            sizes |= (long)u8() << read;
        }
        int size = (int)(sizes >> 4) & (1 << bits) - 1;
        int packed = (int)(sizes >> 4 + bits) & (1 << bits) - 1;
        checkLiterals(size, packed);
        int stop = at + packed;
        ZstdLiterals used = code;
        if (kind == 2) {
            used = new ZstdLiterals(input, data, at, stop);
            code = used;
            at += used.bytes;
        } else if (used == null) {
            throw input.damaged("a Zstandard block lacks its table");
        }
        if (format == 0) {
            used.decode(input, data, at, stop - at, literals, 0, size);
        } else {
            decodeFour(used, size, stop);
        }
        at = stop;
    }

    private void checkLiterals(int size, int packed) throws HazeLabException {
        if (size > MOST_BYTES || packed > end - at) {
            throw input.damaged("a Zstandard block is too short");
        }
        literalCount = size;
    }

    /** Four streams, each of a quarter of the bytes. */
    private void decodeFour(ZstdLiterals used, int size, int stop) throws HazeLabException {
        int part = (size + 3) / 4;
        int from = at + 6;
        if (from > stop || 3 * part > size) {
            throw input.damaged("a Zstandard block is too short");
        }
        for (int s = 0; s < 4; s++) {
            int packed = s == 3 ? stop - from : data[at + 2 * s] & 0xff | (data[at + 2 * s + 1] & 0xff) << 8;
            if (packed > stop - from) {
                throw input.damaged("a Zstandard block is too short");
            }
            used.decode(input, data, from, packed, literals, s * part, s == 3 ? size - 3 * part : part);
            from += packed;
        }
    }

    private void readTable(int kind, int mode) throws HazeLabException {
        if (mode == 0) {
            tables[kind] = PREDEFINED[kind];
        } else if (mode == 1) {
            int symbol = u8();
            if (symbol > MOST_SYMBOL[kind]) {
                throw input.damaged("a Zstandard table makes no sense");
            }
            tables[kind] = new ZstdStates(symbol);
        } else if (mode == 2) {
            tables[kind] = ZstdStates.read(input, data, at, end, MOST_LOG[kind], MOST_SYMBOL[kind]);
            at += tables[kind].bytes;
        } else if (tables[kind] == null) {
            throw input.damaged("a Zstandard block lacks its table");
        }
    }

    private int repeat(int count, byte[] out, int start, int reach) throws HazeLabException {
        ZstdBits bits = new ZstdBits(input, data, at, end - at);
        int lengthState = tables[LENGTHS].first(bits);
        int offsetState = tables[OFFSETS].first(bits);
        int matchState = tables[MATCHES].first(bits);
        int to = start;
        int literal = 0;
        for (int s = 0; s < count; s++) {
            int offsetCode = tables[OFFSETS].symbol(offsetState);
            int matchCode = tables[MATCHES].symbol(matchState);
            int lengthCode = tables[LENGTHS].symbol(lengthState);
            long value = (1L << offsetCode) + (bits.read(offsetCode) & 0xffffffffL);
            int match = MATCH_BASE[matchCode] + bits.read(MATCH_BITS[matchCode]);
            int length = LENGTH_BASE[lengthCode] + bits.read(LENGTH_BITS[lengthCode]);
            if (s < count - 1) {
                lengthState = tables[LENGTHS].next(lengthState, bits);
                matchState = tables[MATCHES].next(matchState, bits);
                offsetState = tables[OFFSETS].next(offsetState, bits);
            }
            long offset = offset(value, length == 0);
            if (bits.isOverrun() || length > literalCount - literal || length + match > start + MOST_BYTES - to
                || offset < 1 || offset > (long)reach + (to - start) + length) {
                throw input.damaged("its Zstandard data makes no sense");
            }
            System.arraycopy(literals, literal, out, to, length);
            literal += length;
            to += length;
            copy(out, to, (int)offset, match);
            to += match;
        }
        int rest = literalCount - literal;
        if (!bits.isAtEnd() || rest > start + MOST_BYTES - to) {
            throw input.damaged("a Zstandard stream has another length than it declares");
        }
        System.arraycopy(literals, literal, out, to, rest);
        return to + rest;
    }

    /** Section 3.1.1.5: values up to 3 name one of the last three offsets. */
    private long offset(long value, boolean noLiterals) {
        int which = value > 3 ? 3 : (int)value - 1 + (noLiterals ? 1 : 0);
        long offset = value > 3 ? value - 3 : which == 3 ? recent[0] - 1L : recent[which];
        if (offset > Integer.MAX_VALUE) {
            return offset;
        }
        if (which > 0) {
            recent[2] = which > 1 ? recent[1] : recent[2];
            recent[1] = recent[0];
            recent[0] = (int)offset;
        }
        return offset;
    }

    /** What is repeated may reach into what is being written. */
    private static void copy(byte[] out, int to, int offset, int length) {
        if (offset >= length) {
            System.arraycopy(out, to - offset, out, to, length);
            return;
        }
        for (int i = to; i < to + length; i++) {
            out[i] = out[i - offset];
        }
    }
}
