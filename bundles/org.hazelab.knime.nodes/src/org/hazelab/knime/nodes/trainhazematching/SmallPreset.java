// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.trainhazematching;

/** The settings with which two cores of a processor train a useful model in minutes; see docs/design-decisions.md. */
final class SmallPreset {

    static final String WORDS = "The network for images of 32 pixels, crops of 32 x 32, batches of 8, 60 epochs of about 160 "
        + "crops, learning rate 1e-3, 20 time points: minutes on two cores of a processor. A first "
        + "model, to try things out with.";

    static final int SIZE = 32;
    static final int PATCH = 32;
    static final int BATCH = 8;
    static final int EPOCHS = 60;
    static final int CROPS_PER_EPOCH = 160;
    static final double RATE = 1e-3;

    private SmallPreset() {
    }
}
