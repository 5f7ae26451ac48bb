// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import org.hazelab.imaging.HazeLabException;

/** Is called after every round, by the thread that trains: here a checkpoint is written. */
@FunctionalInterface
public interface RoundListener {

    /** Does nothing. */
    RoundListener NONE = trainer -> {};

    /**
     * A round is over, and all its numbers are finite.
     *
     * @param trainer whose state may be written
     * @throws HazeLabException which ends the training
     */
    void round(Trainer<?> trainer) throws HazeLabException;
}
