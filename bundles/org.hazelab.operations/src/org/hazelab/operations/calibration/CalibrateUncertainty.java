// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.calibration;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.GreyChannel;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.calibration.CalibrationFactors;
import org.hazelab.metrics.calibration.CalibrationStatistics;
import org.hazelab.metrics.calibration.CalibrationVariant;
import org.hazelab.metrics.calibration.Reliability;
import org.hazelab.operations.table.ImageTable;

/**
 * Finds the factors that make predicted deviations fit the errors of predictions, and how well they do so on images
 * that they were not fitted to.
 *
 * <p>The images of a table are read three times (to find the range of the deviations, to fit, to look at the fit),
 * those of a test table twice; those of one row are in memory at a time. Rows that cannot be read or do not fit are
 * left out.
 */
public final class CalibrateUncertainty {

    /**
     * How it is calibrated.
     *
     * @param bins over the range of the deviations, see {@link CalibrationStatistics#DEFAULT_BINS}
     * @param variant whose arithmetic is done
     */
    public record Config(int bins, CalibrationVariant variant) {

        public Config {
            Objects.requireNonNull(variant);
        }
    }

    /** What a table is for. */
    public enum Split {
        /** The factors are fitted to it. */
        CALIBRATION("calibration"),
        /** The factors are tried on it. */
        TEST("test");

        private final String word;

