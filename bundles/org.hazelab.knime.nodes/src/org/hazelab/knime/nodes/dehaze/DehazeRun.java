// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.Progress;
import org.hazelab.imaging.task.TimeLeft;
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.ImageRows;
import org.hazelab.knime.nodes.shared.Warnings;
import org.hazelab.methods.DehazeWatcher;
import org.hazelab.methods.DehazedImage;
import org.hazelab.methods.Method;
import org.hazelab.methods.Output;
import org.hazelab.operations.models.DehazeImages;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.NodeLogger;

/** One execution: the cells of each row, the samples' rows, and what the user is told of time, device and memory. */
final class DehazeRun {

    private static final NodeLogger LOGGER = NodeLogger.getLogger(DehazeRun.class);
    /** The share of a row's progress until its images are made into cells. */
    private static final double DEHAZING = 0.95;

    private final DehazeImages operation;
    private final ImageCells.Kind kind;
    private final ExecutionContext exec;
    /** Null if samples are not wanted. */
    private final @Nullable BufferedDataContainer samples;
    private final long rows;
    private final Warnings warnings;
    /** How often the results of an image were about to be stored. */
    private final Map<Long, Integer> stored = new ConcurrentHashMap<>();
    private double seconds = Double.NaN;
    private int firstBatch;
    private int lastBatch;
    private int firstLanes;
    private int lastLanes;
    private long skippedTiles;
    private long tiles;

    /** @param samples gets the samples; null if they are not wanted */
    DehazeRun(DehazeImages operation, ImageCells.Kind kind, ExecutionContext exec,
        @Nullable BufferedDataContainer samples,
        long rows, Warnings warnings) {
        this.operation = operation;
        this.kind = kind;
        this.exec = exec;
        this.samples = samples;
        this.rows = rows;
        this.warnings = warnings;
        LOGGER.info("Runs on " + operation.device().words());
        if (operation.device().gpuUnused()) {
            warnings.note("The processor is used although there is a GPU: " + operation.device().words() + ".");
        }
        operation.advice().forEach(warnings::note);
        Method method = operation.method();
        if (samples != null && method.outputs().stream().noneMatch(o -> o.kind() == Output.Kind.SAMPLES)) {
            warnings.note("The table of samples is empty, since the model's method, " + method.title()
                + ", draws none.");
        }
    }

    /** How many images may be dehazed at the same time, such an image among them. */
    int atOnce(ImageSize size) {
        return samples == null ? operation.atOnce(size) : 1;
    }

