// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A TIFF file whose tags are changed for a test. The directories are written again behind the file, with offsets and
 * byte counts as 64-bit numbers where the file is a BigTIFF; everything else stays where it is.
 */
public final class TiffEdit {

    /** Changes the tags of one directory: tag to a type, a count of values, and their bytes. */
    public interface Change {
        void of(Directory directory);
    }

    /** One directory. */
    public static final class Directory {
        public final byte[] file;
        final ByteOrder order;
        final boolean big;
        public final Map<Integer, Object[]> tags = new TreeMap<>();

        private Directory(byte[] file, ByteOrder order, boolean big) {
            this.file = file;
            this.order = order;
            this.big = big;
        }

        public boolean has(int tag) {
            return tags.containsKey(tag);
        }

        public long[] numbers(int tag) {
            Object[] entry = tags.get(tag);
            int size = bytesOf((int)entry[0]);
            ByteBuffer bytes = ByteBuffer.wrap((byte[])entry[2]).order(order);
            long[] values = new long[(int)(long)entry[1]];
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (size) {
                    case 1 -> bytes.get(i) & 0xff;
                    case 2 -> bytes.getShort(2 * i) & 0xffff;
                    case 4 -> bytes.getInt(4 * i) & 0xffffffffL;
                    default -> bytes.getLong(8 * i);
                };
            }
            return values;
        }

        public void set(int tag, long... values) {
            ByteBuffer bytes = ByteBuffer.allocate((big ? 8 : 4) * values.length).order(order);
            for (long value : values) {
                if (big) {
                    bytes.putLong(value);
                } else {
                    bytes.putInt((int)value);
                }
            }
            tags.put(tag, new Object[] {big ? 16 : 4, (long)values.length, bytes.array()});
        }

        public int offsetTag() {
            return has(324) ? 324 : 273;
        }

        public int countTag() {
            return has(325) ? 325 : 279;
        }
    }

    private TiffEdit() {
    }

    public static byte[] of(byte[] tiff, Change change) {
        byte[] file = tiff.clone();
        ByteOrder order = file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer old = ByteBuffer.wrap(file).order(order);
        boolean big = old.getShort(2) == 43;
        List<Directory> directories = new ArrayList<>();
        for (long at = big ? old.getLong(8) : old.getInt(4); at != 0;) {
            Directory directory = new Directory(file, order, big);
            at = read(directory, old, (int)at);
            change.of(directory);
            directories.add(directory);
        }
        int link = big ? 8 : 4;
        for (Directory directory : directories) {
            int start = file.length + (file.length & 1);
            byte[] written = write(directory, start);
            file = Arrays.copyOf(file, start + written.length);
            System.arraycopy(written, 0, file, start, written.length);
            ByteBuffer.wrap(file).order(order).putInt(big && order == ByteOrder.BIG_ENDIAN ? link + 4 : link, start);
            link = start + (big ? 8 + 20 * directory.tags.size() : 2 + 12 * directory.tags.size());
        }
        return file;
    }

    private static int bytesOf(int type) {
        return new int[] {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8}[type];
    }

    private static long read(Directory directory, ByteBuffer old, int at) {
        boolean big = directory.big;
        int count = big ? (int)old.getLong(at) : old.getShort(at);
        int entry = at + (big ? 8 : 2);
        for (int e = 0; e < count; e++, entry += big ? 20 : 12) {
            int type = old.getShort(entry + 2);
            long values = big ? old.getLong(entry + 4) : old.getInt(entry + 4);
            int length = (int)values * bytesOf(type);
            int value = entry + (big ? 12 : 8);
            int from = length <= (big ? 8 : 4) ? value : big ? (int)old.getLong(value) : old.getInt(value);
            directory.tags.put(old.getShort(entry) & 0xffff, new Object[] {type, values,
                Arrays.copyOfRange(old.array(), from, from + length)});
        }
        return big ? old.getLong(entry) : old.getInt(entry);
    }

    private static byte[] write(Directory directory, int start) {
        boolean big = directory.big;
        int inline = big ? 8 : 4;
        int head = big ? 16 + 20 * directory.tags.size() : 6 + 12 * directory.tags.size();
        int size = head;
        for (Object[] entry : directory.tags.values()) {
            size += ((byte[])entry[2]).length + 1 & ~1;
        }
        ByteBuffer out = ByteBuffer.allocate(size).order(directory.order);
        if (big) {
            out.putLong(directory.tags.size());
        } else {
            out.putShort((short)directory.tags.size());
        }
        int beside = head;
        for (Map.Entry<Integer, Object[]> tag : directory.tags.entrySet()) {
            byte[] bytes = (byte[])tag.getValue()[2];
            out.putShort((short)(int)tag.getKey()).putShort((short)(int)tag.getValue()[0]);
            if (big) {
                out.putLong((long)tag.getValue()[1]);
            } else {
                out.putInt((int)(long)tag.getValue()[1]);
            }
            if (bytes.length <= inline) {
                out.put(Arrays.copyOf(bytes, inline));
            } else {
                if (big) {
                    out.putLong(start + beside);
                } else {
                    out.putInt(start + beside);
                }
                out.put(beside, bytes);
                beside += bytes.length + 1 & ~1;
            }
        }
        return out.array();
    }
}
