// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.Objects;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.DeviceTensor;

/**
 * How HazeMatching is trained.
 *
 * @param patch rows and columns of the crops, which are drawn anew in every epoch
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

    /**
     * Whether so many crops make one batch: their pixels are one tensor.
     *
     * @throws HazeLabException if they do not, with what fits
     */
    public void checkBatch(int size) throws HazeLabException {
        int most = DeviceTensor.fitting(patch, patch);
        if (most < size) {
            throw new HazeLabException("A batch of " + size + " crops of " + patch + " x " + patch
                + " pixels has more pixels than one tensor can have",
                most == 0 ? "Choose smaller crops"
                    : "Choose a batch size of at most " + most + ", or smaller crops");
        }
    }

    /** The rate of a step, from 1, of so many in an epoch. */
    double rate(int step, int stepsOfEpoch) {
        return decay ? rate * (1 - (step - 1) / ((double)epochs * stepsOfEpoch)) : rate;
    }

    /** What the authors use, with crops of a size; 200 epochs. */
    public static TrainingSettings authors(int patch) {
        return new TrainingSettings(patch, 1, 16, 200, 1e-4, false, 0.9, 0.999, 1e-8, TimeGrid.AUTHORS, false, false,
            false, 42);
    }
}
