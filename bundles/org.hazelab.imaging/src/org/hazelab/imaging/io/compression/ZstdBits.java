// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.compression;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.page.ByteInput;

/** Bits of Zstandard that are read from their end to their start (RFC 8878, section 4.1). */
final class ZstdBits {

    /** Bytes that must be behind the last one that is read. */
    static final int ROOM = 8;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final long start;
    /**
     * The position behind the next bit, counted from the start of the array; below {@link #start} once too many were
     * read.
     */
    private long at;

    /**
     * @param bytes holds {@link #ROOM} bytes more than are used
     * @param length bytes of the stream; the highest bit set in the last one marks the end
     */
    ZstdBits(ByteInput input, byte[] bytes, int from, int length) throws HazeLabException {
        if (length < 1 || bytes[from + length - 1] == 0) {
            throw input.damaged("a Zstandard stream has no end");
        }
        this.bytes = bytes;
        start = 8L * from;
        at = 8L * (from + length - 1) + 31 - Integer.numberOfLeadingZeros(bytes[from + length - 1] & 0xff);
    }

    /** The next bits, at most 32; zeros where there are no more. */
    int peek(int count) {
        long low = at - count;
        if (low >= start) {
            return (int)((long)LONGS.get(bytes, (int)(low >> 3)) >>> (low & 7) & (1L << count) - 1);
        }
        int there = (int)Math.max(0, at - start);
        return there == 0 ? 0 : (int)((long)peek(there) << count - there);
    }

    int read(int count) {
        int value = peek(count);
        at -= count;
        return value;
    }

    void skip(int count) {
        at -= count;
    }

    /** Whether more bits were read than there are. */
    boolean isOverrun() {
        return at < start;
    }

    /** Whether all bits were read and no more. */
    boolean isAtEnd() {
        return at == start;
    }
}
