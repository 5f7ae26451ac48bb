// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.models;

import java.nio.file.Path;
import java.util.function.Consumer;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.file.StoredTensor;
import org.hazelab.operations.files.FileCopy;

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
        return ModelFile.isModel(file) ? normalization.applied(ofModel(file)) : foreign(normalization).describe(file);
    }

    /**
     * Makes the model file: a copy of HazeLab's own, with other constants if that is wanted, or weights of others
     * converted: a checkpoint of PyTorch, or a safetensors file without HazeLab's description.
     *
     * @param file what to read
     * @param target where the model goes; it must not be there
     * @param normalization which constants the model gets
     * @param notes is told, in sentences, which weights were taken where there is a choice
     * @return what it says about itself
     * @throws HazeLabException if the file cannot be read, is damaged, holds no weights, those of no known method, or
     *     weights that are not finite
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static ModelDescription run(Path file, Path target, NormalizationChoice normalization,
        Consumer<String> notes,
        Progress progress) throws HazeLabException {
        if (!ModelFile.isModel(file)) {
            return foreign(normalization).run(file, target, notes, progress);
        }
        ModelDescription description = ofModel(file);
        requireFinite(file, progress.part(0, 0.5, ""));
        if (normalization.changes(description)) {
            return rewrite(file, target, normalization, progress.part(0.5, 1, ""));
        }
        FileCopy.run(file, target, false, progress.part(0.5, 1, ""));
        return description;
    }

    private static void requireFinite(Path file, Progress progress) throws HazeLabException {
        try (ModelFile model = ModelFile.open(file)) {
            int done = 0;
            for (String name : model.names()) {
                progress.report(done / (double)model.names().size(),
                    "Tensor " + ++done + " of " + model.names().size() + ": checking its weights");
                StoredTensor.requireFinite("The file \"" + file + "\"", name, model.read(name, progress));
            }
        }
    }

    private static ModelDescription rewrite(Path file, Path target, NormalizationChoice normalization,
        Progress progress)
        throws HazeLabException {
        try (ModelFile model = ModelFile.open(file)) {
            ModelDescription description = normalization.applied(model.description());
            ModelFile.write(target, false, description, model.readAll(progress.part(0, 0.5, "")),
                progress.part(0.5, 1, ""));
            return description;
        }
    }

    private static ConvertCheckpoint foreign(NormalizationChoice normalization) {
        return new ConvertCheckpoint(ConvertCheckpoint.IMPORTERS, normalization);
    }

    private static ModelDescription ofModel(Path file) throws HazeLabException {
        try (ModelFile model = ModelFile.open(file)) {
            return model.description();
        }
    }
}
