// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.HazeLabException;

/**
 * Bytes at known positions of a file or of an array, and the words for what is wrong with them.
 *
 * <p>Small reads go through a window of 64 KiB. Reading past the end means that the file was cut off. Not thread-safe.
 */
final class ByteInput implements AutoCloseable {

    /** What is noted of an image that was cut off behind its last pixel. */
    static final String NO_END = "the end mark is missing, but all pixels are there";

    private static final int WINDOW = 1 << 16;

    private final String subject;
    private final String fileName;
    private final FileChannel channel;
    private final long size;
    private byte[] window;
    private long windowAt;
    private int windowLength;
    private boolean littleEndian;
    private final Set<String> notes = new LinkedHashSet<>();

    private ByteInput(String subject, String fileName, FileChannel channel, byte[] window, int windowLength,
        long size) {
        this.subject = subject;
        this.fileName = fileName;
        this.channel = channel;
        this.window = window;
        this.windowLength = windowLength;
        this.size = size;
    }

    /** @throws HazeLabException if there is no such file, it is not an ordinary file, is empty, or may not be read */
    static ByteInput of(Path file) throws HazeLabException {
        String subject = "The file \"" + file + "\"";
        if (Files.isDirectory(file)) {
            throw new HazeLabException("\"" + file + "\" is a folder, not an image file", "Choose a file in it");
        }
        if (!Files.exists(file)) {
            throw new HazeLabException(subject + " does not exist", "Check the path");
        }
        if (!Files.isRegularFile(file)) {
            throw new HazeLabException("\"" + file + "\" is not an ordinary file", "Choose an image file");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            long size = channel.size();
            if (size == 0) {
                throw new HazeLabException(subject + " is empty", "Copy or download it again");
            }
            ByteInput input = new ByteInput(subject, file.getFileName().toString(), channel,
                new byte[(int)Math.min(size, WINDOW)], 0, size);
            channel = null;
            return input;
        } catch (NoSuchFileException e) {
            throw new HazeLabException(subject + " does not exist", "Check the path", e);
        } catch (AccessDeniedException e) {
            throw new HazeLabException(subject + " may not be read", "Ask for the right to read it", e);
        } catch (IOException e) {
            throw unreadable(subject, e);
        } finally {
            closeQuietly(channel);
        }
    }

    /** The bytes of an array, called {@code subject} in messages, such as {@code The PNG image}. */
    static ByteInput of(String subject, byte[] bytes) throws HazeLabException {
        if (bytes.length == 0) {
            throw new HazeLabException(subject + " is empty", "Make it again");
        }
        return new ByteInput(subject, "", null, bytes, bytes.length, bytes.length);
    }

    /** What messages call these bytes. */
    String subject() {
        return subject;
    }

    /** The name of the file without its folder, empty if the bytes are those of an array. */
    String fileName() {
        return fileName;
    }

    long size() {
        return size;
    }

    /** How the numbers of more than one byte are read from now on; big-endian at first. */
    void littleEndian(boolean little) {
        littleEndian = little;
    }

    boolean littleEndian() {
        return littleEndian;
    }

    int u8(long at) throws HazeLabException {
        return window[require(at, 1)] & 0xff;
    }

    int u16(long at) throws HazeLabException {
        int i = require(at, 2);
        int first = window[i] & 0xff;
        int second = window[i + 1] & 0xff;
        return littleEndian ? second << 8 | first : first << 8 | second;
    }

    long u32(long at) throws HazeLabException {
        long first = u16(at);
        long second = u16(at + 2);
        return littleEndian ? second << 16 | first : first << 16 | second;
    }

    int i32(long at) throws HazeLabException {
        return (int)u32(at);
    }

    long i64(long at) throws HazeLabException {
        long first = u32(at);
        long second = u32(at + 4);
        return littleEndian ? second << 32 | first : first << 32 | second;
    }

    /** Fills a part of an array. */
    void read(long at, byte[] into, int from, int length) throws HazeLabException {
        Objects.checkFromIndexSize(from, length, into.length);
        checkInside(at, length);
        if (at >= windowAt && at + length <= windowAt + windowLength) {
            System.arraycopy(window, (int)(at - windowAt), into, from, length);
        } else if (length <= WINDOW / 4) {
            System.arraycopy(window, require(at, length), into, from, length);
        } else {
            fill(at, into, from, length);
        }
    }

    /** The bytes from {@code at}, {@code length} of them, as a new array; the caller has bounded the length. */
    byte[] bytes(long at, int length) throws HazeLabException {
        checkInside(at, length);
        byte[] bytes = new byte[length];
        read(at, bytes, 0, length);
        return bytes;
    }

    /** @throws HazeLabException if the input ends before {@code at + length} */
    void checkInside(long at, long length) throws HazeLabException {
        if (at < 0 || length < 0 || at > size - length) {
            throw truncated();
        }
    }

    /** The index in the window at which {@code length} bytes from {@code at} lie. */
    private int require(long at, int length) throws HazeLabException {
        if (at < windowAt || at + length > windowAt + windowLength) {
            checkInside(at, length);
            int wanted = (int)Math.min(window.length, size - at);
            windowLength = 0;
            fill(at, window, 0, wanted);
            windowAt = at;
            windowLength = wanted;
        }
        return (int)(at - windowAt);
    }

    private void fill(long at, byte[] into, int from, int length) throws HazeLabException {
        ByteBuffer target = ByteBuffer.wrap(into, from, length);
        try {
            while (target.hasRemaining()) {
                if (channel.read(target, at + target.position() - from) < 0) {
                    throw truncated();
                }
            }
        } catch (IOException e) {
            throw unreadable(subject, e);
        }
    }

    /**
     * Notes what is odd and yet no reason to refuse the image, once.
     *
     * @param clause what it is, as it follows "In 3 images ": {@code no pixel is stored}
     */
    void note(String clause) {
        notes.add(clause);
    }

    /** What was noted since this was last asked. */
    List<String> takeNotes() {
        List<String> taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }

    HazeLabException truncated() {
        return truncated("it ends before its image does");
    }

    /** @param detail what is missing, as a clause */
    HazeLabException truncated(String detail) {
        return new HazeLabException(subject + " is incomplete: " + detail, "Copy or download it again");
    }

    /** @param detail what is wrong inside, as a clause */
    HazeLabException damaged(String detail) {
        return damaged(detail, null);
    }

    HazeLabException damaged(String detail, Throwable cause) {
        return new HazeLabException(subject + " is damaged: " + detail, "Replace it by an intact copy", cause);
    }

    /** @param what what the file holds that cannot be read */
    HazeLabException unsupported(String what, String remedy) {
        return new HazeLabException(subject + " holds " + what + ", which cannot be read", remedy);
    }

    /** An interrupt is how a host cancels a node: the channel then closes itself. */
    private static HazeLabException unreadable(String subject, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            CancellationException cancelled = new CancellationException("Reading was interrupted");
            cancelled.initCause(e);
            throw cancelled;
        }
        return new HazeLabException(subject + " could not be read: " + reason(e), "Check the disk or the network", e);
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static void closeQuietly(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // It was open for reading: nothing can be lost.
            }
        }
    }
}
