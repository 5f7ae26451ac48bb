// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.hazelab.imaging.HazeLabException;

/** What a zlib stream unpacks to. */
final class InflateSource extends ByteSource implements AutoCloseable {

    /** Deflate packs at most 1032 bytes into one: a file that declares more does not hold them. */
    static final int MAX_RATIO = 1032;

    private final ByteSource packed;
    private final Inflater inflater = new Inflater();
    private final byte[] buffer = new byte[1 << 15];

    InflateSource(ByteSource packed) {
        super(packed.input);
        this.packed = packed;
    }

    @Override
    int read(byte[] into, int from, int length) throws HazeLabException {
        try {
            for (;;) {
                int n = inflater.inflate(into, from, length);
                if (n > 0) {
                    return n;
                }
                if (inflater.finished()) {
                    return -1;
                }
                if (inflater.needsDictionary()) {
                    throw input.damaged("its compressed data asks for a dictionary");
                }
                int more = packed.read(buffer, 0, buffer.length);
                if (more < 0) {
                    return -1;
                }
                inflater.setInput(buffer, 0, more);
            }
        } catch (DataFormatException e) {
            throw input.damaged("its compressed data cannot be unpacked", e);
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
