// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Parallel;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.metrics.Need;
import org.hazelab.metrics.Score;
import org.hazelab.operations.scoring.ScoreMetrics;
import org.hazelab.operations.scoring.ScoreSummary;
import org.hazelab.operations.scoring.ScoringMemory;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.MissingCell;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;

/**
 * The scoring of one table: the passes that fitted metrics ask for, then the rows, several at a time.
 *
 * <p>Rows are scored by as many threads as there are processors, as far as memory allows, and come out in the order of
 * the table; each row's scores depend on its own images alone (and on the fit), so their number makes no difference.
 */
final class ScoreRun {

    private static final String OTHER_NAME = "the reference, found by row key, has another name (if they do not belong "
        + "together, find references by name)";
    private static final String RESIZED =
        "the size was changed to that of the reference, which gives scores that nobody else reports (where the "
            + "reference shows more at every side, crop the reference instead)";
    private static final String LARGER =
        "the reference is larger (where it shows more at every side, as in RESIDE SOTS indoor, set \"If sizes differ\" "
            + "to \"Crop the reference\")";

    /** How many rows are scored at a time at most, and in how many bytes; one always is. */
    record Limits(int rows, double bytes) {

        /** As many rows as there are processors, and half of Java's memory: the other half is for the rest of KNIME. */
        static final Limits OF_THIS_MACHINE =
            new Limits(Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory() / 2.0);
    }

    private final BufferedDataTable table;
    private final int imageIndex;
    private final ReferenceOf references;
    private final ScoreMetrics operation;
    private final Warnings warnings;
    private final Limits limits;

    /** Takes the rows with their scores, in order. */
    @FunctionalInterface
    interface Sink {
        void accept(DataRow row, DataCell[] scores);
    }

    /** @param references null if references are not used */
    ScoreRun(BufferedDataTable table, int imageIndex, ReferenceOf references, ScoreMetrics operation,
        Warnings warnings) {
        this(table, imageIndex, references, operation, warnings, Limits.OF_THIS_MACHINE);
    }

