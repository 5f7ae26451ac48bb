// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.loss;

import org.hazelab.runtime.script.Value;

/** How different two images look, as a loss: 0 for equal images, larger for others. */
public interface PerceptualLoss {

    /** The name in histories and model files, a word. Two that a method can choose from have other names. */
    String id();

    /** The name for a reader. */
    String title();

    /**
     * The distance of each image of a batch to its partner, (batch). Gradients go to both, but through no parameter.
     *
     * @param x (batch, 3, rows, columns), red, green and blue, 0 black and 1 white, not clipped
     * @param y as x
     */
    Value distances(Value x, Value y);
}
