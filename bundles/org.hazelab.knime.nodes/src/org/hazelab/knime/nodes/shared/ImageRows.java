// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.HeapShortage;
import org.hazelab.imaging.ImageSize;
import org.hazelab.imaging.Nullable;
import org.hazelab.imaging.task.OrderedWork;
import org.hazelab.imaging.task.Progress;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.MissingCell;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/**
 * The loop over a table of images: row keys and columns pass through. A row whose image is missing or damaged gets
 * missing cells with the reason while the others go on.
 *
 * <p>One image is in memory at a time, or several are worked on at the same time, which are in memory then, and one
 * that waits. Rows are put out and warnings noted in the order of the table, whatever image is ready first.
 */
public final class ImageRows {

    /** What becomes of the run if the work on an image fails. */
    public enum OnFailure {
        /** The row gets missing cells with the reason, and the next one is worked on. */
        MISSING,
        /** The run ends: what failed matters beyond the row. */
        FAIL
    }

    /** What is done with one row; the cells returned fill the added columns. */
    @FunctionalInterface
    public interface Work {
        DataCell[] cells(FloatImage image, DataRow row, long index, Progress progress)
            throws HazeLabException, IOException;
    }

    /** What is done with one row, on any thread and for several at a time. */
    @FunctionalInterface
    public interface ConcurrentWork {
        Done cells(FloatImage image, DataRow row, long index, Progress progress) throws HazeLabException, IOException;
    }

    /**
     * What becomes of a row.
     *
     * @param cells fill the added columns
     * @param tell is called by the node's thread when the row's turn comes
     */
    public record Done(DataCell[] cells, Runnable tell) {
    }

    private record Indexed(DataRow row, long index) {
    }

    /** The share of a row's progress that reading its image is. */
    private static final double READING = 0.2;
    /** Threads of a table none of whose images can be read, at most. */
    private static final int MOST = 64;

    private final BufferedDataTable input;
    private final int imageIndex;
    private final DataTableSpec output;
    private final OnFailure onFailure;
    private final ToIntFunction<ImageSize> most;
    private final ConcurrentWork work;

    /** A loop over {@code input}, whose rows get the columns that {@code output} has beyond the input's. */
    public ImageRows(BufferedDataTable input, int imageIndex, DataTableSpec output, OnFailure onFailure, Work work) {
        this(input, imageIndex, output, onFailure, size -> 1, (image, row, index, progress) -> new Done(
            work.cells(image, row, index, progress), () -> {
            }));
    }

    /**
     * As the other one, with several images at the same time.
     *
     * @param most images that may be worked on at the same time, such an image among them; at least 1
     */
    public ImageRows(BufferedDataTable input, int imageIndex, DataTableSpec output, OnFailure onFailure,
        ToIntFunction<ImageSize> most, ConcurrentWork work) {
        this.input = input;
        this.imageIndex = imageIndex;
        this.output = output;
        this.onFailure = onFailure;
        this.most = most;
        this.work = work;
    }

    /**
     * Runs the loop; rows with missing cells are noted in {@code warnings}.
     *
     * @throws HazeLabException if the work on an image failed and that ends the run, or there is no memory even for one
     *             image at a time
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public BufferedDataTable run(ExecutionContext exec, Progress progress, Warnings warnings)
        throws HazeLabException, IOException {
        int threads = threads(progress);
        BufferedDataContainer container = exec.createDataContainer(output);
        try (CloseableRowIterator rows = input.iterator()) {
            OrderedWork.run("HazeLab rows", threads, threads + 1, Math.max(1, input.size()),
                new Job(rows, threads, container, progress, warnings), progress);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            container.close();
        }
        return container.getTable();
    }

    /** What the image allows that allows the least. */
    private int threads(Progress progress) {
        long threads = Math.max(1, input.size());
        try (CloseableRowIterator rows = input.iterator()) {
            while (rows.hasNext() && threads > 1) {
                progress.checkCanceled();
                Optional<ImageSize> size = ImageCells.size(rows.next().getCell(imageIndex));
                threads = size.isEmpty() ? threads : Math.min(threads, most.applyAsInt(size.get()));
            }
        }
        return (int)Math.min(threads, MOST);
    }

