// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations;

import java.nio.file.Path;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.file.ModelDescription;

/** Makes a model file of an author's checkpoint. Which method it is of is told by the methods; so far none does. */
final class ConvertCheckpoint {

    private ConvertCheckpoint() {
    }

    /** As {@link ReadModel#run}, for a checkpoint. */
    static ModelDescription run(Path file, Path target, Progress progress) throws HazeLabException {
        throw new HazeLabException("The file \"" + file + "\" is a PyTorch checkpoint whose method cannot be told",
            "Choose a model file of HazeLab");
    }
}
