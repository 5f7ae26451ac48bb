// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.hazelab.knime.nodes.shared.ImageCells;
import org.hazelab.knime.nodes.shared.ImageRows;
import org.hazelab.knime.nodes.shared.Warnings;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/**
 * The loop over a table of images of which several may be worked on at the same time. Rows are put out in their order,
 * and warnings noted in it, whatever image is ready first; as many images are in memory as are worked on, and one. A
 * row whose image is missing, damaged or not of use gets missing cells with the reason.
 */
final class RowsAtOnce {

    /** Threads of a table none of whose images can be read, at most. */
    private static final int MOST = 64;
    /** The share of a row's progress that reading its image is. */
    private static final double READING = 0.2;

    /** What is done with one row, on any thread. */
    @FunctionalInterface
    interface Work {
        Done cells(FloatImage image, DataRow row, long index, Progress progress) throws HazeLabException, IOException;
    }

    /**
     * What becomes of a row.
     *
     * @param cells fill the added columns
     * @param tell is called by the node's thread when the row's turn comes
     */
    record Done(DataCell[] cells, Runnable tell) {
    }

    private record Indexed(DataRow row, long index) {
    }

    private final BufferedDataTable input;
    private final int imageIndex;
    private final DataTableSpec output;
    private final ToIntFunction<ImageSize> most;
    private final Work work;

    /**
     * A loop over {@code input}, whose rows get the columns that {@code output} has beyond the input's.
     *
     * @param most images that may be worked on at the same time, such an image among them; at least 1
     */
    RowsAtOnce(BufferedDataTable input, int imageIndex, DataTableSpec output, ToIntFunction<ImageSize> most,
        Work work) {
        this.input = input;
        this.imageIndex = imageIndex;
        this.output = output;
        this.most = most;
        this.work = work;
    }

    /**
     * Runs the loop.
     *
     * @throws HazeLabException if there is no memory even for one image at a time
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    BufferedDataTable run(ExecutionContext exec, Progress progress, Warnings warnings)
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
        // beyond that, a table of images that cannot be read has nothing to do at the same time
        return (int)Math.min(threads, MOST);
    }

    /** The rows, whose work several threads do. */
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
            try {
                named.report(0, "reading");
                FloatImage image = ImageCells.read(row.getCell(imageIndex), named.part(0, READING, ""));
                try {
                    return work.cells(image, row, piece.index, named.part(READING, 1, ""));
                } catch (OutOfMemoryError e) {
                    throw new TooLarge(HeapShortage.failure("an image of " + image.width() + " x " + image.height()
                        + " pixels", "make the image smaller", e).at("Row \"" + row.getKey() + "\""));
                }
            } catch (HazeLabException e) {
                Warnings own = new Warnings();
                DataCell[] missing =
                    ImageRows.missing(output.getNumColumns() - row.getNumCells(), row, e, named, own);
                return new Done(missing, () -> warnings.addAll(own));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
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
            container.addRowToTable(ImageRows.extend(piece.row, done.cells));
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
}
