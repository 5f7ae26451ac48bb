// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.png;

import java.nio.ByteBuffer;
import java.util.zip.Adler32;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.compression.ByteSource;
import org.hazelab.imaging.io.compression.InflateSource;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.task.Progress;

/** What the chunks with pixels of a PNG file hold, one behind the other, as far as the file goes. */
final class PngData extends ByteSource {

    private long at;
    private final long end;
    private long left;

    /**
     * @param at where the first of these chunks starts; no other is between them
     * @param end where the last one ends, which may be behind the end of the file
     */
    PngData(ByteInput input, long at, long end) throws HazeLabException {
        super(input);
        this.at = at;
        this.end = end;
        startChunk();
    }

    private void startChunk() throws HazeLabException {
        left = Math.min(input.u32(at), input.size() - at - 8);
        at += 8;
    }

    @Override
    public int read(byte[] into, int from, int length) throws HazeLabException {
        while (left == 0) {
            at += 4;
            if (at > input.size() - 8 || at >= end) {
                at -= 4;
                return -1;
            }
            startChunk();
        }
        int n = (int)Math.min(length, left);
        input.read(at, into, from, n);
        at += n;
        left -= n;
        return n;
    }

    /**
     * Unpacks all to see whether the pixels are there.
     *
     * @param wanted bytes of all rows
     * @return the checksum that stands behind the packed data
     * @throws HazeLabException if there are fewer
     */
    byte[] sumOfWhole(long wanted, Progress progress) throws HazeLabException {
        Adler32 sum = new Adler32();
        byte[] piece = new byte[1 << 14];
        long done = 0;
        try (InflateSource unpacked = new InflateSource(this)) {
            for (int n = 0; n >= 0; n = unpacked.read(piece, 0, piece.length)) {
                progress.checkCanceled();
                sum.update(piece, 0, n);
                done += n;
            }
        }
        if (done < wanted) {
            throw input.truncated();
        }
        return ByteBuffer.allocate(Integer.BYTES).putInt((int)sum.getValue()).array();
    }
}
