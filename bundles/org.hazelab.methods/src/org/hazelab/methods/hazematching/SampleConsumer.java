// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import org.hazelab.imaging.HazeLabException;

/** Gets samples as they are finished. */
@FunctionalInterface
public interface SampleConsumer {

    /**
     * Takes a sample.
     *
     * @param index from 0
     * @param values (height, width) in units of the network; they are the consumer's
     * @throws HazeLabException ends the work on the image
     */
    void accept(int index, float[] values) throws HazeLabException;
}
