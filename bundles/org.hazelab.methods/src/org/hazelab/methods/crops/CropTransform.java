// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.crops;

import org.hazelab.imaging.random.RandomStream;

/** A random change of the crops of a row, such as a rotation: the same for all its images, so that they still match. */
@FunctionalInterface
public interface CropTransform {

    /** Leaves crops as they are and draws nothing. */
    CropTransform NONE = (images, side, random) -> {};

    /** Rotates by a multiple of 90 degrees and mirrors: one of the eight ways to put a square onto itself. */
    CropTransform ROTATE_AND_FLIP = (images, side, random) -> {
        int way = random.nextInt(8);
        for (float[][] image : images) {
            for (float[] plane : image) {
                SquareSymmetry.apply(way, plane, side);
            }
        }
    };

    /**
     * Changes the crops of a row in place.
     *
     * @param images for each image its planes, each with side * side values, row by row, in units of the image
     * @param random the stream of this crop, which has drawn its place
     */
    void apply(float[][][] images, int side, RandomStream random);

    /** This one, then another one, which draw one after the other. */
    default CropTransform then(CropTransform next) {
        return (images, side, random) -> {
            apply(images, side, random);
            next.apply(images, side, random);
        };
    }
}
