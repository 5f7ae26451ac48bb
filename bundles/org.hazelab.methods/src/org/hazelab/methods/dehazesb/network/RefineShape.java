// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.network;

/**
 * What a refine network consists of.
 *
 * @param width channels behind the first halving; they double at each of the next three
 * @param downs how often rows and columns are halved
 */
public record RefineShape(int width, int downs) {

    private static final int MOST_DOWNS = 12;
    private static final int LARGEST_WIDTH = 256;

    /** @throws IllegalArgumentException if a number is out of its limits */
    public RefineShape {
        if (width < 1 || width > LARGEST_WIDTH || downs < 2 || downs > MOST_DOWNS) {
            throw new IllegalArgumentException("A width of " + width + ", " + downs + " downs");
        }
    }

    /** The channels behind a halving, the first one being 0. */
    int channels(int down) {
        return width << Math.min(down, 3);
    }

    /** Rows and columns of at least this number are taken; multiples of it need no resampling. */
    public int smallestSide() {
        return 1 << downs;
    }

    /**
     * The same, or with fewer halvings for images of that many rows and columns.
     *
     * @throws IllegalArgumentException if there are fewer than 4 rows or columns
     */
    public RefineShape fitting(int rows, int columns) {
        int most = 31 - Integer.numberOfLeadingZeros(Math.min(rows, columns));
        return most >= downs ? this : new RefineShape(width, most);
    }
}
