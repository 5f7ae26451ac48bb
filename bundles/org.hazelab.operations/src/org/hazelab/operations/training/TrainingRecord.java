// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.methods.precision.PrecisionGuard;
import org.hazelab.methods.training.History;
import org.hazelab.methods.training.Round;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.tensor.Precision;

/** What is written down of a training, in its model and in its checkpoints, and how long each epoch took. */
final class TrainingRecord {

    private static final String SECONDS = "seconds";
    private static final String STAGE = "stage";
    private static final String PRECISION = "precision";

    /** A stage that is over. */
    private record Finished(History history, List<Double> seconds) {
    }

    private final ModelDescription own;
    private final List<String> stages;
    private final ModelEntries settings;
    private final List<Finished> finished = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();
    private long since;

    /**
     * @param own what the model says about itself before it is trained
     * @param stages their titles
     * @param checksum tells the pixels of all images from others
     * @param precision that is wished for
     */
    TrainingRecord(ModelDescription own, List<String> stages, long checksum, Precision precision) {
        this.own = own;
        this.stages = stages;
        ModelEntries images = own.training().with("pixels_crc32", checksum);
        settings = precision == Precision.EXACT ? images : images.with(PRECISION, word(precision));
    }

    private static String word(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }

    /** Of exact trainings nothing is written. */
    private static ModelEntries precision(ModelEntries training) {
        return ModelEntries.EMPTY.with(PRECISION, training.texts().getOrDefault(PRECISION, word(Precision.EXACT)));
    }

    /** How many epochs the record of a checkpoint has, in all stages. */
    static int epochs(ModelEntries training) throws HazeLabException {
        int epochs = 0;
        for (String key : training.texts().keySet()) {
            if (key.equals(SECONDS) || key.endsWith("." + SECONDS)) {
                epochs += training.numbers(key).length;
            }
        }
        return epochs;
    }

    /** The index of the stage that runs. */
    int stage() {
        return finished.size();
    }

    /** The first epoch of a stage, or the first one after a checkpoint, begins now. */
    void clock() {
        since = System.nanoTime();
    }

    /** An epoch ends now, and the next one begins. */
    void epoch() {
        long now = System.nanoTime();
        seconds.add(Math.rint((now - since) * 1e-6) / 1e3);
        since = now;
    }

    /** The stage that runs is over, and the next one begins. */
    void finish(History history) {
        finished.add(new Finished(history, List.copyOf(seconds)));
        seconds.clear();
    }

    /** The description of a checkpoint, without the history of the stage that runs. */
    ModelDescription description() {
        return description(settings);
    }

    private ModelDescription description(ModelEntries training) {
        ModelEntries all = training.with(SECONDS, numbers(seconds));
        if (stages.size() > 1) {
            all = all.with(STAGE, stage());
        }
        for (int i = 0; i < finished.size(); i++) {
            all = finished.get(i).history().writeNamed(all, prefix(i)).with(prefix(i) + SECONDS,
                numbers(finished.get(i).seconds()));
        }
        return new ModelDescription(own.method(), own.configuration(), own.normalization(), all, own.versions());
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String prefix(int stage) {
        return "stage" + (stage + 1) + ".";
    }

    /** The description of the finished model. */
    ModelDescription description(History end, boolean last, String device, PrecisionGuard precision) {
        ModelEntries training = settings.with("epochs", end.count()).with("steps", end.steps()).with("device", device)
            .with("weights_of_epoch", last ? end.count() : end.bestRound());
        if (precision.wished() == Precision.FAST) {
            training = training.with("precision_used", word(precision.used()));
        }
        if (precision.difference().isPresent()) {
            training = training.with("precision_difference", precision.difference().getAsDouble());
        }
        return description(end.losses(training, ""));
    }

    /** One line an epoch, those of finished stages first. */
    List<TrainMethod.HistoryLine> lines(History running) {
        List<TrainMethod.HistoryLine> lines = new ArrayList<>();
        for (int i = 0; i < finished.size(); i++) {
            add(lines, i, finished.get(i).history(), finished.get(i).seconds());
        }
        if (stage() < stages.size()) {
            add(lines, stage(), running, seconds);
        }
        return lines;
    }

    private void add(List<TrainMethod.HistoryLine> lines, int stage, History history, List<Double> times) {
        for (Round round : history.rounds()) {
            lines.add(new TrainMethod.HistoryLine(stages.get(stage), round, times.get(round.number() - 1)));
        }
    }

    /**
     * Takes over what a checkpoint says, but for the history of the stage that it was written in.
     *
     * @throws HazeLabException if it is of a training with other settings or images
     */
    void resume(Path file, ModelDescription found) throws HazeLabException {
        compare(file, ModelEntries.EMPTY.with("method", found.method()),
            ModelEntries.EMPTY.with("method", own.method()));
        compare(file, found.configuration(), own.configuration());
        compare(file, found.training(), settings);
        compare(file, precision(found.training()), precision(settings));
        compare(file, found.normalization(), own.normalization());
        int stage = stages.size() > 1 ? found.training().integer(STAGE, 0, stages.size() - 1) : 0;
        for (int i = 0; i < stage; i++) {
            History history = History.readNamed(found.training(), prefix(i), file);
            finished.add(new Finished(history, times(file, found, prefix(i), history.count())));
        }
        for (double time : found.training().numbers(SECONDS)) {
            seconds.add(time);
        }
    }

    /** Checks that there is a time for each epoch of the stage that a checkpoint was written in. */
    void requireTimes(Path file, History history) throws HazeLabException {
        if (seconds.size() != history.count()) {
            throw damaged(file, seconds.size(), history.count());
        }
    }

    private static List<Double> times(Path file, ModelDescription found, String prefix, int epochs)
        throws HazeLabException {
        double[] times = found.training().numbers(prefix + SECONDS);
        if (times.length != epochs) {
            throw damaged(file, times.length, epochs);
        }
        List<Double> list = new ArrayList<>();
        for (double time : times) {
            list.add(time);
        }
        return list;
    }

    private static HazeLabException damaged(Path file, int times, int epochs) {
        return new HazeLabException("The checkpoint \"" + file + "\" is damaged: " + times + " times for " + epochs
            + " epochs", "Choose another file, or train again from the start.");
    }

    private static void compare(Path file, ModelEntries found, ModelEntries own) throws HazeLabException {
        for (Map.Entry<String, String> entry : own.texts().entrySet()) {
            String other = found.texts().get(entry.getKey());
            if (!entry.getValue().equals(other)) {
                String what = entry.getKey().replace('_', ' ');
                throw new HazeLabException(
                    "The checkpoint \"" + file + "\" is of another training: its " + what + " is "
                        + (other == null ? "missing" : other) + ", here it is " + entry.getValue(),
                    "Choose another file for checkpoints, train again from the start, or restore the settings and "
                        + "images it was made with.");
            }
        }
    }
}
