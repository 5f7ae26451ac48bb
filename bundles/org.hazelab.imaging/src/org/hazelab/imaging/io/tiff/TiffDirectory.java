// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.io.page.ByteInput;

/** The tags of one image of a TIFF file (TIFF 6.0, section 2; BigTIFF where offsets have 8 bytes). */
public final class TiffDirectory {

    private static final int FLOAT = 11;
    private static final int DOUBLE = 12;
    /** Bytes of a value by its type, from BYTE (1) to IFD8 (18); 0 for types that do not exist. */
    private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8};

    /** As many as every image has. */
    private static final int ENOUGH_TAGS = 9;

    private record Entry(int type, long count, long at) {}

    private final ByteInput input;
    private final Map<Integer, Entry> entries = new TreeMap<>();
    private final long bytes;
    private final long next;

    /** @param big whether the file is a BigTIFF */
    TiffDirectory(ByteInput input, long at, boolean big) throws HazeLabException {
        this.input = input;
        if (at < 0 || at >= input.size()) {
            throw input.truncated("the directory of an image should lie at byte " + at + ", and it ends at byte "
                + input.size());
        }
        long count = big ? input.i64(at) : input.u16(at);
        int head = big ? 8 : 2;
        int entryBytes = big ? 20 : 12;
        if (count < 1 || count > 65535) {
            throw input.damaged("the directory of an image at byte " + at + " holds " + count + " tags");
        }
        bytes = head + count * entryBytes + (big ? 8 : 4);
        checkTypes(at + head, entryBytes, count);
        input.checkInside(at, bytes);
        for (int e = 0; e < count; e++) {
            long entry = at + head + (long)e * entryBytes;
            int type = input.u16(entry + 2);
            long values = big ? input.i64(entry + 4) : input.u32(entry + 4);
            if (type >= TYPE_BYTES.length || TYPE_BYTES[type] == 0 || values < 0 || values > input.size()) {
                continue;
            }
            long value = entry + (big ? 12 : 8);
            if (values * TYPE_BYTES[type] > (big ? 8 : 4)) {
                value = big ? input.i64(value) : input.u32(value);
            }
            entries.putIfAbsent(input.u16(entry), new Entry(type, values, value));
        }
        long link = at + head + count * entryBytes;
        next = big ? input.i64(link) : input.u32(link);
    }

    /**
     * A file that is cut off has sound tags as far as it goes, one that was overwritten has none. Only the first ones
     * are looked at: where the count was overwritten too, what follows the directory may look like tags.
     */
    private void checkTypes(long first, int entryBytes, long count) throws HazeLabException {
        long there = Math.max(0, Math.min(Math.min(count, ENOUGH_TAGS), (input.size() - first) / entryBytes));
        int unknown = 0;
        for (long e = 0; e < there; e++) {
            int type = input.u16(first + e * entryBytes + 2);
            unknown += type >= TYPE_BYTES.length || TYPE_BYTES[type] == 0 ? 1 : 0;
        }
        if (unknown > there / 2) {
            throw input.damaged("the directory of an image at byte " + (first - (entryBytes == 20 ? 8 : 2)) + " holds "
                + count + " entries, and " + unknown + " of the first " + there + " are no tags");
        }
    }

    /** Where the next directory lies, 0 after the last. */
    long next() {
        return next;
    }

    /** Bytes of the directory itself. */
    long bytes() {
        return bytes;
    }

    public boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /** How many values a tag has, 0 if it is absent. */
    public long count(int tag) {
        Entry entry = entries.get(tag);
        return entry == null ? 0 : entry.count;
    }

    /** The first value of an integer tag, or {@code otherwise} where it is absent. */
    long number(int tag, long otherwise) throws HazeLabException {
        Entry entry = entries.get(tag);
        return entry == null || entry.count == 0 ? otherwise : number(entry, 0);
    }

    /** The first {@code count} values of an integer tag; fewer are an error. */
    long[] numbers(int tag, int count) throws HazeLabException {
        Entry entry = entries.get(tag);
        if (entry == null || entry.count < count) {
            throw input.damaged("tag " + tag + " has too few values");
        }
        input.checkInside(entry.at, (long)count * TYPE_BYTES[entry.type]);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = number(entry, i);
        }
        return values;
    }

    private long number(Entry entry, int i) throws HazeLabException {
        int size = TYPE_BYTES[entry.type];
        long at = entry.at + (long)i * size;
        return switch (entry.type) {
            case FLOAT, DOUBLE -> (long)real(entry, i);
            case 5, 10 -> input.u32(at);
            default -> switch (size) {
                case 1 -> input.u8(at);
                case 2 -> input.u16(at);
                case 4 -> input.u32(at);
                default -> input.i64(at);
            };
        };
    }

    /** Up to {@code most} values of a tag as real numbers; none where it is absent. */
    double[] reals(int tag, int most) throws HazeLabException {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return new double[0];
        }
        int count = (int)Math.min(most, entry.count);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = real(entry, i);
        }
        return values;
    }

    private double real(Entry entry, int i) throws HazeLabException {
        return switch (entry.type) {
            case FLOAT -> Float.intBitsToFloat(input.i32(entry.at + 4L * i));
            case DOUBLE -> Double.longBitsToDouble(input.i64(entry.at + 8L * i));
            default -> number(entry, i);
        };
    }

    /** A text tag, cut off after {@code most} characters; empty where it is absent. */
    public String text(int tag, int most) throws HazeLabException {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return "";
        }
        byte[] text = bytes(tag, most);
        return new String(text, StandardCharsets.ISO_8859_1).split("\0", 2)[0];
    }

    /** Up to {@code most} bytes of a tag as they are. */
    public byte[] bytes(int tag, int most) throws HazeLabException {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return new byte[0];
        }
        return input.bytes(entry.at, (int)Math.min(most, entry.count * TYPE_BYTES[entry.type]));
    }
}
