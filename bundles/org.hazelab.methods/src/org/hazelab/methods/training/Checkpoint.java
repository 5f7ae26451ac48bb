// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * A {@link TrainingState} as a model file: the weights under their own names, so that it is a model like any other, and
 * what else a training needs beside them. Written whole or not at all.
 */
public final class Checkpoint {

    private static final String BEST = "best:";
    private static final String FIRST = "adam:first";
    private static final String SECOND = "adam:second";
    private static final String STEPS = "steps";
    private static final String LOSSES = "losses";
    private static final String VALIDATION = "validation";
    private static final String BETTER = "best";

    private Checkpoint() {
    }

    /**
     * Writes a state after at least one epoch, over an older one.
     *
     * @param description of the model; the state's numbers are added to its training entries
     * @throws HazeLabException if something of the state is no finite number, or the file cannot be written; an older
     *             one stays as it was
     */
    public static void write(Path path, ModelDescription description, TrainingState state, Progress progress)
        throws HazeLabException {
        Optional<String> odd = state.notFinite();
        if (odd.isPresent()) {
            throw new HazeLabException("The checkpoint of epoch " + state.epochs() + " is not written: " + odd.get()
                + " no finite numbers", "Choose a lower learning rate");
        }
        Map<String, FloatTensor> tensors = new LinkedHashMap<>(state.weights());
        state.bestWeights().forEach((name, tensor) -> tensors.put(BEST + name, tensor));
        tensors.put(FIRST, state.firstMoments());
        tensors.put(SECOND, state.secondMoments());
        ModelEntries training = description.training().with(STEPS, state.steps())
            .with(LOSSES, state.history().stream().mapToDouble(Epoch::loss).toArray())
            .with(VALIDATION, state.history().stream().flatMapToDouble(epoch -> epoch.validation().stream()).toArray())
            .with(BETTER, state.history().stream().mapToInt(epoch -> epoch.best() ? 1 : 0).toArray());
        ModelFile.write(path, true, new ModelDescription(description.method(), description.configuration(),
            description.normalization(), training, description.versions()), tensors, progress);
    }

    /**
     * Reads what {@link #write} has written.
     *
     * @throws HazeLabException if the file is no checkpoint, or something in it is no finite number
     */
    public static TrainingState read(Path path, Progress progress) throws HazeLabException {
        try (ModelFile file = ModelFile.open(path)) {
            ModelEntries training = file.description().training();
            Map<String, FloatTensor> tensors = file.readAll(progress);
            FloatTensor first = tensors.remove(FIRST);
            FloatTensor second = tensors.remove(SECOND);
            double[] losses = training.numbers(LOSSES);
            double[] validation = training.numbers(VALIDATION);
            int[] better = training.integers(BETTER, 0, 1);
            if (validation.length != losses.length && validation.length != 0) {
                throw new HazeLabException(
                    "The checkpoint " + path + " has " + validation.length + " validation losses for "
                        + losses.length + " epochs: the others were no finite numbers",
                    "Choose another checkpoint, or train anew");
            }
            if (first == null || second == null || better.length != losses.length) {
                throw new HazeLabException("The file " + path + " is no checkpoint of a training",
                    "Choose a checkpoint, or train anew");
            }
            List<Epoch> history = new ArrayList<>();
            for (int i = 0; i < losses.length; i++) {
                history.add(new Epoch(i + 1, losses[i], validation.length == 0 ? OptionalDouble.empty()
                    : OptionalDouble.of(validation[i]),
                    better[i] == 1));
            }
            Map<String, FloatTensor> weights = new LinkedHashMap<>();
            Map<String, FloatTensor> best = new LinkedHashMap<>();
            tensors.forEach((name, tensor) -> {
                if (name.startsWith(BEST)) {
                    best.put(name.substring(BEST.length()), tensor);
                } else {
                    weights.put(name, tensor);
                }
            });
            return sound(path, new TrainingState(weights, best, first, second,
                training.integer(STEPS, 0, Integer.MAX_VALUE), history));
        }
    }

    private static TrainingState sound(Path path, TrainingState state) throws HazeLabException {
        Optional<String> odd = state.notFinite();
        if (odd.isPresent()) {
            throw new HazeLabException("The checkpoint " + path + " is of no use: " + odd.get() + " no finite numbers",
                "Choose another checkpoint, or train anew");
        }
        return state;
    }
}
