// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;

/**
 * The bytes of a file or an array, little-endian, and the sentences for what is wrong with them.
 *
 * <p>Not thread-safe once closing is possible.
 */
final class FileBytes implements AutoCloseable {

    private final String subject;
    private final FileChannel channel;
    private final byte[] array;
    private final long length;

    private FileBytes(String subject, FileChannel channel, byte[] array, long length) {
        this.subject = subject;
        this.channel = channel;
        this.array = array;
        this.length = length;
    }

    /** @throws HazeLabException if there is no such file, it is no ordinary one, or may not be read */
    static FileBytes open(Path file) throws HazeLabException {
        String subject = "The file \"" + file + "\"";
        if (Files.isDirectory(file)) {
            throw new HazeLabException("\"" + file + "\" is a folder, not a model file", "Choose a file in it");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            FileBytes bytes = new FileBytes(subject, channel, null, channel.size());
            channel = null;
            return bytes;
        } catch (NoSuchFileException e) {
            throw new HazeLabException(subject + " does not exist", "Check the path", e);
        } catch (AccessDeniedException e) {
            throw new HazeLabException(subject + " may not be read", "Ask for the right to read it", e);
        } catch (IOException e) {
            throw unreadable(subject, e);
        } finally {
            close(channel, subject);
        }
    }

    /** The bytes of an array under a name for messages. */
    static FileBytes of(String subject, byte[] bytes) {
        return new FileBytes(subject, null, bytes, bytes.length);
    }

    /** What messages call it, such as {@code The file "model.safetensors"}. */
    String subject() {
        return subject;
    }

    long length() {
        return length;
    }

    /**
     * A piece as a buffer of its own.
     *
     * @throws HazeLabException if it does not lie within the file
     */
    ByteBuffer read(long at, int count) throws HazeLabException {
        if (at < 0 || count < 0 || at > length - count) {
            throw truncated();
        }
        ByteBuffer into = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        read(at, into);
        return into.flip();
    }

    /** Fills what remains of a buffer. */
    void read(long at, ByteBuffer into) throws HazeLabException {
        if (at < 0 || at > length - into.remaining()) {
            throw truncated();
        }
        if (array != null) {
            into.put(array, (int)at, into.remaining());
            return;
        }
        try {
            long position = at;
            while (into.hasRemaining()) {
                int count = channel.read(into, position);
                if (count < 0) {
                    throw truncated();
                }
                position += count;
            }
        } catch (IOException e) {
            throw unreadable(subject, e);
        }
    }

    HazeLabException truncated() {
        return new HazeLabException(subject + " is incomplete: it ends too early", "Copy or download it again");
    }

    /** @param what such as {@code its header is no JSON} */
    HazeLabException damaged(String what) {
        return new HazeLabException(subject + " is damaged: " + what, "Copy or download it again");
    }

    /** @param what a phrase that follows the file's name */
    HazeLabException refused(String what, String remedy) {
        return new HazeLabException(subject + " " + what, remedy);
    }

    /** @throws HazeLabException if the file system fails */
    @Override
    public void close() throws HazeLabException {
        close(channel, subject);
    }

    private static void close(FileChannel channel, String subject) throws HazeLabException {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw unreadable(subject, e);
            }
        }
    }

    private static HazeLabException unreadable(String subject, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            CancellationException cancelled = new CancellationException("Reading was interrupted");
            cancelled.initCause(e);
            throw cancelled;
        }
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new HazeLabException(subject + " could not be read: " + reason, "Check the disk or the network", e);
    }
}
