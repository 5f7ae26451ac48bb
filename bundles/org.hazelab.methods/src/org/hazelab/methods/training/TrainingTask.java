// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.ComputeDevice;

/**
 * What a method trains in one go: networks that are loaded onto a device, batches, a step and its losses. A method that
 * trains in stages has a task for each. {@link Trainer} runs it.
 *
 * <p>A task that has just been made is at its start: initial weights, moments of 0. It stays on the device until it is
 * closed. Everything that a step changes is a tensor of a {@link StateGroup}, or follows from the number of the step:
 * so a training that goes on from a checkpoint gives the same bytes as one that never stopped.
 */
public interface TrainingTask<B extends TrainingBatch<B>> extends AutoCloseable {

    /** Where its networks are. */
    ComputeDevice device();

    /** The names of a step's losses, at least one. Without validation, the first decides which weights are best. */
    List<String> losses();

    /** How many rounds there are, those before a checkpoint included. */
    int rounds();

    /** The batches that are trained on. */
    BatchSource<B> batches();

    /** What is measured after every round; empty if there is nothing to measure it on. */
    Optional<Validation> validation();

    /**
     * All that a step changes, each group under names of its own. Those of the model come first and in the order of the
     * model file. The tensors may be others after a step or a validation.
     */
    List<StateGroup> state();

    /**
     * Runs a step.
     *
     * @param number from 1
     * @return a number for each of the losses, the mean over the batch before the step
     * @throws HazeLabException if there is not enough memory
     */
    float[] step(B batch, int number, Progress progress) throws HazeLabException;

    /** The losses of a batch as {@link #step} returns them, without a step. */
    float[] evaluate(B batch, Progress progress) throws HazeLabException;

    /** What takes memory, for messages, such as {@code training with batches of 4 crops of 64 x 64 pixels}. */
    String work();

    /** Frees the device's memory. */
    @Override
    void close();
}