    ScoreRun(BufferedDataTable table, int imageIndex, ReferenceOf references, ScoreMetrics operation, Warnings warnings,
        Limits limits) {
        this.table = table;
        this.imageIndex = imageIndex;
        this.references = references;
        this.operation = operation;
        this.warnings = warnings;
        this.limits = limits;
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
            List<DataRow> some = new ArrayList<>();
            DataRow next = next(rows);
            while (next != null) {
                some.clear();
                double bytes = 0;
                do {
                    some.add(next);
                    bytes += bytes(next);
                    next = next(rows);
                } while (next != null && some.size() < limits.rows && bytes + bytes(next) <= limits.bytes);
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

    private static DataRow next(CloseableRowIterator rows) {
        return rows.hasNext() ? rows.next() : null;
    }

    /** What a row takes, from sizes that are known before anything is read. */
    private double bytes(DataRow row) {
        return ScoringMemory.bytes(ImageCells.size(row.getCell(imageIndex)),
            references == null ? Optional.empty() : references.size(row));
    }

    private void pass(ScoreMetrics.Run run, Progress progress) {
        try (CloseableRowIterator rows = table.iterator()) {
            for (long r = 0; rows.hasNext(); r++) {
                progress.checkCanceled();
                DataRow row = rows.next();
                Progress one = progress.part(r / (double)table.size(), (r + 1) / (double)table.size(),
                    "Image " + (r + 1) + " of " + table.size() + " (" + row.getKey() + "): ");
                one.report(0, "fitting");
                Pair pair = read(row, true, one.part(0, 0.5, ""));
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

    /** A scored row, why an image of it is not there, and what else there is to warn of. */
    private record Scored(DataRow row, List<Score> scores, HazeLabException imageProblem,
        HazeLabException referenceProblem, String sizes) {
    }

    /** @param alone whether no other row is in memory, so that a lack of it is a problem of these images */
    private Pair read(DataRow row, boolean alone, Progress progress) {
        FloatImage image = null;
        FloatImage reference = null;
        HazeLabException imageProblem = null;
        HazeLabException referenceProblem = null;
        try {
            image = ImageCells.read(row.getCell(imageIndex), progress);
        } catch (HazeLabException e) {
            progress.checkCanceled();
            imageProblem = problem(e, alone);
        }
        try {
            reference = references == null ? null : references.read(row, progress);
        } catch (HazeLabException e) {
            progress.checkCanceled();
            referenceProblem = problem(e, alone);
        }
        return new Pair(image, reference, imageProblem, referenceProblem);
    }

    private static HazeLabException problem(HazeLabException e, boolean alone) {
        if (!alone && e.getCause() instanceof OutOfMemoryError shortage) {
            throw shortage;
        }
        return e;
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
        if (scored.length > 1) {
            try {
                Parallel.pieces(scored.length, 1, progress,
                    (from, to) -> scored[from] = score(run, rows.get(from), false, silent));
                return scored;
            } catch (OutOfMemoryError e) {
                progress.checkCanceled(); // the estimate was too low, or others hold the memory: one at a time
            }
        }
        for (int r = 0; r < scored.length; r++) {
            scored[r] = scoreAlone(run, rows.get(r), silent);
        }
        return scored;
    }

    private Scored scoreAlone(ScoreMetrics.Run run, DataRow row, Progress progress) {
        try {
            return score(run, row, true, progress);
        } catch (OutOfMemoryError e) {
            String size = ImageCells.size(row.getCell(imageIndex))
                .map(image -> " of " + image.width() + " x " + image.height() + " pixels").orElse("");
            HazeLabException problem = new HazeLabException("There is not enough memory to score the image" + size,
                "Give Java more memory (-Xmx, for KNIME in knime.ini), choose fewer metrics, or make the image "
                    + "smaller.",
                e);
            return new Scored(row, operation.missing(problem.getMessage()), problem, null, null);
        }
    }

    private Scored score(ScoreMetrics.Run run, DataRow row, boolean alone, Progress progress) {
        Pair pair = read(row, alone, progress);
        if (pair.image == null) {
            return new Scored(row, operation.missing(pair.imageProblem.getMessage()), pair.imageProblem,
                pair.referenceProblem, null);
        }
        List<Score> scores = new ArrayList<>(run.score(pair.image, pair.reference, progress));
        for (int m = 0; pair.referenceProblem != null && m < scores.size(); m++) {
            if (operation.metrics().get(m).needs(Need.REFERENCE)) {
                scores.set(m, Score.missing(pair.referenceProblem.getMessage()));
            }
        }
        return new Scored(row, scores, null, pair.referenceProblem, sizes(pair));
    }

    /** The sizes of image and reference where there is something to say of them, else null. */
    private String sizes(Pair pair) {
        if (pair.reference == null || pair.image.slices() > 1 || pair.reference.slices() > 1) {
            return null;
        }
        int wider = pair.reference.width() - pair.image.width();
        int higher = pair.reference.height() - pair.image.height();
        boolean larger = wider >= 0 && higher >= 0;
        return wider == 0 && higher == 0 || !operation.resizes() && !larger || operation.crops() ? null
            : pair.image.width() + " x " + pair.image.height() + " pixels, its reference " + pair.reference.width()
                + " x "
                + pair.reference.height();
    }

    private void warn(Scored scored) {
        String where = "Row \"" + scored.row.getKey() + "\": ";
        if (scored.imageProblem != null) {
            warnings.add("all scores are missing", where + scored.imageProblem.getMessage());
            return;
        }
        if (scored.referenceProblem != null) {
            warnings.add("the scores against a reference are missing", where + scored.referenceProblem.getMessage());
        }
        if (references != null) {
            references.doubt(scored.row).ifPresent(doubt -> warnings.add(OTHER_NAME, where + doubt));
        }
        if (scored.sizes != null) {
            warnings.add(operation.resizes() ? RESIZED : LARGER, where + scored.sizes);
        }
        for (int m = 0; m < scored.scores.size(); m++) {
            boolean told = operation.metrics().get(m).needs(Need.REFERENCE)
                && (references == null || scored.referenceProblem != null);
            if (scored.scores.get(m).isMissing() && !told) {
                warnings.add(operation.metrics().get(m).id() + " is missing", where + scored.scores.get(m).reason());
            }
        }
    }

    private static DataCell[] cells(List<Score> scores) {
        return scores.stream()
            .map(score -> score.isMissing() ? new MissingCell(score.reason()) : new DoubleCell(score.value()))
            .toArray(DataCell[]::new);
    }
}
