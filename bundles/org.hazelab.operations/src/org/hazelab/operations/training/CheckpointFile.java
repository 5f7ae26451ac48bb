// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import java.nio.file.Path;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;

/**
 * What a checkpoint says about itself, found in moments whatever the size of the file.
 *
 * @param method the key of the method that is trained
 * @param epochs that it has behind it, in all stages
 */
public record CheckpointFile(String method, int epochs) {

    /**
     * Reads the beginning of a file.
     *
     * @throws HazeLabException if it cannot be read, or is no model file
     */
    public static CheckpointFile of(Path file) throws HazeLabException {
        try (ModelFile model = ModelFile.open(file)) {
            ModelDescription description = model.description();
            return new CheckpointFile(description.method(), TrainingRecord.epochs(description.training()));
        }
    }
}
