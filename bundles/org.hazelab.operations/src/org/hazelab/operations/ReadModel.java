// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations;

import java.nio.file.Path;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.file.FileKind;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;

/** Reads a file of weights and gives a model file of HazeLab. What a file is, its content tells. */
public final class ReadModel {

    private ReadModel() {
    }

    /**
     * What the model will say about itself, found in moments whatever the size of the file.
     *
     * @throws HazeLabException as {@link #run}
     */
    public static ModelDescription describe(Path file) throws HazeLabException {
        return isCheckpoint(file) ? new ConvertCheckpoint(ConvertCheckpoint.IMPORTERS).describe(file) : ofModel(file);
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
            return new ConvertCheckpoint(ConvertCheckpoint.IMPORTERS).run(file, target, progress);
        }
        ModelDescription description = ofModel(file);
        FileCopy.run(file, target, false, progress);
        return description;
    }

    private static boolean isCheckpoint(Path file) throws HazeLabException {
        FileKind kind = FileKind.of(file);
        return kind == FileKind.ZIP || kind == FileKind.LEGACY;
    }

    private static ModelDescription ofModel(Path file) throws HazeLabException {
        try (ModelFile model = ModelFile.open(file)) {
            return model.description();
        }
    }
}
