// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.FileBytes;
import org.hazelab.imaging.task.Progress;

/**
 * The entries of a zip archive whose parts are stored as they are, as PyTorch writes it (with the ZIP64 records that
 * PyTorch always adds).
 */
final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_LENGTH = 22;
    private static final int CENTRAL_LENGTH = 46;
    private static final int LOCAL_LENGTH = 30;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final long UNKNOWN = 0xffffffffL;
    private static final int MOST_ENTRIES = 1 << 17;
    private static final int LONGEST_DIRECTORY = 32 << 20;

    private final FileBytes file;
    private final Map<String, Entry> entries;

    private ZipDirectory(FileBytes file, Map<String, Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /** @param at where its local header lies; @param stored whether it is neither compressed nor encrypted */
    record Entry(String name, long at, long size, int crc, boolean stored) {
    }

    static ZipDirectory read(FileBytes file) throws HazeLabException {
        int tail = (int)Math.min(file.size(), END_LENGTH + LONGEST_COMMENT);
        long tailAt = file.size() - tail;
        ByteBuffer bytes = file.read(tailAt, tail);
        for (int at = tail - END_LENGTH; at >= 0; at--) {
            if (bytes.getInt(at) == END && at + END_LENGTH + u16(bytes, at + 20) == tail) {
                return new ZipDirectory(file, entries(file, directory(file, bytes, at, tailAt + at)));
            }
        }
        throw file.truncated();
    }

    /** The central directory, from the record at its end, or the 64-bit one before that. */
    private static ByteBuffer directory(FileBytes file, ByteBuffer end, int at, long endAt) throws HazeLabException {
        long size = end.getInt(at + 12) & UNKNOWN;
        long start = end.getInt(at + 16) & UNKNOWN;
        if (endAt >= 20) {
            ByteBuffer locator = file.read(endAt - 20, 20);
            if (locator.getInt(0) == LOCATOR_64) {
                ByteBuffer end64 = file.read(locator.getLong(8), 56);
                if (end64.getInt(0) != END_64) {
                    throw damaged(file);
                }
                size = end64.getLong(40);
                start = end64.getLong(48);
            }
        }
        if (size < 0 || size > LONGEST_DIRECTORY || start < 0 || start > endAt - size) {
            throw damaged(file);
        }
        return file.read(start, (int)size);
    }

    private static Map<String, Entry> entries(FileBytes file, ByteBuffer directory) throws HazeLabException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        long total = 0;
        while (directory.hasRemaining()) {
            int at = directory.position();
            if (directory.remaining() < CENTRAL_LENGTH || directory.getInt(at) != CENTRAL
                || entries.size() == MOST_ENTRIES) {
                throw damaged(file);
            }
            int name = u16(directory, at + 28);
            int extra = u16(directory, at + 30);
            int length = CENTRAL_LENGTH + name + extra + u16(directory, at + 32);
            if (length > directory.remaining()) {
                throw damaged(file);
            }
            Entry entry = entry(directory, at, name, extra);
            total += Math.max(0, entry.size());
            if (entry.size() < 0 || entry.at() < 0 || total > file.size() || total < 0
                || entry.at() > file.size() - LOCAL_LENGTH || entries.put(entry.name(), entry) != null) {
                throw damaged(file);
            }
            directory.position(at + length);
        }
        return entries;
    }

    private static Entry entry(ByteBuffer directory, int at, int nameLength, int extraLength) {
        String name = new String(directory.array(), at + CENTRAL_LENGTH, nameLength, StandardCharsets.UTF_8);
        long packed = directory.getInt(at + 20) & UNKNOWN;
        long size = directory.getInt(at + 24) & UNKNOWN;
        long local = directory.getInt(at + 42) & UNKNOWN;
        ByteBuffer large = extra64(directory, at + CENTRAL_LENGTH + nameLength, extraLength);
        size = size == UNKNOWN ? next(large) : size;
        packed = packed == UNKNOWN ? next(large) : packed;
        local = local == UNKNOWN ? next(large) : local;
        boolean encrypted = (directory.getShort(at + 8) & 1) != 0;
        boolean stored = !encrypted && directory.getShort(at + 10) == 0 && packed == size;
        return new Entry(name, local, size, directory.getInt(at + 16), stored);
    }

    /** The extra field with the sizes that do not fit 32 bits; empty if there is none. */
    private static ByteBuffer extra64(ByteBuffer directory, int from, int length) {
        int at = from;
        while (at + 4 <= from + length) {
            int size = u16(directory, at + 2);
            if (u16(directory, at) == 1 && at + 4 + size <= from + length) {
                return ByteBuffer.wrap(directory.array(), at + 4, size).order(ByteOrder.LITTLE_ENDIAN);
            }
            at += 4 + size;
        }
        return ByteBuffer.allocate(0);
    }

    /** The next number of a field, or -1, which no size is. */
    private static long next(ByteBuffer field) {
        return field.remaining() >= 8 ? field.getLong() : -1;
    }

    private static int u16(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xffff;
    }

    Map<String, Entry> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** Where the bytes of an entry begin, all of which lie within the file. */
    long position(Entry entry) throws HazeLabException {
        if (!entry.stored()) {
            throw file.refused("was packed again: its part " + Words.quoted(entry.name())
                + " is compressed or encrypted, "
                + "which PyTorch does not do", "Save it again with torch.save");
        }
        ByteBuffer local = file.read(entry.at(), LOCAL_LENGTH);
        if (local.getInt(0) != LOCAL) {
            throw damaged(file);
        }
        long position = entry.at() + LOCAL_LENGTH + u16(local, 26) + u16(local, 28);
        if (position > file.size() - entry.size()) {
            throw damaged(file);
        }
        return position;
    }

    /** @throws HazeLabException if the bytes of an entry are not those that were written */
    void verify(Entry entry, Progress progress) throws HazeLabException {
        CRC32 sum = new CRC32();
        ByteBuffer chunk = ByteBuffer.allocate((int)Math.min(1 << 16, entry.size()));
        long position = position(entry);
        for (long left = entry.size(); left > 0;) {
            progress.checkCanceled();
            chunk.clear().limit((int)Math.min(chunk.capacity(), left));
            file.read(position, chunk);
            sum.update(chunk.flip());
            position += chunk.limit();
            left -= chunk.limit();
        }
        if ((int)sum.getValue() != entry.crc()) {
            throw file.damaged("the checksum of its part " + Words.quoted(entry.name()) + " is wrong");
        }
    }

    private static HazeLabException damaged(FileBytes file) {
        return file.damaged("the directory of its zip archive makes no sense");
    }
}
