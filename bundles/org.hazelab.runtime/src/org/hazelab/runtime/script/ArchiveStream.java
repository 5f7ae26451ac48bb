// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import org.hazelab.imaging.HazeLabException;

/** An archive that is made while it is read, an entry at a time: it holds one tensor at most. */
final class ArchiveStream extends InputStream {

    /** Carries a failure to read weights through {@link InputStream}. */
    static final class WeightsException extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient HazeLabException failure;

        WeightsException(HazeLabException failure) {
            super(failure);
            this.failure = failure;
        }

        HazeLabException failure() {
            return failure;
        }
    }

    private static final class Window extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }

        void release() {
            buf = new byte[32];
            count = 0;
        }
    }

    private final Iterator<TorchArchive.Entry> entries;
    private final Window window = new Window();
    private final StoredZip zip = new StoredZip(window, "archive");
    private int position;
    private boolean finished;

    ArchiveStream(List<TorchArchive.Entry> entries) {
        this.entries = entries.iterator();
    }

    @Override
    public int read() throws IOException {
        return fill() ? window.bytes()[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, window.size() - position);
        System.arraycopy(window.bytes(), position, target, offset, count);
        position += count;
        return count;
    }

    /** Makes entries until there is something to read; false at the end. */
    private boolean fill() throws IOException {
        while (position == window.size() && !finished) {
            window.release();
            position = 0;
            if (entries.hasNext()) {
                TorchArchive.Entry entry = entries.next();
                try {
                    zip.put(entry.name(), entry.content().bytes());
                } catch (HazeLabException e) {
                    throw new WeightsException(e);
                }
            } else {
                zip.finish();
                finished = true;
            }
        }
        return position < window.size();
    }
}
