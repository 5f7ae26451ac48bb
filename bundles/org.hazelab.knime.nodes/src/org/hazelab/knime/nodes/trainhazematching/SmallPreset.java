// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazematching;

/** Two cores of a processor train a useful model by these in minutes; docs/design-decisions.md has the numbers. */
final class SmallPreset {

    static final String WORDS =
        "The network for images of 32 pixels, crops of 32 x 32, batches of 4, 30 epochs of about 96 "
            + "crops, learning rate 2e-3 falling to 0, 20 time points: some minutes on two cores of a CPU. A "
            + "first model, to try things out with.";

    static final int SIZE = 32;
    static final int PATCH = 32;
    static final int BATCH = 4;
    static final int EPOCHS = 30;
    static final int CROPS_PER_EPOCH = 96;
    static final double RATE = 2e-3;

    private SmallPreset() {
    }
}
