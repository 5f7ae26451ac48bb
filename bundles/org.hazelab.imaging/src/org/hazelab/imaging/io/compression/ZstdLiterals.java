// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.compression;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.page.ByteInput;

/** The Huffman code of Zstandard, for the bytes that are no repetition of others (RFC 8878, section 4.2). */
final class ZstdLiterals {

    private static final int MOST_BITS = 11;
    private static final int MOST_WEIGHT_LOG = 6;

    /** Bytes that the description of the code took. */
    final int bytes;
    private final int log;
    /** For the next {@link #log} bits, the symbol that they start with, and 256 times its bits. */
    private final short[] table;

    /** Reads the description of a code, which ends before {@code to}. */
    ZstdLiterals(ByteInput input, byte[] data, int from, int to) throws HazeLabException {
        if (from >= to) {
            throw input.damaged("a Zstandard block is too short");
        }
        int head = data[from] & 0xff;
        bytes = 1 + (head >= 128 ? (head - 126) / 2 : head);
        if (from + bytes > to) {
            throw input.damaged("a Zstandard block is too short");
        }
        byte[] weights = new byte[256];
        int count = head >= 128 ? head - 127 : unpackWeights(input, data, from + 1, from + bytes, weights);
        for (int i = 0; head >= 128 && i < count; i++) {
            weights[i] = (byte)(data[from + 1 + i / 2] >> (i % 2 == 0 ? 4 : 0) & 15);
        }
        log = addLast(input, weights, count);
        table = new short[1 << log];
        int at = 0;
        for (int weight = 1; weight <= log; weight++) {
            for (int s = 0; s <= count; s++) {
                if (weights[s] == weight) {
                    int end = at + (1 << weight - 1);
                    while (at < end) {
                        table[at++] = (short)(log + 1 - weight << 8 | s);
                    }
                }
            }
        }
    }

    private static int unpackWeights(ByteInput input, byte[] data, int from, int to, byte[] weights)
        throws HazeLabException {
        ZstdStates states = ZstdStates.read(input, data, from, to, MOST_WEIGHT_LOG, MOST_BITS + 1);
        ZstdBits bits = new ZstdBits(input, data, from + states.bytes, to - from - states.bytes);
        int even = states.first(bits);
        int odd = states.first(bits);
        int count = 0;
        while (count < 254) {
            weights[count++] = (byte)states.symbol(even);
            even = states.next(even, bits);
            if (bits.isOverrun()) {
                weights[count++] = (byte)states.symbol(odd);
                return count;
            }
            weights[count++] = (byte)states.symbol(odd);
            odd = states.next(odd, bits);
            if (bits.isOverrun()) {
                weights[count++] = (byte)states.symbol(even);
                return count;
            }
        }
        throw input.damaged("a Zstandard table makes no sense");
    }

    /** Puts in the weight that is not stored, as it makes the code complete; gives the bits of the longest code. */
    private static int addLast(ByteInput input, byte[] weights, int count) throws HazeLabException {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            if (weights[i] > MOST_BITS) {
                throw input.damaged("a Zstandard table makes no sense");
            }
            sum += 1 << weights[i] >> 1;
        }
        int log = 32 - Integer.numberOfLeadingZeros(sum);
        int rest = (1 << log) - sum;
        if (sum == 0 || log > MOST_BITS || (rest & rest - 1) != 0) {
            throw input.damaged("a Zstandard table makes no sense");
        }
        weights[count] = (byte)(32 - Integer.numberOfLeadingZeros(rest));
        return log;
    }

    /** Unpacks one stream into {@code length} bytes. */
    void decode(ByteInput input, byte[] data, int from, int size, byte[] into, int to, int length)
        throws HazeLabException {
        ZstdBits bits = new ZstdBits(input, data, from, size);
        for (int i = to; i < to + length; i++) {
            int entry = table[bits.peek(log)];
            into[i] = (byte)entry;
            bits.skip(entry >> 8);
        }
        if (!bits.isAtEnd()) {
            throw input.damaged("a Zstandard stream has another length than it declares");
        }
    }
}