    /** The rows, whose work one thread or several do. */
    private final class Job implements OrderedWork.Job<Indexed, Done> {

        private final CloseableRowIterator rows;
        private final BufferedDataContainer container;
        private final Progress progress;
        private final Warnings warnings;
        private volatile int atOnce;
        private long begun;

        Job(CloseableRowIterator rows, int threads, BufferedDataContainer container, Progress progress,
            Warnings warnings) {
            this.rows = rows;
            this.container = container;
            this.progress = progress;
            this.warnings = warnings;
            atOnce = threads;
        }

        @Override
        public @Nullable Indexed next() {
            return rows.hasNext() ? new Indexed(rows.next(), begun++) : null;
        }

        @Override
        public double size(Indexed piece) {
            return 1;
        }

        @Override
        public int atOnce() {
            return atOnce;
        }

        @Override
        public Done compute(Indexed piece, Progress part) throws HazeLabException {
            DataRow row = piece.row;
            Progress named = part.part(0, 1,
                "Image " + (piece.index + 1) + " of " + input.size() + " (" + row.getKey() + "): ");
            FloatImage image;
            try {
                named.report(0, "reading");
                image = ImageCells.read(row.getCell(imageIndex), named.part(0, READING, ""));
            } catch (HazeLabException e) {
                return missing(row, e, named);
            }
            try {
                return work.cells(image, row, piece.index, named.part(READING, 1, ""));
            } catch (OutOfMemoryError e) {
                throw new TooLarge(HeapShortage.failure("an image of " + image.width() + " x " + image.height()
                    + " pixels", "make the image smaller", e).at("Row \"" + row.getKey() + "\""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (HazeLabException e) {
                if (onFailure == OnFailure.FAIL) {
                    throw e;
                }
                return missing(row, e, named);
            }
        }

        private Done missing(DataRow row, HazeLabException reason, Progress part) {
            // KNIME interrupts the thread of a cancelled node, which breaks its file operations: that is no failure.
            part.checkCanceled();
            DataCell[] missing = new DataCell[output.getNumColumns() - row.getNumCells()];
            Arrays.fill(missing, new MissingCell(reason.getMessage()));
            return new Done(missing, () -> warnings.add("the new cells are missing",
                reason.at("Row \"" + row.getKey() + "\"").getMessage()));
        }

        /** Where memory is short, the image alone may still find enough. */
        @Override
        public List<Indexed> instead(Indexed piece, int before, Throwable failure) throws HazeLabException {
            boolean shortage = failure instanceof TooLarge || failure instanceof OutOfMemoryError;
            if (shortage && before > 1) {
                atOnce = 1;
                return List.of(piece);
            } else if (failure instanceof TooLarge large) {
                throw large.failure;
            }
            return OrderedWork.Job.super.instead(piece, before, failure);
        }

        @Override
        public void accept(Indexed piece, Done done) {
            progress.checkCanceled();
            done.tell.run();
            container.addRowToTable(extend(piece.row, done.cells));
        }
    }

    /** Carries the reason why an image found no memory out of the work. */
    private static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient HazeLabException failure;

        TooLarge(HazeLabException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** A row with cells added at its end. */
    public static DataRow extend(DataRow row, DataCell[] added) {
        DataCell[] cells = new DataCell[row.getNumCells() + added.length];
        for (int c = 0; c < row.getNumCells(); c++) {
            cells[c] = row.getCell(c);
        }
        System.arraycopy(added, 0, cells, row.getNumCells(), added.length);
        return new DefaultRow(row.getKey(), cells);
    }
}