        Split(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** A row. */
    public interface Row {

        /** What users call it. */
        String name();

        /** The mean of the samples. */
        FloatImage prediction(Progress progress) throws HazeLabException;

        /** Their standard deviation, in the same units. */
        FloatImage deviation(Progress progress) throws HazeLabException;

        /** What should have been predicted, in the same units. */
        FloatImage truth(Progress progress) throws HazeLabException;
    }

    /** A row that was left out, and why. */
    public record LeftOut(Split split, String row, String reason) {
    }

    /** How deviations and errors of a table go together; scaled are deviations to which the factors were applied. */
    public record Evaluation(Split split, boolean scaled, Reliability reliability) {
    }

    /**
     * What was found.
     *
     * @param factors fitted to the calibration images
     * @param evaluations unscaled and scaled of the calibration table, then of the test table if there is one
     * @param calibrationImages the rows that were used
     * @param testImages the rows that were used; 0 without a test table
     * @param sharedImages how many of them have a ground truth that the calibration table has, too
     */
    public record Result(CalibrationFactors factors, List<Evaluation> evaluations, long calibrationImages,
        long testImages, long sharedImages) {

        public Result {
            evaluations = List.copyOf(evaluations);
        }

        /** The images that the factors were evaluated on: without a test table those that they were fitted to. */
        public Split evaluatedOn() {
            return testImages > 0 ? Split.TEST : Split.CALIBRATION;
        }

        /** The reliability that counts, see {@link #evaluatedOn}. */
        public Reliability reliability(boolean scaled) {
            return evaluations.stream().filter(e -> e.split() == evaluatedOn() && e.scaled() == scaled).findFirst()
                .orElseThrow().reliability();
        }
    }

    /** What is done with the images of a row. */
    @FunctionalInterface
    private interface Work {
        void images(FloatImage prediction, FloatImage deviation, FloatImage truth, Progress progress)
            throws HazeLabException;
    }

    private final Config config;
    private final Consumer<LeftOut> leftOut;
    private final Progress progress;
    private final long steps;
    private long step;

    private CalibrateUncertainty(Config config, Consumer<LeftOut> leftOut, long steps, Progress progress) {
        this.config = config;
        this.leftOut = leftOut;
        this.steps = steps;
        this.progress = progress;
    }

    /**
     * Calibrates.
     *
     * @param test empty if the factors are evaluated on the images that they were fitted to
     * @param leftOut is told of every row that was left out
     * @throws HazeLabException if no row of a table can be used, a deviation is negative, or no line can be fitted
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static Result run(Config config, ImageTable<Row> calibration, Optional<ImageTable<Row>> test,
        Consumer<LeftOut> leftOut,
        Progress progress) throws HazeLabException {
        long steps = 3 * calibration.size() + 2 * test.map(ImageTable::size).orElse(0L);
        return new CalibrateUncertainty(config, leftOut, Math.max(1, steps), progress).run(calibration, test);
    }

    private Result run(ImageTable<Row> calibration, Optional<ImageTable<Row>> test) throws HazeLabException {
        CalibrationStatistics raw = newStatistics();
        Set<Long> truths = new HashSet<>();
        BitSet usable = look(Split.CALIBRATION, calibration, raw, truth -> truths.add(truth));
        each(Split.CALIBRATION, calibration, usable, "comparing deviations with errors", raw::add);
        Reliability fitted = raw.result();
        CalibrationFactors factors = fitted.fit();
        CalibrationStatistics scaled = raw.calibrated(factors);
        each(Split.CALIBRATION, calibration, usable, "comparing scaled deviations with errors", scaled::add);
        List<Evaluation> evaluations = new ArrayList<>();
        evaluations.add(new Evaluation(Split.CALIBRATION, false, fitted));
        evaluations.add(new Evaluation(Split.CALIBRATION, true, scaled.result()));
        long[] shared = new long[1];
        long tested = 0;
        if (test.isPresent()) {
            CalibrationStatistics rawTest = newStatistics();
            BitSet usableTest = look(Split.TEST, test.get(), rawTest,
                truth -> shared[0] += truths.contains(truth) ? 1 : 0);
            CalibrationStatistics scaledTest = rawTest.calibrated(factors);
            each(Split.TEST, test.get(), usableTest, "testing the factors", (prediction, deviation, truth, part) -> {
                rawTest.add(prediction, deviation, truth, part);
                scaledTest.add(prediction, deviation, truth, part);
            });
            evaluations.add(new Evaluation(Split.TEST, false, rawTest.result()));
            evaluations.add(new Evaluation(Split.TEST, true, scaledTest.result()));
            tested = usableTest.cardinality();
        }
        return new Result(factors, evaluations, usable.cardinality(), tested, shared[0]);
    }

    private CalibrationStatistics newStatistics() throws HazeLabException {
        return new CalibrationStatistics(config.bins(), config.variant(), CalibrationFactors.NONE);
    }

    /** The first pass: finds the rows that can be used and the range of their deviations. */
    private BitSet look(Split split, ImageTable<Row> images, CalibrationStatistics statistics, Consumer<Long> truths)
        throws HazeLabException {
        BitSet usable = new BitSet();
        String[] first = new String[1];
        try (ImageTable.Rows<Row> rows = images.open()) {
            for (long r = 0; r < images.size(); r++) {
                Row row = rows.next();
                Progress part = start(row, r, images.size(), "finding the range of the deviations");
                FloatImage prediction;
                FloatImage deviation;
                FloatImage truth;
                try {
                    prediction = row.prediction(part.part(0, 0.3, ""));
                    deviation = row.deviation(part.part(0.3, 0.6, ""));
                    truth = GreyChannel.like(row.truth(part.part(0.6, 0.9, "")), prediction);
                    CalibrationStatistics.requireFit(prediction, deviation, truth);
                    CalibrationStatistics.requireUsable(prediction, deviation, truth);
                    truths.accept(Fingerprint.of(truth, part));
                } catch (HazeLabException e) {
                    // Hosts interrupt the thread of what is cancelled, which breaks its file operations.
                    progress.checkCanceled();
                    leftOut.accept(new LeftOut(split, row.name(), e.getMessage()));
                    first[0] = first[0] == null ? "Row \"" + row.name() + "\": " + e.summary() : first[0];
                    continue;
                }
                try {
                    statistics.range(prediction, deviation, truth, part);
                } catch (HazeLabException e) {
                    throw e.at("Row \"" + row.name() + "\" of the " + split + " table");
                }
                usable.set(Math.toIntExact(r));
            }
        }
        if (usable.isEmpty()) {
            throw new HazeLabException("The " + split + " table has no row that can be used"
                + (first[0] == null ? "" : ". " + first[0]),
                "Give at least one row with prediction, deviation and ground truth of the same size");
        }
        return usable;
    }

    private void each(Split split, ImageTable<Row> images, BitSet usable, String doing, Work work)
        throws HazeLabException {
        try (ImageTable.Rows<Row> rows = images.open()) {
            for (long r = 0; r < images.size(); r++) {
                Row row = rows.next();
                Progress part = start(row, r, images.size(), doing);
                if (usable.get((int)r)) {
                    try {
                        FloatImage prediction = row.prediction(part.part(0, 0.2, ""));
                        work.images(prediction, row.deviation(part.part(0.2, 0.4, "")),
                            GreyChannel.like(row.truth(part.part(0.4, 0.6, "")), prediction), part.part(0.6, 1, ""));
                    } catch (HazeLabException e) {
                        throw e.at("Row \"" + row.name() + "\" of the " + split + " table");
                    }
                }
            }
        }
    }

    private Progress start(Row row, long index, long size, String doing) {
        progress.checkCanceled();
        Progress part = progress.part(step / (double)steps, (step + 1) / (double)steps,
            "Image " + (index + 1) + " of " + size + " (" + row.name() + "): ");
        step++;
        part.report(0, doing);
        return part;
    }
}
