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
    public static ModelDescription describe(Path file, NormalizationChoice normalization) throws HazeLabException {
        return isCheckpoint(file) ? checkpoint(normalization).describe(file) : normalization.applied(ofModel(file));
    }

    /**
     * Makes the model file: a copy of HazeLab's own, with other constants if that is wanted, or a checkpoint converted.
     *
     * @param file what to read
     * @param target where the model goes; it must not be there
     * @param normalization which constants the model gets
     * @return what it says about itself
     * @throws HazeLabException if the file cannot be read, is damaged, holds no weights, or those of no known method
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static ModelDescription run(Path file, Path target, NormalizationChoice normalization, Progress progress)
        throws HazeLabException {
        if (isCheckpoint(file)) {
            return checkpoint(normalization).run(file, target, progress);
        }
        ModelDescription description = ofModel(file);
        if (normalization.changes(description)) {
            return rewrite(file, target, normalization, progress);
        }
        FileCopy.run(file, target, false, progress);
        return description;
    }

    private static ModelDescription rewrite(Path file, Path target, NormalizationChoice normalization, Progress progress)
        throws HazeLabException {
        try (ModelFile model = ModelFile.open(file)) {
            ModelDescription description = normalization.applied(model.description());
            ModelFile.write(target, false, description, model.readAll(progress.part(0, 0.5, "")),
                progress.part(0.5, 1, ""));
            return description;
        }
    }

    private static ConvertCheckpoint checkpoint(NormalizationChoice normalization) {
        return new ConvertCheckpoint(ConvertCheckpoint.IMPORTERS, normalization);
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
