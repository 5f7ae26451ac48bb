// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.crops.ImageSet;
import org.hazelab.methods.crops.Moments;
import org.hazelab.methods.training.History;
import org.hazelab.methods.training.RoundListener;
import org.hazelab.methods.training.Trainer;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.tensor.FloatTensor;

/** Trainings of the smallest of the networks, so that tests take seconds. */
final class Trainings {

    static final Network NETWORK = HazeMatchingNetwork.of(28);
    /** Images are in units of the network. */
    static final Normalization AS_IT_IS = new Normalization(0, 1, 0, 1);
    static final ModelDescription DESCRIPTION = new ModelDescription("hazematching", ModelEntries.EMPTY,
        ModelEntries.EMPTY, ModelEntries.EMPTY, ModelEntries.EMPTY);

    private Trainings() {
    }

    /** All tensors of a training, under their names in checkpoints, and its history. */
    record State(Map<String, FloatTensor> tensors, History history) {

        Map<String, FloatTensor> weights() {
            return named("");
        }

        Map<String, FloatTensor> bestWeights() {
            return named("best:");
        }

        private Map<String, FloatTensor> named(String prefix) {
            Map<String, FloatTensor> found = new LinkedHashMap<>();
            tensors.forEach((name, tensor) -> {
                if (name.startsWith(prefix) && name.indexOf(':') < prefix.length()) {
                    found.put(name.substring(prefix.length()), tensor);
                }
            });
            return found;
        }

        static State of(Trainer<?> trainer) throws HazeLabException {
            try {
                Path file = Files.createTempFile("hazelab-test-", ".safetensors");
                try {
                    trainer.write(file, DESCRIPTION, Progress.NONE);
                    return new State(read(file), trainer.history());
                } finally {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static Map<String, FloatTensor> read(Path file) throws HazeLabException {
        try (ModelFile model = ModelFile.open(file)) {
            return model.readAll(Progress.NONE);
        }
    }

    static FloatImage image(FloatTensor values) {
        return FloatImage.of(values.shape()[1], values.shape()[0], ValueRange.UNIT, values.values());
    }

    /** Rows of a hazy and a clean image. */
    static ImageSet pairs(int count, int side) {
        List<List<FloatImage>> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pairs.add(List.of(image(GoldenNumbers.image(100 + i, side, side)),
                image(GoldenNumbers.image(200 + i, side, side))));
        }
        return ImageSet.of(pairs);
    }

    static ImageSet none() {
        return ImageSet.of(List.of());
    }

    static HazeMatchingTask task(TrainingSettings settings, ImageSet pairs, ImageSet validation)
        throws HazeLabException {
        return HazeMatchingTask.open(GoldenNumbers.cpu(), NETWORK, NETWORK.initial(7), settings, AS_IT_IS, pairs,
            validation, Progress.NONE);
    }

    static State train(TrainingSettings settings, ImageSet pairs, ImageSet validation, RoundListener listener)
        throws HazeLabException {
        return train(settings, pairs, validation, Optional.empty(), listener, Progress.NONE);
    }

    static State train(TrainingSettings settings, ImageSet pairs, ImageSet validation, Optional<Path> checkpoint,
        RoundListener listener, Progress progress) throws HazeLabException {
        try (HazeMatchingTask task = task(settings, pairs, validation);
            Trainer<HazeMatchingBatch> trainer = new Trainer<>(task, Progress.NONE)) {
            if (checkpoint.isPresent()) {
                try (ModelFile file = ModelFile.open(checkpoint.get())) {
                    trainer.resume(file, checkpoint.get(), Progress.NONE);
                }
            }
            trainer.run(listener, progress);
            return State.of(trainer);
        }
    }

    /** Images of which nothing but their size is known. */
    abstract static class Sized implements ImageSet {

        private final int count;
        private final int side;

        Sized(int count, int side) {
            this.count = count;
            this.side = side;
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public int height(int row) {
            return side;
        }

        @Override
        public int width(int row) {
            return side;
        }

        @Override
        public int planes(int image) {
            return 1;
        }

        @Override
        public Moments moments(int row, int image) {
            throw new AssertionError("nothing is to be read");
        }
    }
}
