// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.compression;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.page.ByteInput;

/**
 * A table of finite state entropy coding: what each state stands for and how to get to the next (RFC 8878, section
 * 4.1).
 */
final class ZstdStates {

    private static final int MOST_LOG = 9;

    final int log;
    /** Bytes that its description took, where it was read. */
    final int bytes;
    private final byte[] symbols;
    private final byte[] bits;
    private final short[] base;

    /** A table of one state that always stands for the same symbol. */
    ZstdStates(int symbol) {
        log = 0;
        bytes = 1;
        symbols = new byte[] {(byte)symbol};
        bits = new byte[1];
        base = new short[1];
    }

    /** @param counts of each symbol how many of the 2^log states are its; -1 is one state with all bits to be read */
    ZstdStates(int log, short... counts) {
        this(log, 0, counts, counts.length);
    }

    private ZstdStates(int log, int bytes, short[] counts, int used) {
        this.log = log;
        this.bytes = bytes;
        int size = 1 << log;
        symbols = new byte[size];
        bits = new byte[size];
        base = new short[size];
        int high = size - 1;
        int[] next = new int[used];
        for (int s = 0; s < used; s++) {
            next[s] = Math.abs(counts[s]);
            if (counts[s] < 0) {
                symbols[high--] = (byte)s;
            }
        }
        int step = (size >> 1) + (size >> 3) + 3;
        int at = 0;
        for (int s = 0; s < used; s++) {
            for (int i = 0; i < counts[s]; i++) {
                symbols[at] = (byte)s;
                do {
                    at = at + step & size - 1;
                } while (at > high);
            }
        }
        for (int i = 0; i < size; i++) {
            int n = next[symbols[i] & 0xff]++;
            bits[i] = (byte)(log - (31 - Integer.numberOfLeadingZeros(n)));
            base[i] = (short)((n << bits[i]) - size);
        }
    }

    /**
     * Reads the description of a table (section 4.1.1).
     *
     * @param data holds {@link ZstdBits#ROOM} bytes more than are used
     * @param to where the data ends
     * @param mostLog the largest table that is allowed, at most 9
     * @param mostSymbol the largest symbol that is allowed
     */
    static ZstdStates read(ByteInput input, byte[] data, int from, int to, int mostLog, int mostSymbol)
        throws HazeLabException {
        long bit = 8L * from;
        int log = bits(data, bit, 4, to) + 5;
        bit += 4;
        if (log > Math.min(mostLog, MOST_LOG)) {
            throw damaged(input);
        }
        short[] counts = new short[mostSymbol + 1];
        int left = 1 << log;
        int symbol = 0;
        while (left > 0) {
            if (symbol > mostSymbol || bit > 8L * to) {
                throw damaged(input);
            }
            // A number up to left + 1; the smaller ones take a bit less.
            int width = 32 - Integer.numberOfLeadingZeros(left + 1);
            int value = bits(data, bit, width, to);
            int short1 = value & (1 << width - 1) - 1;
            int threshold = (1 << width) - 2 - left;
            if (short1 < threshold) {
                value = short1;
                bit += width - 1;
            } else {
                value -= value >= 1 << width - 1 ? threshold : 0;
                bit += width;
            }
            int count = value - 1;
            counts[symbol++] = (short)count;
            left -= Math.abs(count);
            for (int repeat = 3; count == 0 && repeat == 3;) {
                repeat = bits(data, bit, 2, to);
                bit += 2;
                symbol += repeat;
                if (symbol > mostSymbol + 1 || bit > 8L * to) {
                    throw damaged(input);
                }
            }
        }
        if (left < 0 || bit > 8L * to) {
            throw damaged(input);
        }
        return new ZstdStates(log, (int)((bit + 7) / 8) - from, counts, symbol);
    }

    /** Bits from the lowest on, zeros behind the end. */
    private static int bits(byte[] data, long at, int count, int to) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            long bit = at + i;
            if (bit < 8L * to) {
                value |= (data[(int)(bit >> 3)] >> (bit & 7) & 1) << i;
            }
        }
        return value;
    }

    private static HazeLabException damaged(ByteInput input) {
        return input.damaged("a Zstandard table makes no sense");
    }

    int symbol(int state) {
        return symbols[state] & 0xff;
    }

    int next(int state, ZstdBits from) {
        return base[state] + from.read(bits[state]);
    }

    int first(ZstdBits from) {
        return from.read(log);
    }
}