    /** Dehazes the image of a row, on any thread; what there is to tell of it is told in the order of the rows. */
    ImageRows.Done cells(FloatImage hazy, DataRow row, long index, Progress progress)
        throws HazeLabException, IOException {
        Watcher watcher = new Watcher(row, index);
        DehazedImage result;
        try {
            double estimate = estimate(hazy, watcher, progress);
            result = operation.run(hazy, index, watcher,
                TimeLeft.estimated(estimate, System::nanoTime).in(progress.part(0, DEHAZING, "")));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        // an image that found no memory beside others comes again, and no two file stores may have the same name
        int earlier = stored.merge(index, 1, Integer::sum) - 1;
        String number = earlier == 0 ? "_" + index : "_" + index + "_again_" + earlier;
        List<DataCell> cells = new ArrayList<>();
        Progress storing = progress.part(DEHAZING, 1, "");
        cells.add(ImageCells.create(result.image(), kind, "dehazed" + number, exec, storing));
        for (Output output : operation.method().outputs()) {
            Optional<FloatImage> extra = result.extra(output);
            if (extra.isPresent()) {
                cells.add(ImageCells.create(extra.get(), kind, output.key() + number, exec, storing));
            } else if (output.hasColumn()) {
                cells.add(new MissingCell(output.absent()));
            }
        }
        progress.report(1, "dehazed");
        return new ImageRows.Done(cells.toArray(DataCell[]::new), watcher::tell);
    }

    /** How long the image will take, in seconds; said and logged before the work on it begins. */
    private double estimate(FloatImage hazy, DehazeWatcher watcher, Progress progress) throws HazeLabException {
        long evaluations = operation.evaluations(hazy);
        boolean first;
        double each;
        synchronized (this) { // one row measures, the others wait for it
            first = Double.isNaN(seconds);
            if (first) {
                progress.report(0, "measuring the speed of " + operation.device().name());
                seconds = operation.secondsPerEvaluation(watcher, progress);
            }
            each = seconds;
        }
        double estimate = evaluations * each;
        String words = "will take " + TimeLeft.about(estimate) + " on " + operation.device().name() + " ("
            + evaluations + " evaluations of the network)";
        if (first && rows > 1) {
            int together = atOnce(new ImageSize(hazy.width(), hazy.height(), hazy.channels(), hazy.slices()));
            words += ", and the table " + TimeLeft.about(estimate * rows / Math.min(together, rows))
                + " if its images are alike";
        }
        progress.report(0, words);
        LOGGER
            .info(String.format(Locale.ROOT, "An image of %d x %d pixels %s, %.4f s each", hazy.width(), hazy.height(),
                words, each));
        return estimate;
    }

    /** To be called at the end. */
    void finish() {
        operation.remarks().forEach(warnings::note);
        if (lastLanes > 0) {
            warnings
                .note("There was not enough memory for " + firstLanes + " batches of tiles at the same time, so the "
                    + "node went on with " + lastLanes + ". Results are the same; it takes longer.");
        }
        if (tiles > 0) {
            warnings.note(skippedTiles + " of " + tiles + " tiles held nothing but background and were skipped.");
        }
        if (lastBatch > 0) {
            warnings.note("There was not enough memory for " + firstBatch + " tiles at once, so the node went on with "
                + lastBatch + ". Results are the same up to rounding; choose a tile batch of " + lastBatch
                + " to begin with it.");
        }
    }

    /** What happens while one image is dehazed, kept until its row's turn comes. */
    private final class Watcher implements DehazeWatcher {

        private final DataRow row;
        private final long index;
        private final List<DataRow> rows = new ArrayList<>();
        private final List<Runnable> events = new ArrayList<>();

        Watcher(DataRow row, long index) {
            this.row = row;
            this.index = index;
        }

        /** To be called by the node's thread. */
        void tell() {
            events.forEach(Runnable::run);
            if (samples != null) {
                rows.forEach(samples::addRowToTable);
            }
        }

        @Override
        public void batchHalved(int before, int after) {
            events.add(() -> {
                firstBatch = Math.max(firstBatch, before);
                lastBatch = after;
            });
            LOGGER.info("Not enough memory for " + before + " tiles at once, going on with " + after);
        }

        @Override
        public void fewerLanes(int before, int after) {
            events.add(() -> {
                firstLanes = Math.max(firstLanes, before);
                lastLanes = after;
            });
            LOGGER
                .info("Not enough memory for " + before + " batches of tiles at the same time, going on with " + after);
        }

        @Override
        public void skipped(int some, int all) {
            events.add(() -> {
                skippedTiles += some;
                tiles += all;
            });
            LOGGER.info("Row \"" + row.getKey() + "\": " + some + " of " + all + " tiles are skipped");
        }

        @Override
        public void doubt(String kind, String detail) {
            events.add(() -> warnings.add(kind, "Row \"" + row.getKey() + "\": " + detail));
        }

        @Override
        public boolean wantsSamples() {
            return samples != null;
        }

        @Override
        public void sample(int number, FloatImage sample) throws HazeLabException {
            try {
                DataCell cell = ImageCells.create(sample, kind, "sample_" + index + "_" + number, exec, Progress.NONE);
                DataRow extended = ImageRows.extend(row, new DataCell[] {new IntCell(number + 1), cell});
                DataCell[] cells = extended.stream().toArray(DataCell[]::new);
                rows.add(new DefaultRow(row.getKey() + "_" + (number + 1), cells));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
