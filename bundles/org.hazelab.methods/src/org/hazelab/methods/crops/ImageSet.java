// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.crops;

import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;

/**
 * The images that a method is trained on: rows of one or more images of the same size, such as a hazy and a clean one.
 * They may lie on a disk: only rectangles are read. Thread-safe.
 */
public interface ImageSet {

    /** How many rows there are. */
    int count();

    /** What messages call a row, such as {@code Row "Row3"}. */
    default String name(int row) {
        return "Image " + (row + 1);
    }

    /** The rows of pixels of all images of a row. */
    int height(int row);

    /** The columns of pixels of all images of a row. */
    int width(int row);

    /** How many planes an image has, the same in every row: 1 for grey, 3 for colour. */
    int planes(int image);

    /**
     * Copies a rectangle in units of the image.
     *
     * @param image which of the row's images, from 0
     * @param area inside of the image
     * @param planes as many as {@link #planes}, each with room for the pixels of the area, row by row
     * @throws HazeLabException if the image cannot be read
     */
    void read(int row, int image, Area area, float[][] planes) throws HazeLabException;

    /** Count, mean and squares of all values of an image, computed once. */
    Moments moments(int row, int image);

    /** A rectangle of an image, in pixels. */
    record Area(int top, int left, int height, int width) {
    }

    /** The moments of an image over all rows, in their order. */
    default Moments moments(int image) {
        Moments all = Moments.NONE;
        for (int row = 0; row < count(); row++) {
            all = all.and(moments(row, image));
        }
        return all;
    }

    /** Images in memory: for each row its images, all of one size; each image has as many channels in every row. */
    static ImageSet of(List<List<FloatImage>> rows) {
        return new MemoryImages(rows);
    }
}
