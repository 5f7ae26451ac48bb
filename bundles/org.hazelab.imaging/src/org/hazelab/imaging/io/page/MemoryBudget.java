// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.io.page;

import java.util.Locale;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.Nullable;

/**
 * How much memory one image may take, asked before anything is allocated.
 *
 * @param limit bytes
 */
public record MemoryBudget(long limit) {

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** @throws HazeLabException if the page, {@code slices} times, and what decoding needs beside it is too much */
    public void check(String subject, Page page, int slices) throws HazeLabException {
        long pixels = page.pixels();
        // In floating point, since a hostile header overflows a long.
        double needed = (double)pixels * page.channels() * slices * Float.BYTES + page.scratchBytes();
        if (page.turnsSideways() || page.orientation() != Orientation.UPRIGHT) {
            needed += (double)pixels * Float.BYTES;
        }
        if (needed > limit) {
            throw tooLarge(subject, size(page, slices), needed, null);
        }
        if (pixels > LONGEST_ARRAY || page.scratchBytes() > LONGEST_ARRAY
            || (long)page.channels() * slices > LONGEST_ARRAY) {
            throw new HazeLabException(subject + " declares " + size(page, slices)
                + ", more than an image in memory can have", "Make the image smaller or cut it into tiles");
        }
    }

    /** New planes for {@code count} channels of the page; the size has been checked. */
    public float[][] allocate(String subject, Page page, int count) throws HazeLabException {
        try {
            return new float[count][(int)page.pixels()];
        } catch (OutOfMemoryError e) {
            throw notFree(subject, page, e);
        }
    }

    /** What it means that a page within the limit got no memory: others hold it; of ours nothing is kept. */
    public HazeLabException notFree(String subject, Page page, OutOfMemoryError cause) {
        double needed = (double)page.pixels() * page.channels() * Float.BYTES + page.scratchBytes();
        return tooLarge(subject, size(page, 1), needed, cause);
    }

    private HazeLabException tooLarge(String subject, String size, double needed, @Nullable OutOfMemoryError cause) {
        String available = cause == null ? text(limit) + " may be used for one image" : "that much is not free";
        return new HazeLabException(subject + " declares " + size + ", which takes " + text(needed) + " of memory; "
            + available, "Give Java more memory (-Xmx, for KNIME in knime.ini) or make the image smaller", cause);
    }

    private static String size(Page page, int slices) {
        return page.width() + " x " + page.height() + " pixels"
            + (page.channels() > 1 ? " with " + page.channels() + " channels" : "")
            + (slices > 1 ? " in " + slices + " slices" : "");
    }

    /** A number of bytes as people read it, such as {@code 1.5 GB}. */
    public static String text(double bytes) {
        String[] units = {"bytes", "KB", "MB", "GB", "TB", "PB"};
        int unit = 0;
        double value = bytes;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }
}
