// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.compression;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.page.ByteInput;

/** Bytes in their order: a part of a file, or what a decompression makes of one. */
public abstract class ByteSource {

    /** The file behind it, for what to say when something is wrong. */
    protected final ByteInput input;

    protected ByteSource(ByteInput input) {
        this.input = input;
    }

    /** Reads 1 to {@code length} bytes ({@code length} is at least 1) and says how many; -1 at the end. */
    public abstract int read(byte[] into, int from, int length) throws HazeLabException;

    /** @throws HazeLabException if it ends earlier */
    public final void readFully(byte[] into, int from, int length) throws HazeLabException {
        for (int done = 0; done < length;) {
            int n = read(into, from + done, length - done);
            if (n < 0) {
                throw input.truncated();
            }
            done += n;
        }
    }

    /** The bytes of a file from {@code at}, {@code length} of them. */
    public static ByteSource section(ByteInput input, long at, long length) {
        return new ByteSource(input) {
            private long next = at;
            private long left = length;

            @Override
            public int read(byte[] into, int from, int wanted) throws HazeLabException {
                if (left == 0) {
                    return -1;
                }
                int n = (int)Math.min(wanted, left);
                input.read(next, into, from, n);
                next += n;
                left -= n;
                return n;
            }
        };
    }
}
