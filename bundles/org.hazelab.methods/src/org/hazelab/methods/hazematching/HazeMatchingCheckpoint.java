// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.CheckpointImporter;
import org.hazelab.runtime.file.CheckpointFile;
import org.hazelab.runtime.file.CheckpointNode;
import org.hazelab.runtime.file.CheckpointTensor;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.script.Parameter;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Reads the checkpoints of the authors: a bare state dict, or one inside of what else a training has saved, its names
 * perhaps behind a prefix such as {@code model.} or {@code module.}. Which of the networks it is, the shapes tell.
 */
final class HazeMatchingCheckpoint implements CheckpointImporter {

    /** A parameter that every network has, to find the prefix by. */
    private static final String FIRST = "time_embed.0.weight";
    /** Stands for any group whose name says that it holds averaged weights, which authors recommend where they exist. */
    private static final String AVERAGED = "ema";

    /** A state dict that fits a network. */
    private record Match(int size, Map<String, CheckpointTensor> tensors) {
    }

    @Override
    public boolean recognizes(CheckpointFile checkpoint) {
        return match(checkpoint).isPresent();
    }

    @Override
    public ModelDescription describe(CheckpointFile checkpoint) {
        int size = match(checkpoint).orElseThrow().size();
        return new HazeMatchingModel(size, size, TimeGrid.AUTHORS.points(), Optional.empty())
            .description(ModelEntries.EMPTY.with("source", "a PyTorch checkpoint"), ModelEntries.EMPTY);
    }

    @Override
    public Map<String, FloatTensor> weights(CheckpointFile checkpoint, Progress progress) throws HazeLabException {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        Map<String, CheckpointTensor> tensors = match(checkpoint).orElseThrow().tensors();
        for (Map.Entry<String, CheckpointTensor> tensor : tensors.entrySet()) {
            progress.checkCanceled();
            weights.put(tensor.getKey(), tensor.getValue().read(progress));
            progress.report(weights.size() / (double)tensors.size(), "Tensor " + weights.size() + " of " + tensors.size());
        }
        return weights;
    }

    /** The state dict of averaged weights where there is one, else the first that fits. */
    private static Optional<Match> match(CheckpointFile checkpoint) {
        Optional<Match> found = Optional.empty();
        for (Map.Entry<String, CheckpointNode.Group> group : checkpoint.stateDicts().entrySet()) {
            Optional<Match> match = match(group.getValue().tensors());
            if (match.isPresent() && (found.isEmpty() || group.getKey().contains(AVERAGED))) {
                found = match;
            }
        }
        return found;
    }

    private static Optional<Match> match(Map<String, CheckpointTensor> tensors) {
        for (String name : tensors.keySet()) {
            if (name.endsWith(FIRST)) {
                String prefix = name.substring(0, name.length() - FIRST.length());
                return HazeMatchingNetwork.sizes().stream().map(size -> match(size, prefix, tensors))
                    .flatMap(Optional::stream).findFirst();
            }
        }
        return Optional.empty();
    }

    /** Other tensors behind the prefix would mean another network; those elsewhere, such as an optimiser's, do not matter. */
    private static Optional<Match> match(int size, String prefix, Map<String, CheckpointTensor> tensors) {
        List<Parameter> parameters = HazeMatchingNetwork.of(size).parameters();
        long own = tensors.keySet().stream().filter(name -> name.startsWith(prefix)).count();
        Map<String, CheckpointTensor> found = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            CheckpointTensor tensor = tensors.get(prefix + parameter.name());
            if (own != parameters.size() || tensor == null || !Arrays.equals(tensor.shape(), parameter.shape())) {
                return Optional.empty();
            }
            found.put(parameter.name(), tensor);
        }
        return Optional.of(new Match(size, found));
    }
}
