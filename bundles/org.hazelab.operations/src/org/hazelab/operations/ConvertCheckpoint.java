// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.CheckpointImporter;
import org.hazelab.methods.Method;
import org.hazelab.methods.MethodCatalog;
import org.hazelab.runtime.file.CheckpointFile;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;

/** Makes a model file of an author's checkpoint, by the method that recognizes it. */
final class ConvertCheckpoint {

    /** One a method that has published weights. */
    static final List<CheckpointImporter> IMPORTERS =
        MethodCatalog.builtIn().methods().stream().map(Method::importer).flatMap(Optional::stream).toList();

    private final List<CheckpointImporter> importers;
    private final NormalizationChoice normalization;

    ConvertCheckpoint(List<CheckpointImporter> importers, NormalizationChoice normalization) {
        this.importers = List.copyOf(importers);
        this.normalization = normalization;
    }

    /** As {@link ReadModel#describe}, for a checkpoint. */
    ModelDescription describe(Path file) throws HazeLabException {
        try (CheckpointFile checkpoint = CheckpointFile.open(file)) {
            return normalization.applied(importer(file, checkpoint).describe(checkpoint));
        }
    }

    /** As {@link ReadModel#run}, for a checkpoint. */
    ModelDescription run(Path file, Path target, Progress progress) throws HazeLabException {
        try (CheckpointFile checkpoint = CheckpointFile.open(file)) {
            CheckpointImporter importer = importer(file, checkpoint);
            ModelDescription description = normalization.applied(importer.describe(checkpoint));
            ModelFile.write(target, false, description,
                importer.weights(checkpoint, progress.part(0, 0.5, "")), progress.part(0.5, 1, ""));
            return description;
        }
    }

    private CheckpointImporter importer(Path file, CheckpointFile checkpoint) throws HazeLabException {
        return importers.stream().filter(importer -> importer.recognizes(checkpoint)).findFirst()
            .orElseThrow(() -> new HazeLabException("The file \"" + file + "\" is a PyTorch checkpoint, but it cannot "
                + "be told which method its " + tensors(checkpoint) + " tensors are for",
                "Choose a model file of HazeLab, or weights that the authors of one of its methods have published"));
    }

    private static int tensors(CheckpointFile checkpoint) {
        return checkpoint.stateDicts().values().stream().mapToInt(group -> group.tensors().size()).sum();
    }
}
