// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.random.RandomStream;
import org.hazelab.imaging.task.Progress;
import org.hazelab.methods.hazematching.HazeMatchingMethod;
import org.hazelab.methods.hazematching.HazeMatchingModel;
import org.hazelab.methods.hazematching.HazeMatchingNetwork;
import org.hazelab.methods.hazematching.HazeMatchingTraining;
import org.hazelab.methods.hazematching.Normalization;
import org.hazelab.methods.hazematching.TrainingPairs;
import org.hazelab.methods.hazematching.TrainingSettings;
import org.hazelab.methods.training.TrainingListener;
import org.hazelab.methods.training.TrainingState;
import org.hazelab.runtime.ComputeDevice;
import org.hazelab.runtime.RuntimeSettings;
import org.hazelab.runtime.file.ModelDescription;
import org.hazelab.runtime.file.ModelFile;
import org.hazelab.runtime.script.Network;
import org.hazelab.runtime.tensor.FloatTensor;

/**
 * Trains HazeMatching on a table of pairs: reads the pairs, normalises them, draws crops, and writes a model file.
 *
 * <p>Memory does not grow with the images, which lie in a temporary file of 8 bytes a pixel of a pair: beside one pair
 * while it is read, it is that of the network, of Adam's two moments and of the best weights, and of one batch.
 *
 * <p>The same tables, settings, device and number of threads give the same weights, also where a training goes on from
 * a checkpoint.
 */
public final class TrainHazeMatching {

    /** What happens if there is a checkpoint before the training begins. */
    public enum IfCheckpoint {
        /** The training goes on from it. */
        RESUME,
        /** The training begins anew and replaces it. */
        REPLACE
    }

    /**
     * How many crops an epoch has; all pairs give the same number.
     *
     * @param kind what is counted
     * @param count how many, from 1; no matter for {@link Kind#SIDE_BY_SIDE}
     */
    public record Crops(Kind kind, int count) {

        /** What is counted. */
        public enum Kind {
            /** The crops of each pair. */
            PER_PAIR,
            /** The crops of an epoch, or the few more that it takes for all pairs to give the same number. */
            PER_EPOCH,
            /** As many as fit side by side into all images, the same number of each. */
            SIDE_BY_SIDE
        }

        public Crops {
            if (count < 1) {
                throw new IllegalArgumentException(count + " crops");
            }
        }

        int perPair(int pairs, long sideBySide) {
            return switch (kind) {
                case PER_PAIR -> count;
                case PER_EPOCH -> (int)(((long)count + pairs - 1) / pairs);
                case SIDE_BY_SIDE -> (int)Math.min(Integer.MAX_VALUE / pairs, (sideBySide + pairs - 1) / pairs);
            };
        }
    }

    /**
     * What is trained and how.
     *
     * @param size the nominal image size of the network, one of {@link HazeMatchingNetwork#sizes()}; that of the model
     *            to start from, where there is one
     * @param training the settings; their {@code crops} are replaced by what {@code crops} says
     * @param crops how many crops an epoch has
     * @param normalization the constants; empty for those of the model to start from, or else for mean and population
     *            standard deviation of all training pixels
     * @param validationShare of the pairs, from 0 up to below 1, drawn at random, if there is no table for validation
     * @param skipMisfits whether rows that cannot be trained with are left out; otherwise the first one is a failure
     * @param lastWeights whether the model gets the weights of the last epoch instead of those of the best one
     * @param checkpoint a file that holds the state after every epoch; empty for none
     * @param ifCheckpoint what to do if that file is there
     */
    public record Config(int size, TrainingSettings training, Crops crops, Optional<Normalization> normalization,
        double validationShare, boolean skipMisfits, boolean lastWeights, Optional<Path> checkpoint,
        IfCheckpoint ifCheckpoint) {

        public Config {
            Objects.requireNonNull(training);
            Objects.requireNonNull(crops);
            Objects.requireNonNull(normalization);
            Objects.requireNonNull(checkpoint);
            Objects.requireNonNull(ifCheckpoint);
            if (!(validationShare >= 0 && validationShare < 1)) {
                throw new IllegalArgumentException("a share of " + validationShare + " for validation");
            }
        }

        /** The same for another network. */
        public Config withSize(int other) {
            return new Config(other, training, crops, normalization, validationShare, skipMisfits, lastWeights,
                checkpoint,
                ifCheckpoint);
        }

        /**
         * What the user should know of these settings before the images are there: that batches are too large, which is
         * no failure where an epoch has fewer crops.
         */
        public Optional<String> advice() {
            try {
                training.checkBatch(training.batch());
                return Optional.empty();
            } catch (HazeLabException e) {
                return Optional.of(e.getMessage() + " Training fails if an epoch has so many crops.");
            }
        }

        /** @throws HazeLabException if the network does not work on such crops */
        public void check() throws HazeLabException {
            if (!HazeMatchingNetwork.sizes().contains(size)) {
                throw new HazeLabException("There is no network for images of " + size + " pixels",
                    "Choose one of " + HazeMatchingNetwork.sizes());
            }
            int multiple = HazeMatchingNetwork.shape(size).multiple();
            if (training.patch() % multiple != 0) {
                throw new HazeLabException(
                    "Crops of " + training.patch() + " pixels do not fit the network for images of "
                        + size,
                    "Choose a multiple of " + multiple);
            }
        }
    }

