// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazeflow.data;

/**
 * How the crops of a stage are drawn.
 *
 * @param side rows and columns of a crop; 256 in the publication
 * @param perRow crops of each row in a round
 * @param batch crops of a batch
 * @param rescale whether an image shrinks by a random factor before the crop, as far as its shorter side is still
 *            longer than the crop's; Distillation does not
 * @param flip probability that a crop is flipped left to right
 * @param seed any number
 * @param threads that make a batch, at least 1; the batches do not depend on them
 */
public record CropSettings(int side, int perRow, int batch, boolean rescale, double flip, long seed, int threads) {

    public CropSettings {
        if (side < 1 || perRow < 1 || batch < 1 || threads < 1 || !(flip >= 0 && flip <= 1)) {
            throw new IllegalArgumentException("side " + side + ", " + perRow + " crops, batch " + batch + ", "
                + threads + " threads, flips " + flip);
        }
    }
}
