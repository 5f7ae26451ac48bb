// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.Objects;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.crops.CropSource;
import org.hazelab.methods.optimizer.Schedule;

/**
 * How HazeMatching is trained.
 *
 * @param patch rows and columns of the crops, which are drawn again in every epoch
 * @param crops crops of each pair in an epoch
 * @param batch crops of a step; a rest is left out in training, as the authors do, but not in validation
 * @param epochs in all, those before a checkpoint included
 * @param rate Adam's learning rate
 * @param decay whether the rate falls in a straight line, from {@code rate} at the first step to 0 after the last one
 * @param beta1 Adam's decay of the means of gradients
 * @param beta2 Adam's decay of the means of squared gradients
 * @param epsilon what Adam adds to the root of the latter
 * @param grid the times that are drawn from, each with the same probability
 * @param anyTime whether times are drawn evenly from 0 to 1 instead, as the theory has it
 * @param flips whether crops are mirrored and turned by multiples of 90 degrees at random
 * @param fixedValidation whether validation draws the same noise and times in every epoch
 * @param seed any number
 */
public record TrainingSettings(int patch, int crops, int batch, int epochs, double rate, boolean decay, double beta1,
    double beta2, double epsilon, TimeGrid grid, boolean anyTime, boolean flips, boolean fixedValidation, long seed) {

    public TrainingSettings {
        Objects.requireNonNull(grid);
        if (patch < 1 || crops < 1 || batch < 1 || epochs < 1) {
            throw new IllegalArgumentException("patch " + patch + ", crops " + crops + ", batch " + batch + ", epochs "
                + epochs);
        }
    }

    /** @throws HazeLabException if so many crops are more than one tensor can have, with what fits */
    public void checkBatch(int size) throws HazeLabException {
        CropSource.Settings.checkBatch(size, 1, patch);
    }

    /** The learning rates of the steps, with so many in an epoch. */
    Schedule schedule(int stepsOfEpoch) {
        // Not Schedule.linear, whose rounding is another one: the weights of a seed are to stay the same bytes.
        return decay ? step -> rate * (1 - (step - 1) / ((double)epochs * stepsOfEpoch)) : Schedule.constant(rate);
    }

    /** The same with another number of crops. */
    TrainingSettings withCrops(int other) {
        return new TrainingSettings(patch, other, batch, epochs, rate, decay, beta1, beta2, epsilon, grid, anyTime,
            flips, fixedValidation, seed);
    }

    /** What the authors use, with crops of a size; 200 epochs. */
    public static TrainingSettings authors(int patch) {
        return new TrainingSettings(patch, 1, 16, 200, 1e-4, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, false, false,
            false, 42);
    }
}