    /**
     * One epoch: its mean losses (validation empty without any), how long it took, and whether it was the best so far.
     */
    public record HistoryLine(int epoch, double training, OptionalDouble validation, double seconds, boolean best) {
    }

    /**
     * What came of it.
     *
     * @param description of the model file
     * @param history one line an epoch, those before a checkpoint included
     * @param pairs that were trained with
     * @param validationPairs that were not
     * @param resumedAt the epochs that a checkpoint had behind it, 0 without one
     * @param device what it ran on, in words
     */
    public record Result(ModelDescription description, List<HistoryLine> history, int pairs, int validationPairs,
        int resumedAt, String device) {

        public Result {
            history = List.copyOf(history);
        }
    }

    /** Who is told of rows that are left out. */
    @FunctionalInterface
    public interface Notes {
        void leftOut(HazeLabException reason);
    }

    private static final double READING = 0.04;
    private static final double TRAINING = 0.99;

    private final Config config;
    private final RuntimeSettings runtime;
    private final Notes notes;

    /** Trains on a device as the runtime's settings have it. */
    public TrainHazeMatching(Config config, RuntimeSettings runtime, Notes notes) {
        this.config = config;
        this.runtime = runtime;
        this.notes = notes;
    }

    /**
     * Trains.
     *
     * @param rows to train on
     * @param validationRows to measure the loss on after every epoch; empty to take a share of the others
     * @param start a model file of HazeMatching to start from, for its weights, network and normalisation
     * @param target where the model goes; it must not be there
     * @throws HazeLabException if there is nothing to train with, a setting or the start does not fit, the device is
     *             not there, its memory is too small, the training diverges, or a file cannot be written; a checkpoint
     *             holds the last sound epoch
     * @throws java.util.concurrent.CancellationException if the user has cancelled; a checkpoint holds the last whole
     *     epoch
     */
    public Result run(TrainingRows rows, Optional<TrainingRows> validationRows, Optional<Path> start, Path target,
        Progress progress) throws HazeLabException {
        Start from = start.isPresent() ? Start.of(start.get(), quiet(progress)) : null;
        config.withSize(from == null ? config.size() : from.model().imageSize()).check();
        ComputeDevice device = ComputeDevice.open(runtime);
        try (PairStore store = new PairStore()) {
            Progress reading = progress.part(0, READING, "");
            double share = (double)rows.count() / (rows.count() + validationRows.map(TrainingRows::count).orElse(0L));
            read(rows, store, "training", reading.part(0, share, ""));
            int own = store.count();
            if (validationRows.isPresent()) {
                read(validationRows.get(), store, "validation", reading.part(share, 1, "Validation "));
            }
            int[][] parts = validationRows.isPresent()
                ? new int[][] {range(0, own), range(own, store.count())} : split(own);
            return train(new Data(store, parts[0], parts[1]), from, target, device, progress);
        }
    }

    /** The pairs, and which of them are for what. */
    private record Data(PairStore store, int[] training, int[] validation) {
    }

    private void read(TrainingRows rows, PairStore store, String what, Progress progress) throws HazeLabException {
        int before = store.count();
        for (long r = 0; r < rows.count(); r++) {
            TrainingRows.Row row = rows.next();
            progress.checkCanceled();
            progress.report(r / (double)rows.count(), "Row " + (r + 1) + " of " + rows.count() + " (" + row.name()
                + "): reading");
            try {
                store.add(row, config.training().patch(), quiet(progress));
            } catch (PairStore.MisfitException e) {
                HazeLabException reason = e.reason().at("Row \"" + row.name() + "\"");
                if (!config.skipMisfits()) {
                    throw reason;
                }
                notes.leftOut(reason);
            }
        }
        if (store.count() == before) {
            throw new HazeLabException("There is no pair for " + what + (rows.count() == 0 ? ": the table has no rows"
                : ": none of the " + rows.count() + " rows can be used"),
                "Give pairs of grey images of equal size, at least as large as the crops.");
        }
    }

    /** Draws the pairs for validation; both parts keep the order of the table. */
    private int[][] split(int pairs) {
        int count = config.validationShare() == 0 ? 0
            : Math.min(pairs - 1, Math.max(1, (int)Math.rint(config.validationShare() * pairs)));
        boolean[] drawn = new boolean[pairs];
        RandomStream random = RandomStream.of(config.training().seed(), pairs);
        for (int left = count; left > 0;) {
            int pair = random.nextInt(pairs);
            left -= drawn[pair] ? 0 : 1;
            drawn[pair] = true;
        }
        return new int[][] {IntStream.range(0, pairs).filter(i -> !drawn[i]).toArray(),
            IntStream.range(0, pairs).filter(i -> drawn[i]).toArray()};
    }

