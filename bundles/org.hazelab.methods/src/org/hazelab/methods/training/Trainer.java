// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.HeapShortage;
import org.hazelab.imaging.task.Progress;
import org.hazelab.imaging.task.TimeLeft;
import org.hazelab.runtime.DeviceMemoryException;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelEntries;
import org.hazelab.runtime.file.ModelFile;

/**
 * The training loop of all methods: rounds of steps, a validation after each, the weights of the best one kept, and all
 * of it written to and read from checkpoints.
 *
 * <p>Tensors stay on the device; of Java's memory this takes one tensor and the batches that are made ahead. The same
 * start, images, settings and device give the same weights with any number of threads, also over a checkpoint.
 */
public final class Trainer<B extends TrainingBatch<B>> implements AutoCloseable {

    /** What stands before the names of the weights of the best round in a checkpoint. */
    public static final String BEST = "best:";

    private static final double ROUNDING = 1e4;

    private final TrainingTask<B> task;
    private final Finiteness finiteness;
    private Snapshot best;
    private Snapshot before;
    private History history = History.NONE;
    private TimeLeft timeLeft = new TimeLeft(0, System::nanoTime);

    /**
     * Prepares a training that begins at its start.
     *
     * @param task stays the caller's
     * @throws HazeLabException if there is not enough memory
     */
    public Trainer(TrainingTask<B> task, Progress progress) throws HazeLabException {
        this.task = task;
        finiteness = new Finiteness(task.device(), progress);
        boolean made = false;
        try {
            best = new Snapshot(task.device(), task.state().stream().filter(StateGroup::isOfModel).toList(), progress);
            before = new Snapshot(task.device(), task.state().stream().filter(StateGroup::isWeights).toList(),
                progress);
            made = true;
        } catch (DeviceMemoryException e) {
            throw e.forUser(task.work());
        } finally {
            if (!made) {
                close();
            }
        }
    }

    /** The results of the training so far. */
    public History history() {
        return history;
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(task.state().stream().filter(StateGroup::isOfModel).toList(), best.groups(),
            task.state().stream().filter(group -> !group.isOfModel()).toList());
    }

    /** The first tensor of the state or of the best weights that is not finite. */
    private Optional<String> firstOdd(Progress progress) throws HazeLabException {
        Optional<String> odd = finiteness.firstOdd(task.state(), progress);
        return odd.isPresent() ? odd : finiteness.firstOdd(best.groups(), progress);
    }

    /**
     * Writes the state after at least one round, over an older file, whole or not at all.
     *
     * @param description of the model; the history is added to its training entries
     * @throws HazeLabException if something of the state is not finite, or the file cannot be written; an older
     *             one stays as it was
     */
    public void write(Path path, ModelDescription description, Progress progress) throws HazeLabException {
        Optional<String> odd = firstOdd(progress);
        if (odd.isPresent()) {
            throw new HazeLabException("The checkpoint of epoch " + history.count() + " is not written: " + odd.get()
                + " are not finite", "Choose a lower learning rate");
        }
        checkpoint().write(path, new ModelDescription(description.method(), description.configuration(),
            description.normalization(), history.write(description.training(), ""), description.versions()), progress);
    }

    /**
     * Writes the model, to a file that is not there.
     *
     * @param last whether it gets the weights of the last round instead of those of the best one
     * @throws HazeLabException if the file cannot be written
     */
    public void writeModel(Path path, ModelDescription description, boolean last, Progress progress)
        throws HazeLabException {
        Checkpoint all = checkpoint();
        Checkpoint.writeModel(path, description, last ? all.model() : all.best(), progress);
    }

    /**
     * Goes on from a checkpoint.
     *
     * @param file stays the caller's
     * @param path of the file, for messages
     * @throws HazeLabException if the file is no checkpoint of such a training, or something in it is not finite
     */
    public void resume(ModelFile file, Path path, Progress progress) throws HazeLabException {
        ModelEntries entries = file.description().training();
        History read = History.read(entries, "", path, task.losses(),
            task.validation().map(Validation::names).orElse(List.of()));
        checkValidation(read, History.hasValidation(entries, ""));
        checkpoint().read(file, path, progress);
        Optional<String> odd = firstOdd(progress);
        if (odd.isPresent()) {
            throw new HazeLabException("The checkpoint " + path + " cannot be used: " + odd.get()
                + " are not finite", "Choose another checkpoint, or train again from the start");
        }
        history = read;
    }

