// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.recipe;

import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.precision.PrecisionGuard;
import org.hazelab.methods.training.Trainer;
import org.hazelab.methods.training.TrainingTask;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;

/** A training that knows its images: a task for each of the stages of its recipe. */
public interface TrainingPlan {

    /**
     * What the model says about itself. Its training entries are the settings, and what else has to be the same for a
     * training to go on from a checkpoint.
     */
    ModelDescription description();

    /**
     * Loads the networks of a stage onto the device.
     *
     * @param stage its index
     * @param before in the first stage the model to start from; in the others a checkpoint of the whole state that the
     *            stage before has ended with, the weights of its best round included, see {@link Trainer#BEST}. Empty
     *            for initial weights, also in later stages: then a checkpoint of this stage is read into the task,
     *            whose state has all that is not initial.
     * @throws HazeLabException if the file or the memory does not fit
     */
    TrainingTask<?> open(int stage, Optional<ModelFile> before, ComputeDevice device, Progress progress)
        throws HazeLabException;

    /** Whether its networks can be trained in {@link org.hazelab.runtime.tensor.Precision#FAST}. */
    default boolean hasFastPrecision() {
        return false;
    }

    /**
     * As {@link #open(int, Optional, ComputeDevice, Progress)}, in a precision; exact unless
     * {@link #hasFastPrecision}.
     *
     * @param precision the task lets it decide at its first step
     */
    default TrainingTask<?> open(int stage, Optional<ModelFile> before, ComputeDevice device, PrecisionGuard precision,
        Progress progress) throws HazeLabException {
        return open(stage, before, device, progress);
    }
}
