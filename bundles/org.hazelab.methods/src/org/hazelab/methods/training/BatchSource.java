// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import org.hazelab.imaging.HazeLabException;

/**
 * The batches of each round. A batch depends on its round and index alone, so that it can be made ahead of time, and
 * again after a checkpoint.
 */
public interface BatchSource<B> {

    /** How many batches a round has. */
    int batches();

    /**
     * Makes a batch. Called by one thread at a time, which need not be the one that trains; closing the training waits
     * for it.
     *
     * @param round from 1
     * @param index from 0
     * @throws HazeLabException if something cannot be read
     */
    B batch(int round, int index) throws HazeLabException;
}
