// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.metrics.Score;
import org.hazelab.operations.scoring.ScoredRow.Pair;
import org.hazelab.operations.table.ImageTable;

/**
 * The scoring of one table: the passes that fitted metrics ask for, then the rows, several at a time.
 *
 * <p>Rows are scored by as many threads as there are processors, as far as memory allows, and come out in the order of
 * the table; each row's scores depend on its own images alone (and on the fit), so their number makes no difference.
 *
 * @param <R> the rows of the table
 */
public final class ScoreRun<R extends ImageRow> {

    /**
     * What is in memory at a time.
     *
     * @param rows at most; one always is
     * @param bytes that the images of these rows may take, by {@link ScoringMemory}
     */
    public record Limits(int rows, double bytes) {

        /** As many rows as there are processors, and half of Java's memory: the other half is for the host. */
        public static final Limits OF_THIS_MACHINE =
            new Limits(Parallel.mostThreads(), Runtime.getRuntime().maxMemory() / 2.0);
    }

    /** Takes the rows with their scores, in the order of the table. */
    @FunctionalInterface
    public interface Sink<R> {
        void accept(R row, List<Score> scores);
    }

    /** Takes what there is to warn of. */
    @FunctionalInterface
    public interface Warnings {

        /**
         * Adds a warning of one image.
         *
         * @param kind what is the matter, as it follows "In 3 images ": {@code all scores are missing}
         * @param detail the row and the reason
         */
        void add(String kind, String detail);
    }

    private final ImageTable<R> table;
    private final Optional<ReferenceOf> references;
    private final ScoreMetrics operation;
    private final ScoreWarnings warnings;
    private final Limits limits;

    /**
     * A run within the limits of this machine.
     *
     * @param references empty if references are not used
     */
    public ScoreRun(ImageTable<R> table, Optional<ReferenceOf> references, ScoreMetrics operation, Warnings warnings) {
        this(table, references, operation, warnings, Limits.OF_THIS_MACHINE);
    }

    /** As the other constructor, within limits of its own. */
    public ScoreRun(ImageTable<R> table, Optional<ReferenceOf> references, ScoreMetrics operation, Warnings warnings,
        Limits limits) {
        this.table = Objects.requireNonNull(table);
        this.references = Objects.requireNonNull(references);
        this.operation = Objects.requireNonNull(operation);
        this.warnings = new ScoreWarnings(operation, references, warnings);
        this.limits = Objects.requireNonNull(limits);
    }

    /** What to say of a table that is scored without references, in sentences; empty if no metric needs them. */
    public static Optional<String> noteWithoutReferences(ScoreMetrics operation) {
        return ScoreWarnings.withoutReferences(operation);
    }

    /**
     * Scores the table. What an image cannot be scored for is a missing score with the reason and a warning.
     *
     * @return the statistics of all rows
     * @throws CancellationException if the user has cancelled
     */
    public ScoreSummary run(Progress progress, Sink<? super R> sink) {
        ScoreMetrics.Run run = operation.start();
        double from = 0;
        while (run.needsPass()) {
            double to = from + (1 - from) / 2;
            pass(run, progress.part(from, to, ""));
            from = to;
        }
        return score(run, sink, progress.part(from, 1, ""));
    }

    private void pass(ScoreMetrics.Run run, Progress progress) {
        try (ImageTable.Rows<R> rows = table.open()) {
            for (long r = 0; rows.hasNext(); r++) {
                progress.checkCanceled();
                R row = rows.next();
                Progress one = progress.part(r / (double)table.size(), (r + 1) / (double)table.size(),
                    "Image " + (r + 1) + " of " + table.size() + " (" + row.key() + "): ");
                one.report(0, "fitting");
                Pair pair = Pair.read(row, references, true, one.part(0, 0.5, ""));
                if (pair.image() != null) {
                    run.fit(pair.image(), pair.reference(), one.part(0.5, 1, ""));
                }
            }
        }
        run.endPass();
    }

    private ScoreSummary score(ScoreMetrics.Run run, Sink<? super R> sink, Progress progress) {
        ScoreSummary summary = operation.newSummary();
        try (ImageTable.Rows<R> rows = table.open()) {
            long done = 0;
            List<R> some = new ArrayList<>();
            R next = next(rows);
            while (next != null) {
                some.clear();
                double bytes = 0;
                do {
                    some.add(next);
                    bytes += bytes(next);
                    next = next(rows);
                } while (next != null && some.size() < limits.rows && bytes + bytes(next) <= limits.bytes);
                progress.report(done / (double)table.size(), "Image " + (done + 1) + " of " + table.size() + " ("
                    + some.get(0).key() + "): scoring");
                for (ScoredRow<R> scored : score(run, some, progress)) {
                    summary.add(scored.scores());
                    warnings.warn(scored);
                    sink.accept(scored.row(), scored.scores());
                }
                done += some.size();
                progress.report(done / (double)table.size(), "Image " + done + " of " + table.size() + " ("
                    + some.get(some.size() - 1).key() + "): scored");
            }
        }
        return summary;
    }

    private @Nullable R next(ImageTable.Rows<R> rows) {
        return rows.hasNext() ? rows.next() : null;
    }

    /** What a row takes, from sizes that are known before anything is read. */
    private double bytes(R row) {
        return ScoringMemory.bytes(row.image().size(), references.flatMap(all -> all.size(row)));
    }

    private List<ScoredRow<R>> score(ScoreMetrics.Run run, List<R> rows, Progress progress) {
        // Rows side by side would report against each other: only the loop over them does.
        Progress silent = progress.silent();
        if (rows.size() > 1) {
            try {
                return together(run, rows, progress, silent);
            } catch (OutOfMemoryError e) {
                progress.checkCanceled(); // the estimate was too low, or others hold the memory: one at a time
            }
        }
        List<ScoredRow<R>> scored = new ArrayList<>();
        for (R row : rows) {
            try {
                scored.add(score(run, row, true, silent));
            } catch (OutOfMemoryError e) {
                scored.add(ScoredRow.tooLarge(row, operation, e));
            }
        }
        return scored;
    }

    private List<ScoredRow<R>> together(ScoreMetrics.Run run, List<R> rows, Progress progress, Progress silent) {
        @SuppressWarnings("unchecked")
        ScoredRow<R>[] scored = new ScoredRow[rows.size()];
        Parallel.pieces(scored.length, 1, progress,
            (from, to) -> scored[from] = score(run, rows.get(from), false, silent));
        return List.of(scored);
    }

    private ScoredRow<R> score(ScoreMetrics.Run run, R row, boolean alone, Progress progress) {
        return ScoredRow.of(row, Pair.read(row, references, alone, progress), operation, run, progress);
    }
}
