// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.dehazesb.data;

import java.util.Objects;

/**
 * How unpaired batches are drawn.
 *
 * @param side rows and columns of a square; 256 in the publication
 * @param framing how a square is made of an image
 * @param batch squares of a batch, of each kind
 * @param batches of a round, whatever the number of images
 * @param seed any number
 * @param threads that make a batch, at least 1; the batches do not depend on them
 */
public record UnpairedSettings(int side, Framing framing, int batch, int batches, long seed, int threads) {

    public UnpairedSettings {
        Objects.requireNonNull(framing);
        if (side < 1 || batch < 1 || batches < 1 || threads < 1) {
            throw new IllegalArgumentException(
                "side " + side + ", " + batches + " batches of " + batch + ", " + threads + " threads");
        }
    }
}
