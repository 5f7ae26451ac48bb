// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.tensor.FloatTensor;

/** Who is told how a training goes. Called by the thread that trains. */
@FunctionalInterface
public interface TrainingListener {

    /** Does nothing. */
    TrainingListener NONE = state -> {};

    /** An epoch is over; here a checkpoint is written. A failure ends the training. */
    void epoch(TrainingState state) throws HazeLabException;

    /**
     * The user has cancelled within an epoch. These are the weights so far; the training cannot go on from them alone.
     */
    default void cancelled(Map<String, FloatTensor> weights) throws HazeLabException {
        // nobody listens
    }
}
