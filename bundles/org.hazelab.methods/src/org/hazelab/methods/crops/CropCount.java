// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.crops;

/**
 * How many crops a round has; all rows give the same number.
 *
 * @param kind what is counted
 * @param count how many, from 1; no matter for {@link Kind#SIDE_BY_SIDE}
 */
public record CropCount(Kind kind, int count) {

    /** What is counted. */
    public enum Kind {
        /** The crops of each row. */
        PER_ROW,
        /** The crops of a round, or the few more that it takes for all rows to give the same number. */
        PER_ROUND,
        /** As many as fit side by side into all images, the same number of each. */
        SIDE_BY_SIDE
    }

    public CropCount {
        if (count < 1) {
            throw new IllegalArgumentException(count + " crops");
        }
    }

    /** The crops of each row. */
    public int perRow(ImageSet images, int side) {
        int rows = images.count();
        return switch (kind) {
            case PER_ROW -> count;
            case PER_ROUND -> (int)(((long)count + rows - 1) / rows);
            case SIDE_BY_SIDE -> (int)Math.min(Integer.MAX_VALUE / rows, (sideBySide(images, side) + rows - 1) / rows);
        };
    }

    private static long sideBySide(ImageSet images, int side) {
        long all = 0;
        for (int row = 0; row < images.count(); row++) {
            all += (long)(images.width(row) / side) * (images.height(row) / side);
        }
        return all;
    }
}
