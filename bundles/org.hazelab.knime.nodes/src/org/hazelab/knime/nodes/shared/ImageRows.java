// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import java.io.IOException;
import java.util.Arrays;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.HeapShortage;
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
 * The loop over a table of images: row keys and columns pass through, and one image is in memory at a time. A row whose
 * image is missing or damaged gets missing cells with the reason while the others go on.
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

    /** The share of a row's progress that reading its image is. */
    private static final double READING = 0.2;

    private final BufferedDataTable input;
    private final int imageIndex;
    private final DataTableSpec output;
    private final OnFailure onFailure;
    private final Work work;

    /** A loop over {@code input}, whose rows get the columns that {@code output} has beyond the input's. */
    public ImageRows(BufferedDataTable input, int imageIndex, DataTableSpec output, OnFailure onFailure, Work work) {
        this.input = input;
        this.imageIndex = imageIndex;
        this.output = output;
        this.onFailure = onFailure;
        this.work = work;
    }

    /**
     * Runs the loop; rows with missing cells are noted in {@code warnings}.
     *
     * @throws HazeLabException if the work on an image failed and that ends the run
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public BufferedDataTable run(ExecutionContext exec, Progress progress, Warnings warnings)
        throws HazeLabException, IOException {
        BufferedDataContainer container = exec.createDataContainer(output);
        long rows = input.size();
        try (CloseableRowIterator iterator = input.iterator()) {
            for (long index = 0; iterator.hasNext(); index++) {
                progress.checkCanceled();
                DataRow row = iterator.next();
                Progress part = progress.part(index / (double)rows, (index + 1) / (double)rows,
                    "Image " + (index + 1) + " of " + rows + " (" + row.getKey() + "): ");
                container.addRowToTable(extend(row, cells(row, index, part, warnings)));
            }
        } finally {
            container.close();
        }
        return container.getTable();
    }

    private DataCell[] cells(DataRow row, long index, Progress progress, Warnings warnings)
        throws HazeLabException, IOException {
        FloatImage image;
        try {
            progress.report(0, "reading");
            image = ImageCells.read(row.getCell(imageIndex), progress.part(0, READING, ""));
        } catch (HazeLabException e) {
            return missing(row, e, progress, warnings);
        }
        try {
            return work.cells(image, row, index, progress.part(READING, 1, ""));
        } catch (OutOfMemoryError e) {
            throw HeapShortage.failure("an image of " + image.width() + " x " + image.height() + " pixels",
                "make the image smaller", e).at("Row \"" + row.getKey() + "\"");
        } catch (HazeLabException e) {
            if (onFailure == OnFailure.FAIL) {
                throw e;
            }
            return missing(row, e, progress, warnings);
        }
    }

    private DataCell[] missing(DataRow row, HazeLabException reason, Progress progress, Warnings warnings) {
        return missing(output.getNumColumns() - row.getNumCells(), row, reason, progress, warnings);
    }

    /**
     * Missing cells with the reason, which is noted in {@code warnings}.
     *
     * @param count of the cells
     * @throws java.util.concurrent.CancellationException if the user has cancelled
     */
    public static DataCell[] missing(int count, DataRow row, HazeLabException reason, Progress progress,
        Warnings warnings) {
        // KNIME interrupts the thread of a cancelled node, which breaks its file operations: that is no failure.
        progress.checkCanceled();
        warnings.add("the new cells are missing", reason.at("Row \"" + row.getKey() + "\"").getMessage());
        DataCell[] missing = new DataCell[count];
        Arrays.fill(missing, new MissingCell(reason.getMessage()));
        return missing;
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
