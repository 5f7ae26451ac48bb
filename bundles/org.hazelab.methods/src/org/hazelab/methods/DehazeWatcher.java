// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;

/** Is told what happens while an image is dehazed, by the thread that asked for it. By default it does nothing. */
public interface DehazeWatcher {

    /** Does nothing. */
    DehazeWatcher NONE = new DehazeWatcher() {
    };

    /** There was not enough memory; the work goes on, and begins from now on, with smaller batches. */
    default void batchHalved(int before, int after) {
        // not of interest
    }

    /** There was not enough memory; the work goes on with fewer batches at once, to the same result in more time. */
    default void fewerLanes(int before, int after) {
        // not of interest
    }

    /**
     * Something makes the result of the image doubtful; it is given all the same.
     *
     * @param kind what is the matter, as it follows "In 3 images "
     * @param detail the numbers
     */
    default void doubt(String kind, String detail) {
        // not of interest
    }

    /**
     * Tiles of an image hold nothing but background, as the user has asked, and are not computed.
     *
     * @param tiles how many, 0 or more
     * @param all the image's tiles, over all channels that are dehazed
     */
    default void skipped(int tiles, int all) {
        // not of interest
    }

    /** Whether {@link #sample} should be called, which takes memory for one image. */
    default boolean wantsSamples() {
        return false;
    }

    /**
     * A sample is finished. It is the watcher's.
     *
     * @param index from 0
     * @throws HazeLabException ends the work on the image
     */
    default void sample(int index, FloatImage sample) throws HazeLabException {
        // not of interest
    }
}
