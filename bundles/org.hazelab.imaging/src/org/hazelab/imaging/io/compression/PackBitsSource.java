// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.compression;

import java.util.Arrays;

import org.hazelab.imaging.HazeLabException;

/** What the PackBits compression of TIFF unpacks to (TIFF 6.0, section 9). */
public final class PackBitsSource extends ByteSource {

    /** Two bytes stand for at most 128. */
    public static final int MAX_RATIO = 64;

    private final ByteSource packed;
    private final byte[] buffer = new byte[1 << 14];
    private int at;
    private int end;
    private int literal;
    private int repeat;
    private byte repeated;

    public PackBitsSource(ByteSource packed) {
        super(packed.input);
        this.packed = packed;
    }

    @Override
    public int read(byte[] into, int from, int length) throws HazeLabException {
        while (literal == 0 && repeat == 0) {
            if (at == end && !more()) {
                return -1;
            }
            int n = buffer[at++];
            if (n >= 0) {
                literal = n + 1;
            } else if (n != -128) {
                require();
                repeat = 1 - n;
                repeated = buffer[at++];
            }
        }
        if (literal > 0) {
            require();
            int n = Math.min(Math.min(literal, length), end - at);
            System.arraycopy(buffer, at, into, from, n);
            at += n;
            literal -= n;
            return n;
        }
        int n = Math.min(repeat, length);
        Arrays.fill(into, from, from + n, repeated);
        repeat -= n;
        return n;
    }

    private void require() throws HazeLabException {
        if (at == end && !more()) {
            throw input.truncated();
        }
    }

    private boolean more() throws HazeLabException {
        at = 0;
        end = Math.max(0, packed.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