    private void checkValidation(History read, boolean validated) throws HazeLabException {
        boolean validates = task.validation().isPresent();
        if (read.count() > 0 && validated != validates) {
            throw new HazeLabException(
                "The epochs of the checkpoint " + (validates ? "have no validation loss, as if "
                    + "there had been no images for it, or it had not been finite"
                    : "have a validation loss, and now there are no images for validation"),
                "Train again from the start, or choose another file for checkpoints");
        }
    }

    /**
     * Trains until the task's number of rounds is reached.
     *
     * @param listener is called after each round
     * @return the same as {@link #history}
     * @throws HazeLabException if there is not enough memory, a loss or the state is no longer finite (the
     *             listener is not called for that round), or the listener fails
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public History run(RoundListener listener, Progress progress) throws HazeLabException {
        try {
            Optional<String> odd = firstOdd(progress);
            if (odd.isPresent()) {
                throw new HazeLabException("The training cannot begin: " + odd.get() + " are not finite",
                    "Start from another model or checkpoint, or train again from the start");
            }
            timeLeft = new TimeLeft((double)history.count() / task.rounds(), System::nanoTime);
            while (history.count() < task.rounds()) {
                round(progress);
                listener.round(this);
            }
            return history;
        } catch (DeviceMemoryException e) {
            throw e.forUser(task.work());
        } catch (OutOfMemoryError e) {
            throw HeapShortage.failure(task.work(), "choose smaller batches or crops", e);
        }
    }

    private void round(Progress progress) throws HazeLabException {
        int number = history.count() + 1;
        int batches = task.batches().batches();
        if ((long)history.steps() + batches > Integer.MAX_VALUE) {
            throw new HazeLabException("The training has taken " + history.steps() + " steps, and epoch " + number
                + " has " + batches + " more: these are too many to count", "Choose fewer epochs or larger batches");
        }
        before.take(progress);
        Map<String, Double> losses = named(task.losses(), steps(number, batches, progress));
        Optional<String> odd = finiteness.firstOdd(task.state(), progress);
        if (odd.isPresent()) {
            throw NotFinite.state(odd.get(), number);
        }
        Optional<Validation> validation = task.validation();
        Map<String, Double> validated = validation.isEmpty() ? Map.of()
            : named(validation.get().names(), validation.get().run(number,
                progress.part(done(number, 1, 1), done(number, 1, 1), "")));
        double selectionLoss = new Round(number, losses, validated, false).selectionLoss();
        boolean better = Math.rint(selectionLoss * ROUNDING) < Math.rint(history.best() * ROUNDING);
        if (better) {
            best.take(progress);
        }
        history = history.and(batches, new Round(number, losses, validated, better));
    }

    /** Runs the steps of a round, and yields the mean losses. */
    private double[] steps(int number, int batches, Progress progress) throws HazeLabException {
        MeanLosses.Sum sum = new MeanLosses.Sum(task.losses().size());
        try (Prefetch<B> prefetch = new Prefetch<>(task.batches(), number)) {
            for (int i = 0; i < batches; i++) {
                report(number, i, batches, sum.means(), progress);
                B batch = prefetch.next(progress);
                Progress step = progress.part(done(number, i, batches), done(number, i + 1, batches), "");
                float[] losses = task.step(batch, history.steps() + i + 1, step);
                if (NotFinite.firstOdd(losses) >= 0) {
                    throw new NotFinite<>(task, number, losses).training(batch, before, progress);
                }
                sum.add(losses, batch.size());
            }
        }
        return sum.means();
    }

    private static Map<String, Double> named(List<String> names, double[] losses) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < losses.length; i++) {
            named.put(names.get(i), losses[i]);
        }
        return named;
    }

    private double done(int number, int batch, int batches) {
        return (number - 1 + (double)batch / batches) / task.rounds();
    }

    private void report(int number, int batch, int batches, double[] losses, Progress progress) {
        progress.checkCanceled();
        double done = done(number, batch, batches);
        StringJoiner words = new StringJoiner(", ", ": ", "").setEmptyValue("");
        for (int i = 0; i < losses.length && batch > 0; i++) {
            String name = losses.length == 1 ? "loss" : task.losses().get(i);
            words.add(name + " " + Math.round(losses[i] * ROUNDING) / ROUNDING);
        }
        String time = timeLeft.words(done);
        if (!time.isEmpty()) {
            words.add(time);
        }
        progress.report(done, "Epoch " + number + " of " + task.rounds() + ", step " + (batch + 1) + " of " + batches
            + words);
    }

    /** Frees what the training has beside its task. */
    @Override
    public void close() {
        finiteness.close();
        if (best != null) {
            best.close();
        }
        if (before != null) {
            before.close();
        }
    }
}
