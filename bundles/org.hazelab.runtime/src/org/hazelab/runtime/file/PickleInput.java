// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.FileBytes;

/** The bytes of pickles one after another, read through a window. */
final class PickleInput {

    private static final int WINDOW = 1 << 16;

    private final FileBytes file;
    private final long end;
    private final ByteBuffer window;
    /** Where in the file the byte behind the window lies. */
    private long next;

    PickleInput(FileBytes file, long from, long end) {
        this.file = file;
        this.end = Math.min(end, file.size());
        window = ByteBuffer.allocate((int)Math.min(WINDOW, Math.max(0, this.end - from)))
            .order(ByteOrder.LITTLE_ENDIAN).limit(0);
        next = from;
    }

    /** Where in the file the next byte lies. */
    long position() {
        return next - window.remaining();
    }

    /** Whether so many bytes are left. */
    private void require(long count) throws HazeLabException {
        if (count < 0 || count > end - position()) {
            throw file.truncated();
        }
    }

    private ByteBuffer window(int count) throws HazeLabException {
        if (window.remaining() < count) {
            require(count);
            long from = position();
            window.clear().limit((int)Math.min(window.capacity(), end - from));
            file.read(from, window);
            next = from + window.limit();
            window.flip();
        }
        return window;
    }

    int u8() throws HazeLabException {
        return window(1).get() & 0xff;
    }

    int u16() throws HazeLabException {
        return window(2).getShort() & 0xffff;
    }

    int i32() throws HazeLabException {
        return window(4).getInt();
    }

    long i64() throws HazeLabException {
        return window(8).getLong();
    }

    /** A number of 64 bits in the order of networks. */
    double bigEndianDouble() throws HazeLabException {
        return Double.longBitsToDouble(Long.reverseBytes(i64()));
    }

    byte[] bytes(long count) throws HazeLabException {
        require(count);
        if (count > Integer.MAX_VALUE - 8) {
            throw file.damaged("a text is too long");
        }
        byte[] bytes = new byte[(int)count];
        if (count <= window.remaining()) {
            window.get(bytes);
        } else {
            long from = position();
            file.read(from, ByteBuffer.wrap(bytes));
            next = from + count;
            window.limit(0);
        }
        return bytes;
    }

    /** The bytes up to the end of the line, which is taken too, as Latin-1. */
    String line(int longest) throws HazeLabException {
        StringBuilder line = new StringBuilder();
        for (int c = u8(); c != '\n'; c = u8()) {
            if (line.length() == longest) {
                throw file.damaged("a name is too long");
            }
            line.append((char)c);
        }
        return line.toString();
    }
}
