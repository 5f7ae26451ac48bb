// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.bytes;

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
import java.util.Objects;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;

/**
 * Bytes at known positions of a file or of a buffer, and the sentences for what is wrong with them.
 *
 * <p>Reading past the end means that the file was cut off. Reading is thread-safe until it is closed.
 */
public class FileBytes implements AutoCloseable {

    private final String subject;
    private final String fileName;
    /** Null if the bytes are those of a buffer. */
    private final @Nullable FileChannel channel;
    /** Null if the bytes are those of a file. */
    private final @Nullable ByteBuffer buffer;
    private final long size;

    private FileBytes(String subject, String fileName, @Nullable FileChannel channel, @Nullable ByteBuffer buffer,
        long size) {
        this.subject = subject;
        this.fileName = fileName;
        this.channel = channel;
        this.buffer = buffer;
        this.size = size;
    }

    /** Takes over what {@code other} holds. */
    protected FileBytes(FileBytes other) {
        this(other.subject, other.fileName, other.channel, other.buffer, other.size);
    }

    /**
     * Opens a file.
     *
     * @param kind what the file should be, as it precedes "file" in messages: {@code image}, {@code model}
     * @throws HazeLabException if there is no such file, it is not an ordinary file, or may not be read
     */
    public static FileBytes open(Path file, String kind) throws HazeLabException {
        String subject = subject(file.toString());
        if (Files.isDirectory(file)) {
            throw new HazeLabException("\"" + file + "\" is a folder, not " + article(kind) + " file",
                "Choose a file in it");
        }
        if (!Files.exists(file)) {
            throw new HazeLabException(subject + " does not exist", "Check the path");
        }
        if (!Files.isRegularFile(file)) {
            throw new HazeLabException("\"" + file + "\" is not an ordinary file",
                "Choose " + article(kind) + " file");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            FileBytes bytes = new FileBytes(subject, file.getFileName().toString(), channel, null, channel.size());
            channel = null;
            return bytes;
        } catch (NoSuchFileException e) {
            throw new HazeLabException(subject + " does not exist", "Check the path", e);
        } catch (AccessDeniedException e) {
            throw new HazeLabException(subject + " may not be read", "Ask for the right to read it", e);
        } catch (IOException e) {
            throw unreadable(subject, e);
        } finally {
            close(channel);
        }
    }

    private static String article(String kind) {
        return ("aeiou".indexOf(kind.charAt(0)) >= 0 ? "an " : "a ") + kind;
    }

    private static String subject(String name) {
        return "The file \"" + name + "\"";
    }

    /** The bytes of an array, which is not copied, with what messages call it, such as {@code The PNG image}. */
    public static FileBytes ofArray(String subject, byte[] bytes) {
        return new FileBytes(subject, "", null, ByteBuffer.wrap(bytes), bytes.length);
    }

    /**
     * The remaining bytes of a buffer, which are not copied, as if they were those of a file.
     *
     * @param name the file's name, with or without its folder
     */
    public static FileBytes ofBuffer(String name, ByteBuffer bytes) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return new FileBytes(subject(name), last, null, bytes.slice(), bytes.remaining());
    }

    /** What messages call it, such as {@code The file "model.safetensors"}. */
    public final String subject() {
        return subject;
    }

    /** The name of the file without its folder, empty if the bytes have none. */
    public final String fileName() {
        return fileName;
    }

    /** The number of bytes. */
    public final long size() {
        return size;
    }

    /** The array that holds exactly these bytes, to be read only, or null if there is none. */
    protected final @Nullable byte[] array() {
        return buffer != null && buffer.hasArray() && buffer.arrayOffset() == 0 && buffer.array().length == size
            ? buffer.array() : null;
    }

    /**
     * A piece as a buffer of its own, little-endian; the caller has bounded its size.
     *
     * @throws HazeLabException if it does not lie within the file
     */
    public final ByteBuffer read(long at, int count) throws HazeLabException {
        checkInside(at, count);
        ByteBuffer into = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        read(at, into);
        return into.flip();
    }

    /**
     * Fills what remains of a buffer.
     *
     * @throws HazeLabException if the file ends before it is filled, or cannot be read
     */
    public final void read(long at, ByteBuffer into) throws HazeLabException {
        checkInside(at, into.remaining());
        if (buffer != null) {
            into.put(into.position(), buffer, (int)at, into.remaining()).position(into.limit());
            return;
        }
        FileChannel file = Objects.requireNonNull(channel);
        try {
            long position = at;
            while (into.hasRemaining()) {
                int count = file.read(into, position);
                if (count < 0) {
                    throw truncated();
                }
                position += count;
            }
        } catch (IOException e) {
            throw unreadable(subject, e);
        }
    }

    /** @throws HazeLabException if the bytes end before {@code at + length} */
    public final void checkInside(long at, long length) throws HazeLabException {
        if (at < 0 || length < 0 || at > size - length) {
            throw truncated();
        }
    }

    /** For a file that was cut off. */
    public HazeLabException truncated() {
        return truncated("it ends too early");
    }

    /** @param detail what is missing, as a clause */
    public final HazeLabException truncated(String detail) {
        return new HazeLabException(subject + " is incomplete: " + detail, "Copy or download it again");
    }

    /** @param detail what is wrong inside, as a clause, such as {@code its header is no JSON} */
    public final HazeLabException damaged(String detail) {
        return damaged(detail, null);
    }

    /** As {@link #damaged(String)}, with the technical cause. */
    public final HazeLabException damaged(String detail, @Nullable Throwable cause) {
        return new HazeLabException(subject + " is damaged: " + detail, "Replace it by an intact copy", cause);
    }

    /** @param what a phrase that follows the file's name */
    public final HazeLabException refused(String what, String remedy) {
        return new HazeLabException(subject + " " + what, remedy);
    }

    /** An interrupt is how a host cancels a node: the channel then closes itself. */
    private static HazeLabException unreadable(String subject, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            CancellationException cancelled = new CancellationException("Reading was interrupted");
            cancelled.initCause(e);
            throw cancelled;
        }
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new HazeLabException(subject + " could not be read: " + reason, "Check the disk or the network", e);
    }

    @Override
    public final void close() {
        close(channel);
    }

    private static void close(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // It was open for reading: nothing can be lost.
            }
        }
    }
}
