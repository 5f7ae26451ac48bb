// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.codec;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;

import javax.imageio.stream.ImageInputStreamImpl;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.io.page.ByteInput;
import org.hazelab.imaging.task.Progress;

/**
 * What a decoder of the JDK gets to read: bytes of ours, then a piece of a file as it lies there, then bytes of ours.
 *
 * <p>So nothing of a file reaches a decoder but what its pixels need. Keeps no copy of what was read. A failure or a
 * cancel while reading is kept here, because decoders pass on an {@link IOException} alone without changing it.
 */
public final class DecoderInput extends ImageInputStreamImpl {

    private static final byte[] NOTHING = {};

    private final ByteInput input;
    private final byte[] head;
    private final int headLength;
    private final long at;
    private final long length;
    private final byte[] tail;
    private final Progress progress;
    private @Nullable CancellationException cancelled;
    private @Nullable HazeLabException failure;

    /**
     * @param at where the piece of the file starts
     * @param length its bytes
     */
    public DecoderInput(ByteInput input, byte[] head, long at, long length, byte[] tail, Progress progress) {
        this(input, head, head.length, at, length, tail, progress);
    }

    private DecoderInput(ByteInput input, byte[] head, int headLength, long at, long length, byte[] tail,
        Progress progress) {
        this.input = input;
        this.head = head;
        this.headLength = headLength;
        this.at = at;
        this.length = length;
        this.tail = tail;
        this.progress = progress;
    }

    /** The first {@code length} of bytes that were taken from {@code input} before. */
    public static DecoderInput of(ByteInput input, byte[] bytes, int length, Progress progress) {
        return new DecoderInput(input, bytes, length, 0, 0, NOTHING, progress);
    }

    /** The file behind it, for what to say when something is wrong. */
    ByteInput file() {
        return input;
    }

    @Override
    public long length() {
        return headLength + length + tail.length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int wanted) throws IOException {
        checkClosed();
        bitOffset = 0;
        try {
            progress.checkCanceled();
            // As much as there is: a decoder that reads a number does not ask twice for the rest of its bytes.
            int done = 0;
            for (int n = 1; n > 0 && done < wanted;) {
                n = copy(into, from + done, wanted - done);
                done += Math.max(0, n);
                streamPos += Math.max(0, n);
            }
            return done == 0 && wanted > 0 ? -1 : done;
        } catch (CancellationException e) {
            cancelled = e;
        } catch (HazeLabException e) {
            failure = e;
        }
        throw new InterruptedIOException();
    }

    private int copy(byte[] into, int from, int wanted) throws HazeLabException {
        long position = streamPos - headLength;
        if (position < 0) {
            int n = (int)Math.min(wanted, -position);
            System.arraycopy(head, (int)streamPos, into, from, n);
            return n;
        }
        if (position < length) {
            int n = (int)Math.min(wanted, length - position);
            input.read(at + position, into, from, n);
            return n;
        }
        position -= length;
        int n = (int)Math.min(wanted, tail.length - position);
        if (n <= 0) {
            return wanted == 0 ? 0 : -1;
        }
        System.arraycopy(tail, (int)position, into, from, n);
        return n;
    }

    /** Throws what reading failed of or was cancelled with, if so. */
    void rethrow() throws HazeLabException {
        if (cancelled != null) {
            throw cancelled;
        }
        if (failure != null) {
            throw failure;
        }
    }
}
