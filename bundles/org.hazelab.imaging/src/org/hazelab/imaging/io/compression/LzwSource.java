// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.compression;

import org.hazelab.imaging.HazeLabException;

/** What the LZW compression of TIFF unpacks to (TIFF 6.0, section 13: codes of 9 to 12 bits, high bits first). */
public final class LzwSource extends ByteSource {

    /** No code of 9 bits or more stands for more than 4096 bytes. */
    public static final int MAX_RATIO = 4096;

    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int TABLE = 4096;

    private final ByteSource packed;
    private final byte[] buffer = new byte[1 << 14];
    private int bufferAt;
    private int bufferEnd;
    private int bits;
    private int bitCount;

    private final short[] prefix = new short[TABLE];
    private final byte[] last = new byte[TABLE];
    private final byte[] first = new byte[TABLE];
    private final short[] lengths = new short[TABLE];
    private int next = FIRST;
    private int width = 9;
    private int previous = -1;

    /** The bytes of the current code, filled from the back. */
    private final byte[] pending = new byte[TABLE + 1];
    private int pendingAt;
    private int pendingEnd;
    private boolean ended;

    public LzwSource(ByteSource packed) {
        super(packed.input);
        this.packed = packed;
        for (int i = 0; i < 256; i++) {
            last[i] = (byte)i;
            first[i] = (byte)i;
            lengths[i] = 1;
        }
    }

    @Override
    public int read(byte[] into, int from, int length) throws HazeLabException {
        while (pendingAt == pendingEnd) {
            if (ended || !unpackCode()) {
                ended = true;
                return -1;
            }
        }
        int n = Math.min(length, pendingEnd - pendingAt);
        System.arraycopy(pending, pendingAt, into, from, n);
        pendingAt += n;
        return n;
    }

    /** Unpacks the next code into {@link #pending}; false at the end. */
    private boolean unpackCode() throws HazeLabException {
        int code = nextCode();
        if (code < 0 || code == END) {
            return false;
        }
        if (code == CLEAR) {
            next = FIRST;
            width = 9;
            previous = -1;
            return true;
        }
        if (previous < 0) {
            if (code > 255) {
                throw input.damaged("its LZW data starts with an unknown code");
            }
        } else {
            learn(code);
        }
        expand(code);
        previous = code;
        return true;
    }

    /** Adds the previous string and the first byte of this code's string; that string may be the new one itself. */
    private void learn(int code) throws HazeLabException {
        if (code > next) {
            throw input.damaged("its LZW data holds an unknown code");
        }
        if (next < TABLE) {
            prefix[next] = (short)previous;
            first[next] = first[previous];
            last[next] = first[code == next ? previous : code];
            lengths[next] = (short)(lengths[previous] + 1);
            next++;
            // TIFF widens one code early.
            if (next == (1 << width) - 1 && width < 12) {
                width++;
            }
        }
    }

    private void expand(int code) {
        pendingEnd = lengths[code];
        pendingAt = 0;
        for (int i = pendingEnd - 1, c = code; i >= 0; i--) {
            pending[i] = last[c];
            c = prefix[c];
        }
    }

    private int nextCode() throws HazeLabException {
        while (bitCount < width) {
            if (bufferAt == bufferEnd) {
                bufferEnd = packed.read(buffer, 0, buffer.length);
                bufferAt = 0;
                if (bufferEnd < 0) {
                    bufferEnd = 0;
                    return -1;
                }
            }
            bits = bits << 8 | buffer[bufferAt++] & 0xff;
            bitCount += 8;
        }
        bitCount -= width;
        return bits >>> bitCount & (1 << width) - 1;
    }
}
