// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.hazelab.imaging.HazeLabException;

/**
 * The bytes of an image file, with the numbers that stand in it and notes of what is odd.
 *
 * <p>Small reads go through a window of 64 KiB. Not thread-safe.
 */
final class ByteInput extends FileBytes {

    /** What is noted of an image that was cut off behind its last pixel. */
    static final String NO_END = "the end mark is missing, but all pixels are there";

    private static final int WINDOW = 1 << 16;

    private byte[] window;
    private long windowAt;
    private int windowLength;
    private boolean littleEndian;
    private final Set<String> notes = new LinkedHashSet<>();

    private ByteInput(FileBytes bytes) {
        super(bytes);
        byte[] array = array();
        window = array == null ? new byte[(int)Math.min(size(), WINDOW)] : array;
        windowLength = array == null ? 0 : array.length;
    }

    /** @throws HazeLabException if there is no such file, it is not an ordinary file, is empty, or may not be read */
    static ByteInput of(Path file) throws HazeLabException {
        return of(FileBytes.open(file, "image"), "Copy or download it again");
    }

    /** The remaining bytes of a buffer, as if they were those of a file of this name. */
    static ByteInput named(String name, ByteBuffer bytes) throws HazeLabException {
        return of(FileBytes.ofBuffer(name, bytes), "Copy or download it again");
    }

    /** The bytes of an array, called {@code subject} in messages, such as {@code The PNG image}. */
    static ByteInput of(String subject, byte[] bytes) throws HazeLabException {
        return of(FileBytes.ofArray(subject, bytes), "Make it again");
    }

    private static ByteInput of(FileBytes bytes, String remedyIfEmpty) throws HazeLabException {
        ByteInput input = null;
        try {
            if (bytes.size() == 0) {
                throw bytes.refused("is empty", remedyIfEmpty);
            }
            input = new ByteInput(bytes);
            return input;
        } finally {
            if (input == null) {
                bytes.close();
            }
        }
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

    /** All bytes, to be read only: the array that was handed over, or a copy; the caller has bounded the size. */
    byte[] all() throws HazeLabException {
        return array() == null ? bytes(0, (int)size()) : array();
    }

    /** The index in the window at which {@code length} bytes from {@code at} lie. */
    private int require(long at, int length) throws HazeLabException {
        if (at < windowAt || at + length > windowAt + windowLength) {
            checkInside(at, length);
            int wanted = (int)Math.min(window.length, size() - at);
            windowLength = 0;
            fill(at, window, 0, wanted);
            windowAt = at;
            windowLength = wanted;
        }
        return (int)(at - windowAt);
    }

    private void fill(long at, byte[] into, int from, int length) throws HazeLabException {
        read(at, ByteBuffer.wrap(into, from, length));
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

    @Override
    public HazeLabException truncated() {
        return truncated("it ends before its image does");
    }

    /** @param what what the file holds that cannot be read */
    HazeLabException unsupported(String what, String remedy) {
        return refused("holds " + what + ", which cannot be read", remedy);
    }
}
