// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;
import org.hazelab.operations.ScoreMetrics;
import org.hazelab.operations.ScoreSummary;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.MissingCell;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;

/**
 * The scoring of one table: the passes that fitted metrics ask for, then the rows, several at a time.
 *
 * <p>Rows are scored by as many threads as there are processors and come out in the order of the table; each row's scores
 * depend on its own images alone (and on the fit), so their number makes no difference.
 */
final class ScoreRun {

    private static final int ROWS_AT_ONCE = Runtime.getRuntime().availableProcessors();

    private final BufferedDataTable table;
    private final int imageIndex;
    private final ReferenceOf references;
    private final ScoreMetrics operation;
    private final Warnings warnings;

    /** Finds the reference of a row; null if references are not used. */
    @FunctionalInterface
    interface ReferenceOf {
        FloatImage of(DataRow row, Progress progress) throws HazeLabException;
    }

    /** Takes the rows with their scores, in order. */
    @FunctionalInterface
    interface Sink {
        void accept(DataRow row, DataCell[] scores);
    }

    ScoreRun(BufferedDataTable table, int imageIndex, ReferenceOf references, ScoreMetrics operation, Warnings warnings) {
        this.table = table;
        this.imageIndex = imageIndex;
        this.references = references;
        this.operation = operation;
        this.warnings = warnings;
    }

    /**
     * Scores the table.
     *
     * @return the statistics of all rows
     * @throws CancellationException if the user has cancelled
     */
    ScoreSummary run(Progress progress, Sink sink) throws IOException {
        ScoreMetrics.Run run = operation.start();
        double from = 0;
        while (run.needsPass()) {
            double to = from + (1 - from) / 2;
            pass(run, progress.part(from, to, ""));
            from = to;
        }
        ScoreSummary summary = operation.newSummary();
        Progress scoring = progress.part(from, 1, "");
        try (CloseableRowIterator rows = table.iterator()) {
            long done = 0;
            while (rows.hasNext()) {
                List<DataRow> some = new ArrayList<>();
                while (rows.hasNext() && some.size() < ROWS_AT_ONCE) {
                    some.add(rows.next());
                }
                scoring.report(done / (double)table.size(), "Image " + (done + 1) + " of " + table.size() + " ("
                    + some.get(0).getKey() + "): scoring");
                for (Scored scored : score(run, some, scoring)) {
                    summary.add(scored.scores);
                    warn(scored);
                    sink.accept(scored.row, cells(scored.scores));
                }
                done += some.size();
            }
        }
        return summary;
    }

    private void pass(ScoreMetrics.Run run, Progress progress) {
        try (CloseableRowIterator rows = table.iterator()) {
            for (long r = 0; rows.hasNext(); r++) {
                progress.checkCanceled();
                DataRow row = rows.next();
                Progress one = progress.part(r / (double)table.size(), (r + 1) / (double)table.size(),
                    "Image " + (r + 1) + " of " + table.size() + " (" + row.getKey() + "): ");
                one.report(0, "fitting");
                Pair pair = read(row, one.part(0, 0.5, ""));
                if (pair.image != null) {
                    run.fit(pair.image, pair.reference, one.part(0.5, 1, ""));
                }
            }
        }
        run.endPass();
    }

    /** A row's images, or why one of them is not there. */
    private record Pair(FloatImage image, FloatImage reference, HazeLabException imageProblem,
        HazeLabException referenceProblem) {
    }

    private record Scored(DataRow row, List<Score> scores, Pair pair) {
    }

    private Pair read(DataRow row, Progress progress) {
        FloatImage image = null;
        FloatImage reference = null;
        HazeLabException imageProblem = null;
        HazeLabException referenceProblem = null;
        try {
            image = ImageCells.read(row.getCell(imageIndex), progress);
        } catch (HazeLabException e) {
            progress.checkCanceled();
            imageProblem = e;
        }
        try {
            reference = references == null ? null : references.of(row, progress);
        } catch (HazeLabException e) {
            progress.checkCanceled();
            referenceProblem = e;
        }
        return new Pair(image, reference, imageProblem, referenceProblem);
    }

    private Scored[] score(ScoreMetrics.Run run, List<DataRow> rows, Progress progress) {
        // Rows side by side would report against each other: only the loop over them does.
        Progress silent = new Progress() {
            @Override
            public void report(double fraction, String message) {
                // said by the loop over the rows
            }

            @Override
            public void checkCanceled() {
                progress.checkCanceled();
            }
        };
        Scored[] scored = new Scored[rows.size()];
        Parallel.pieces(scored.length, 1, progress, (from, to) -> scored[from] = score(run, rows.get(from), silent));
        return scored;
    }

    private Scored score(ScoreMetrics.Run run, DataRow row, Progress progress) {
        Pair pair = read(row, progress);
        if (pair.image == null) {
            return new Scored(row, operation.missing(pair.imageProblem.getMessage()), pair);
        }
        List<Score> scores = new ArrayList<>(run.score(pair.image, pair.reference, progress));
        for (int m = 0; pair.referenceProblem != null && m < scores.size(); m++) {
            if (operation.metrics().get(m).needs(Need.REFERENCE)) {
                scores.set(m, Score.missing(pair.referenceProblem.getMessage()));
            }
        }
        return new Scored(row, scores, new Pair(null, null, null, pair.referenceProblem));
    }

    private void warn(Scored scored) {
        String where = "Row \"" + scored.row.getKey() + "\": ";
        if (scored.pair.imageProblem != null) {
            warnings.add("all scores are missing", where + scored.pair.imageProblem.getMessage());
            return;
        }
        if (scored.pair.referenceProblem != null) {
            warnings.add("the scores against a reference are missing", where + scored.pair.referenceProblem.getMessage());
        }
        for (int m = 0; m < scored.scores.size(); m++) {
            boolean told = operation.metrics().get(m).needs(Need.REFERENCE)
                && (references == null || scored.pair.referenceProblem != null);
            if (scored.scores.get(m).isMissing() && !told) {
                warnings.add(operation.metrics().get(m).id() + " is missing", where + scored.scores.get(m).reason());
            }
        }
    }

    private static DataCell[] cells(List<Score> scores) {
        return scores.stream().map(score -> score.isMissing() ? new MissingCell(score.reason()) : new DoubleCell(score.value()))
            .toArray(DataCell[]::new);
    }
}
