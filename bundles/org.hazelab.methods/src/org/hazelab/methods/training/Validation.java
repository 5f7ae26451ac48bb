// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.List;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;

/** What is measured after every round, with the weights as they are then. */
public interface Validation {

    /** The names of the losses, at least one. The first decides which weights are the best; lower is better. */
    List<String> names();

    /**
     * Measures. The state of the training is the same afterwards.
     *
     * @param round from 1
     * @return a finite number a name
     * @throws HazeLabException if one is not finite, or something cannot be read
     */
    double[] run(int round, Progress progress) throws HazeLabException;
}
