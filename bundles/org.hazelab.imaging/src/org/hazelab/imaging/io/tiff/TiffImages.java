// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.tiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.io.page.ByteInput;

/**
 * The images of a TIFF file as they lie: one a directory, or many that follow each other under one directory.
 *
 * <p>Thumbnails and masks are left out, unless a description counts them.
 */
public final class TiffImages {

    public static final int MOST = 1 << 20;

    /** What is noted where a description promises too much. */
    public static final String FEWER = "the description declares more images than the file holds";

    private static final int REDUCED_OR_MASK = 1 | 4;

    private final ByteInput input;
    private final boolean big;
    private final List<Long> all = new ArrayList<>();
    private final Set<Long> side = new LinkedHashSet<>();
    private final List<Long> plain = new ArrayList<>();
    private List<Long> directories = plain;
    /** The first image under each directory, and behind the last the number of all; null if each has its own. */
    private @Nullable int[] starts;
    private @Nullable long[] strides;
    private boolean paletteIsLook;

    TiffImages(ByteInput input) throws HazeLabException {
        this.input = input;
        input.littleEndian(input.u8(0) == 'I');
        big = input.u16(2) == 43;
        if (big && input.u16(4) != 8) {
            throw input.damaged("its header holds impossible values");
        }
        follow(big ? input.i64(8) : input.u32(4));
        if (directories.isEmpty()) {
            directories.addAll(side);
        }
        if (directories.isEmpty()) {
            throw input.damaged("it holds no image");
        }
    }

    /** Follows the chain of directories, which a hostile file may tie into a knot. */
    private void follow(long first) throws HazeLabException {
        Set<Long> seen = new HashSet<>();
        long bytes = 0;
        for (long at = first; at != 0;) {
            TiffDirectory tags = new TiffDirectory(input, at, big);
            bytes += tags.bytes();
            if (!seen.add(at) || bytes > input.size() || seen.size() > MOST) {
                throw input.damaged("its directories form a loop");
            }
            boolean aside = tags.number(254, 0) >= 0 && (tags.number(254, 0) & REDUCED_OR_MASK) != 0;
            if (aside) {
                side.add(at);
            } else {
                directories.add(at);
            }
            all.add(at);
            at = tags.next();
        }
    }

    public ByteInput input() {
        return input;
    }

    public int directories() {
        return directories.size();
    }

    public TiffDirectory directory(int index) throws HazeLabException {
        return new TiffDirectory(input, directories.get(index), big);
    }

    /** The directory that the file begins with, be it a thumbnail's. */
    public TiffDirectory firstOfAll() throws HazeLabException {
        return new TiffDirectory(input, all.get(0), big);
    }

    /** Whether thumbnails and masks count from now on, as for descriptions that number the directories. */
    public void countAll(boolean count) {
        directories = count ? all : plain;
    }

    /** Whether a directory is one of a thumbnail or mask, where all count. */
    public boolean isAside(int directory) {
        return side.contains(all.get(directory));
    }

    /** Takes palettes of 8 and 16 bits for the way in which a grey image is shown. */
    public void paletteIsLook() {
        paletteIsLook = true;
    }

    /** What the tags of a directory say. */
    public TiffPage describe(int directory) throws HazeLabException {
        return new TiffPage(input, directory(directory), paletteIsLook);
    }

    /**
     * Declares that images follow each other under one directory.
     *
     * @param counts images under each directory
     * @param strides bytes from one to the next, at least those of an image
     * @throws HazeLabException if the file ends before they do
     */
    public void repeat(int[] counts, long[] strides) throws HazeLabException {
        starts = new int[counts.length + 1];
        this.strides = strides;
        long sum = 0;
        for (int d = 0; d < counts.length; d++) {
            if (counts[d] > 1) {
                checkInside(describe(d), counts[d], strides[d]);
            }
            sum += counts[d];
            if (sum > Integer.MAX_VALUE) {
                throw input.damaged("it declares an impossible number of images");
            }
            starts[d + 1] = (int)sum;
        }
    }

    private void checkInside(TiffPage page, int count, long stride) throws HazeLabException {
        long start = page.chunks.offsets[0];
        long left = start < 0 || start > input.size() ? 0 : input.size() - start;
        long bytes = imageBytes(page);
        // Not the product, which a hostile file lets overflow.
        long whole = left < bytes ? 0 : 1 + (left - bytes) / stride;
        if (whole < count) {
            throw input.truncated("it declares " + count + " images behind each other, and " + whole
                + (whole == 1 ? " is" : " are") + " there as a whole");
        }
    }

    /** Whether the pixels of an image lie in one piece, neither packed nor in tiles, so that others can follow. */
    public static boolean isOnePiece(TiffPage page) {
        if (page.compression != TiffPage.PLAIN || page.tiled || !page.chunks.isStored(0)) {
            return false;
        }
        for (int c = 1; c < page.chunks.count(); c++) {
            if (page.chunks.offsets[c] != page.chunks.offsets[c - 1] + chunkBytes(page, c - 1)) {
                return false;
            }
        }
        return true;
    }

    /** Bytes of a strip that is not packed. */
    public static long chunkBytes(TiffPage page, int chunk) {
        int y = chunk % page.chunksDown * page.chunkHeight;
        return Math.min(page.chunkHeight, page.height - y) * page.rowBytes();
    }

    /** Bytes of the pixels of an image in one piece. */
    public static long imageBytes(TiffPage page) {
        long plane = page.height * page.rowBytes();
        int planes = page.planar ? page.samples : 1;
        return plane > Long.MAX_VALUE / planes ? Long.MAX_VALUE : plane * planes;
    }

    /** How many there are. */
    public int count() {
        return starts == null ? directories.size() : starts[starts.length - 1];
    }

    private int directoryOf(int image) {
        if (starts == null) {
            return image;
        }
        int found = Arrays.binarySearch(starts, image);
        return found >= 0 ? found : -found - 2;
    }

    TiffPage image(int image) throws HazeLabException {
        return describe(directoryOf(image));
    }

    /** Bytes that lie between the offsets that {@link #image} gives and the pixels. */
    long shift(int image) {
        int directory = directoryOf(image);
        return starts == null || strides == null || image == starts[directory] ? 0
            : (image - starts[directory]) * strides[directory];
    }
}
