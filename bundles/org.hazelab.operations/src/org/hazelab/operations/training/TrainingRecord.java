// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.methods.hazematching.TrainingSettings;
import org.hazelab.methods.training.Checkpoint;
import org.hazelab.methods.training.Epoch;
import org.hazelab.methods.training.TrainingState;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Network;

/** What is written down of a training, in its model and in its checkpoints, and how long each epoch took. */
final class TrainingRecord {

    private static final String SECONDS = "seconds";
    private static final String EPOCHS = "epochs";

    private final HazeMatchingModel model;
    private final ModelEntries settings;
    private final List<Double> seconds = new ArrayList<>();
    private long since;

    /** @param checksum tells the pixels of all pairs from others */
    TrainingRecord(HazeMatchingModel model, TrainingSettings training, int pairs, int validationPairs, long checksum,
        boolean started) {
        this.model = model;
        settings = ModelEntries.EMPTY.with("pairs", pairs).with("validation_pairs", validationPairs)
            .with("pixels_crc32", checksum).with("crops", training.crops()).with("batch", training.batch())
            .with("learning_rate", training.rate()).with("beta1", training.beta1()).with("beta2", training.beta2())
            .with("epsilon", training.epsilon()).with("any_time", training.anyTime()).with("flips", training.flips())
            .with("fixed_validation", training.fixedValidation()).with("seed", training.seed())
            .with("decay_over_epochs", training.decay() ? training.epochs() : 0).with("from_model", started);
    }

    /** The first epoch begins now. */
    void clock() {
        since = System.nanoTime();
    }

    /** An epoch ends now, and the next one begins. */
    void epoch() {
        long now = System.nanoTime();
        seconds.add(Math.rint((now - since) * 1e-6) / 1e3);
        since = now;
    }

    private static ModelEntries versions() {
        return ModelEntries.EMPTY.with("pytorch", ComputeDevice.torchVersion());
    }

    private ModelDescription description(ModelEntries training) {
        return model.description(training.with(SECONDS, seconds.stream().mapToDouble(Double::doubleValue).toArray()),
            versions());
    }

    /** Writes a checkpoint, over an older one. */
    void write(Path file, TrainingState state, Progress progress) throws HazeLabException {
        Checkpoint.write(file, description(settings), state, progress);
    }

    /** The description of the finished model. */
    ModelDescription description(TrainingState end, boolean last, String device) {
        List<Epoch> history = end.history();
        Optional<Epoch> best = history.stream().filter(Epoch::best).reduce((a, b) -> b);
        ModelEntries training = settings.with(EPOCHS, history.size()).with("steps", end.steps()).with("device", device)
            .with("weights_of_epoch", last ? history.size() : best.map(Epoch::number).orElse(0))
            .with("losses", history.stream().mapToDouble(Epoch::loss).toArray());
        double[] validation = history.stream().flatMapToDouble(epoch -> epoch.validation().stream()).toArray();
        return description(validation.length == 0 ? training : training.with("validation", validation));
    }

    List<TrainHazeMatching.HistoryLine> history(TrainingState end) {
        List<TrainHazeMatching.HistoryLine> lines = new ArrayList<>();
        for (Epoch epoch : end.history()) {
            lines.add(new TrainHazeMatching.HistoryLine(epoch.number(), epoch.loss(), epoch.validation(),
                seconds.get(epoch.number() - 1), epoch.best()));
        }
        return lines;
    }

    /**
     * Reads a checkpoint to go on from.
     *
     * @throws HazeLabException if it cannot be read, or is of a training with other settings or images
     */
    TrainingState resume(Path file, Network network, Progress progress) throws HazeLabException {
        double[] before;
        try (ModelFile opened = ModelFile.open(file)) {
            ModelDescription found = opened.description();
            ModelDescription own = description(settings);
            compare(file, ModelEntries.EMPTY.with("method", found.method()),
                ModelEntries.EMPTY.with("method", own.method()));
            compare(file, found.configuration(), own.configuration());
            compare(file, found.training(), settings);
            compare(file, found.normalization(), own.normalization());
            before = found.training().numbers(SECONDS);
        }
        TrainingState state = Checkpoint.read(file, progress);
        Optional<String> mismatch = network.mismatch(state.weights()).or(() -> network.mismatch(state.bestWeights()));
        if (mismatch.isPresent() || before.length != state.epochs()) {
            throw new HazeLabException("The checkpoint \"" + file + "\" is damaged: "
                + mismatch.orElse(before.length + " times for " + state.epochs() + " epochs"),
                "Choose another file, or train anew.");
        }
        for (double one : before) {
            seconds.add(one);
        }
        return state;
    }

    private static void compare(Path file, ModelEntries found, ModelEntries own) throws HazeLabException {
        for (Map.Entry<String, String> entry : own.texts().entrySet()) {
            String other = found.texts().get(entry.getKey());
            if (!entry.getValue().equals(other)) {
                String what = entry.getKey().replace('_', ' ');
                throw new HazeLabException(
                    "The checkpoint \"" + file + "\" is of another training: its " + what + " is "
                        + (other == null ? "missing" : other) + ", here it is " + entry.getValue(),
                    "Choose another file for checkpoints, begin anew, or restore the settings and images it was made "
                        + "with.");
            }
        }
    }
}
