// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

/** Who is told what happens while an image is dehazed. Called by the thread that asked for it. */
public interface DehazeListener {

    /** Does nothing. */
    DehazeListener NONE = new DehazeListener() {
    };

    /** There was not enough memory; the work goes on with smaller batches. */
    default void batchHalved(int before, int after) {
        // nobody listens
    }

    /** Whether {@link #sample} is to be called, which takes memory for one image. */
    default boolean wantsSamples() {
        return false;
    }

    /**
     * A sample is finished.
     *
     * @param index from 0
     * @param values (height, width) in units of the network; not used any more by the caller
     */
    default void sample(int index, float[] values) {
        // nobody listens
    }
}
