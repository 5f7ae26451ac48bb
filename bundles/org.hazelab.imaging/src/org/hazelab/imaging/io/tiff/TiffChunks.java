// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.io.page.ByteInput;

/**
 * Where the strips or tiles of one TIFF image lie, and how many bytes each takes.
 *
 * <p>A strip or tile with offset 0 and byte count 0 is not stored: its samples are 0 (sparse files, as GDAL and
 * OME-TIFF writers make them). So is one with a byte count of 0 among others that have one, wherever it points: GDAL
 * and tifffile agree on that. Old writers give no byte count at all, or 0 for every strip: compressed data then goes on
 * to the next strip or tile, or to the end of the file at most.
 */
public final class TiffChunks {

    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;

    /** Where each starts; 0 where it is not stored. */
    public final long[] offsets;
    /** Packed bytes of each, 0 where it is not stored; null where they follow from the sizes. */
    private final @Nullable long[] lengths;
    /** Bytes of each as the file says; null where it does not. */
    private final @Nullable long[] declared;
    private final boolean estimated;

    /** @param plain whether the samples are not compressed, so that their sizes say how many bytes there are */
    TiffChunks(ByteInput input, TiffDirectory tags, int count, boolean plain) throws HazeLabException {
        offsets = tags.numbers(tags.has(TILE_OFFSETS) ? TILE_OFFSETS : STRIP_OFFSETS, count);
        int countTag = tags.has(TILE_BYTE_COUNTS) ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS;
        boolean counted = tags.count(countTag) > 0;
        long[] counts = counted ? tags.numbers(countTag, count) : new long[count];
        boolean anyCount = Arrays.stream(counts).anyMatch(bytes -> bytes != 0);
        for (int c = 0; c < count; c++) {
            // The header lies at 0, so nothing else can.
            if (offsets[c] == 0 && (counts[c] != 0 || !counted)) {
                throw input.damaged("a strip or tile has no place in the file");
            }
            offsets[c] = anyCount && counts[c] == 0 ? 0 : offsets[c];
        }
        declared = anyCount ? counts.clone() : null;
        estimated = !plain && !anyCount;
        if (estimated) {
            estimate(input, counts);
        }
        lengths = plain ? null : counts;
    }

    /** Without byte counts: as far as the data of each strip or tile can go. */
    private void estimate(ByteInput input, long[] counts) throws HazeLabException {
        long[] starts = Arrays.stream(offsets).sorted().distinct().toArray();
        for (int c = 0; c < counts.length; c++) {
            if (isStored(c)) {
                int next = Arrays.binarySearch(starts, offsets[c]) + 1;
                counts[c] = (next < starts.length ? starts[next] : input.size()) - offsets[c];
                if (counts[c] <= 0) {
                    throw input.truncated();
                }
            }
        }
    }

    /** The bytes that the file gives for a strip or tile, compressed or not; empty if it gives none. */
    public OptionalLong declaredLength(int chunk) {
        return declared == null ? OptionalLong.empty() : OptionalLong.of(declared[chunk]);
    }

    public int count() {
        return offsets.length;
    }

    /** Whether it is in the file; else all its samples are 0. */
    boolean isStored(int chunk) {
        return offsets[chunk] != 0;
    }

    /** Whether at least one is in the file. */
    boolean anyStored() {
        return Arrays.stream(offsets).anyMatch(offset -> offset != 0);
    }

    /** Packed bytes of a strip or tile that is compressed. */
    long length(int chunk) {
        return Objects.requireNonNull(lengths)[chunk];
    }

    /** Packed bytes, of which {@code most} are enough where the file does not say how many there are. */
    long length(int chunk, long most) {
        return estimated ? Math.min(length(chunk), most) : length(chunk);
    }
}