    private Result train(Data data, Start from, Path target, ComputeDevice device, Progress progress)
        throws HazeLabException {
        HazeMatchingModel model = new HazeMatchingModel(from == null ? config.size() : from.model().imageSize(),
            config.training().patch(), config.training().grid().points(), Optional.of(normalization(data, from)));
        Network network = HazeMatchingNetwork.of(model.imageSize());
        TrainingPairs training = data.store().pairs(model.normalization().orElseThrow(), data.training());
        TrainingPairs validation = data.store().pairs(model.normalization().orElseThrow(), data.validation());
        TrainingSettings settings = settings(training);
        TrainingRecord record = new TrainingRecord(model, settings, data.training().length, data.validation().length,
            data.store().checksum(), from != null);
        Optional<Path> checkpoint = config.checkpoint();
        boolean resumes = checkpoint.isPresent() && config.ifCheckpoint() == IfCheckpoint.RESUME
            && Files.exists(checkpoint.get());
        TrainingState begin = resumes ? record.resume(checkpoint.get(), network, quiet(progress))
            : TrainingState.start(from == null ? network.initialWeights(settings.seed())
                : from.weights(network, quiet(progress)));
        int resumedAt = begin.epochs();
        int[] saved = {resumedAt};
        TrainingListener listener = state -> {
            record.epoch();
            if (checkpoint.isPresent()) {
                record.write(checkpoint.get(), state, quiet(progress));
                saved[0] = state.epochs();
            }
        };
        record.clock();
        TrainingState end;
        try {
            end = new HazeMatchingTraining(device, settings, training, validation, listener)
                .run(network, begin, progress.part(READING, TRAINING, ""));
        } catch (HazeLabException e) {
            throw saved[0] == 0 ? e
                : new HazeLabException(e.summary(), e.remedy() + " The checkpoint \"" + checkpoint.get()
                    + "\" holds epoch " + saved[0] + ", the last one before.", e);
        }
        ModelDescription description = record.description(end, config.lastWeights(), device.words());
        ModelFile.write(target, false, description, config.lastWeights() ? end.weights() : end.bestWeights(),
            quiet(progress));
        progress.report(1, "Epoch " + end.epochs() + " of " + Math.max(end.epochs(), settings.epochs()) + ": done");
        return new Result(description, record.history(end), data.training().length, data.validation().length, resumedAt,
            device.words());
    }

    private Normalization normalization(Data data, Start from) throws HazeLabException {
        Optional<Normalization> given = config.normalization()
            .or(() -> from == null ? Optional.empty() : from.model().normalization());
        return given.isPresent() ? given.get() : data.store().normalization(data.training());
    }

    private TrainingSettings settings(TrainingPairs pairs) {
        TrainingSettings all = config.training();
        long sideBySide = 0;
        for (int i = 0; i < pairs.count(); i++) {
            sideBySide += (long)(pairs.width(i) / all.patch()) * (pairs.height(i) / all.patch());
        }
        return new TrainingSettings(all.patch(), config.crops().perPair(pairs.count(), sideBySide), all.batch(),
            all.epochs(), all.rate(), all.decay(), all.beta1(), all.beta2(), all.epsilon(), all.grid(), all.anyTime(),
            all.flips(),
            all.fixedValidation(), all.seed());
    }

    /** A model to start from. */
    private record Start(Path file, HazeMatchingModel model) {

        static Start of(Path file, Progress progress) throws HazeLabException {
            progress.checkCanceled();
            try (ModelFile opened = ModelFile.open(file)) {
                return new Start(file, TrainHazeMatching.model(opened.description()));
            }
        }

        Map<String, FloatTensor> weights(Network network, Progress progress) throws HazeLabException {
            try (ModelFile opened = ModelFile.open(file)) {
                return HazeMatchingMethod.weights(opened, network, progress);
            }
        }
    }

    /**
     * What a model says that a training is to start from.
     *
     * @throws HazeLabException if it is none of HazeMatching, or damaged
     */
    public static HazeMatchingModel model(ModelDescription description) throws HazeLabException {
        if (!description.method().equals(HazeMatchingModel.METHOD)) {
            throw new HazeLabException("The model to start from is of the method \"" + description.method()
                + "\", not of HazeMatching", "Connect a model of HazeMatching, or none.");
        }
        return HazeMatchingModel.of(description);
    }

    private static int[] range(int from, int to) {
        return IntStream.range(from, to).toArray();
    }

    /** Asks whether the user has cancelled, and reports nothing: for work too short to be told of. */
    private static Progress quiet(Progress progress) {
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                // too short to be told of
            }

            @Override
            public void checkCanceled() {
                progress.checkCanceled();
            }
        };
    }
}
