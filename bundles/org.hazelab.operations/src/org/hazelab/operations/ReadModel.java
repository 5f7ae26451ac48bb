// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations;

import java.nio.file.Path;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.file.FileKind;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;

/** Reads a file of weights and gives a model file of HazeLab. */
public final class ReadModel {

    private ReadModel() {
    }

    /**
     * What a file says about its model, found in moments whatever its size.
     *
     * @return empty for a checkpoint, which has to be converted first
     * @throws HazeLabException if the file cannot be read, is damaged, or holds no weights
     */
    public static Optional<ModelDescription> describe(Path file) throws HazeLabException {
        return isCheckpoint(file) ? Optional.empty() : Optional.of(description(file));
    }

    /**
     * Makes the model file: a copy of HazeLab's own, or a checkpoint converted.
     *
     * @param file what to read
     * @param target where the model goes; it must not be there
     * @return what it says about itself
     * @throws HazeLabException if the file cannot be read, is damaged, holds no weights, or those of no known method
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static ModelDescription run(Path file, Path target, Progress progress) throws HazeLabException {
        if (isCheckpoint(file)) {
            return ConvertCheckpoint.run(file, target, progress);
        }
        ModelDescription description = description(file);
        FileCopy.run(file, target, false, progress);
        return description;
    }

    private static boolean isCheckpoint(Path file) throws HazeLabException {
        FileKind kind = FileKind.of(file);
        return kind == FileKind.ZIP || kind == FileKind.LEGACY;
    }

    private static ModelDescription description(Path file) throws HazeLabException {
        try (ModelFile model = ModelFile.open(file)) {
            return model.description();
        }
    }
}
