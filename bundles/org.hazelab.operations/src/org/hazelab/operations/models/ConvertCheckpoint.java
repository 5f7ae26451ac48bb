// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.models;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.CheckpointImporter;
import org.hazelab.methods.CheckpointImporter.Found;
import org.hazelab.methods.CheckpointImporter.Nearest;
import org.hazelab.methods.Method;
import org.hazelab.methods.MethodCatalog;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.file.StoredTensor;
import org.hazelab.runtime.file.WeightsFile;
import org.hazelab.runtime.tensor.FloatTensor;

/** Makes a model file of weights that do not say what they are for, by the method that recognizes them. */
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

    /** As {@link ReadModel#describe}, for a file that is no model of HazeLab. */
    ModelDescription describe(Path file) throws HazeLabException {
        try (WeightsFile weights = WeightsFile.open(file)) {
            return normalization.applied(found(file, weights).description());
        }
    }

    /** As {@link ReadModel#run}, for a file that is no model of HazeLab. */
    ModelDescription run(Path file, Path target, Consumer<String> notes, Progress progress) throws HazeLabException {
        try (WeightsFile weights = WeightsFile.open(file)) {
            Found found = found(file, weights);
            ModelDescription description = normalization.applied(found.description());
            ModelFile.write(target, false, description, read(file, found, progress.part(0, 0.5, "")),
                progress.part(0.5, 1, ""));
            found.notes().forEach(notes);
            return description;
        }
    }

    private static Map<String, FloatTensor> read(Path file, Found found, Progress progress) throws HazeLabException {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        int count = found.tensors().size();
        for (Map.Entry<String, StoredTensor> tensor : found.tensors().entrySet()) {
            progress.checkCanceled();
            weights.put(tensor.getKey(), StoredTensor.requireFinite("The file \"" + file + "\"",
                tensor.getValue().path(), tensor.getValue().read(progress)));
            progress.report(weights.size() / (double)count, "Tensor " + weights.size() + " of " + count);
        }
        return weights;
    }

    private Found found(Path file, WeightsFile weights) throws HazeLabException {
        for (CheckpointImporter importer : importers) {
            Optional<Found> found = importer.find(weights);
            if (found.isPresent()) {
                return found.get();
            }
        }
        Optional<Nearest> nearest = importers.stream().map(importer -> importer.nearest(weights))
            .flatMap(Optional::stream).min(Comparator.comparingInt(Nearest::tensors));
        throw new HazeLabException("The file \"" + file + "\" is " + weights.kind() + ", but it cannot be told which "
            + "method its " + tensors(weights) + " tensors are for"
            + (nearest.isPresent() ? ". The nearest network is " + nearest.get().words() : example(weights)),
            "Choose a model file of HazeLab, or weights that the authors of one of its methods have published");
    }

    private static int tensors(WeightsFile weights) {
        return weights.groups().values().stream().mapToInt(Map::size).sum();
    }

    private static String example(WeightsFile weights) {
        return weights.groups().values().stream().flatMap(group -> group.values().stream()).findFirst()
            .map(tensor -> ", such as " + tensor.words()).orElse("");
    }
}
