// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.FloatImage;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.crops.RowPixels;

/**
 * The rows of real haze that Reflow and Distillation are trained on: photographs, and behind them pairs of a hazy and a
 * clean image.
 *
 * @param photographs rows of a hazy image; may be empty
 * @param pairs rows of a hazy image and the same scene without haze; may be empty. That these stages use pairs is our
 *            design: the paper does so, and nothing is published of how
 */
public record HazyRows(ImageSet photographs, ImageSet pairs) {

    private static final int HAZY = 0;
    private static final int CLEAN = 1;

    /** How many rows there are. */
    public int count() {
        return Math.addExact(photographs.count(), pairs.count());
    }

    private boolean isPair(int row) {
        return row >= photographs.count();
    }

    private ImageSet images(int row) {
        return isPair(row) ? pairs : photographs;
    }

    private int index(int row) {
        return isPair(row) ? row - photographs.count() : row;
    }

    String name(int row) {
        return images(row).name(index(row)) + " of the " + (isPair(row) ? "pairs" : "hazy images");
    }

    int width(int row) {
        return images(row).width(index(row));
    }

    int height(int row) {
        return images(row).height(index(row));
    }

    /** Pixels of the hazy image. */
    FloatImage hazy(int row, int[] columns, int[] rows) throws HazeLabException {
        return RowPixels.read(images(row), index(row), HAZY, 3, columns, rows);
    }

    /** Pixels of the clean image, if the row is a pair. */
    Optional<FloatImage> clean(int row, int[] columns, int[] rows) throws HazeLabException {
        return isPair(row) ? Optional.of(RowPixels.read(pairs, index(row), CLEAN, 3, columns, rows))
            : Optional.empty();
    }
}
