// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.hazelab.imaging.FloatImage;
import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.ValueRange;
import org.hazelab.imaging.task.Progress;
import org.hazelab.knime.nodes.testing.Host;
import org.hazelab.knime.nodes.testing.TestTable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

class ImageRowsTest {

    @AutoClose
    private final Host host = new Host();
    private final ExecutionContext exec = host.context("rows");
    private final Warnings warnings = new Warnings();

    private static FloatImage image(int width) {
        return FloatImage.of(width, 1, ValueRange.UNIT, new float[width]);
    }

    private List<String> run(int most, ImageRows.ConcurrentWork work, FloatImage... images) throws Exception {
        BufferedDataTable input = TestTable.ofImages(images).build("in", exec);
        DataTableSpec output = ImageColumns.append(input.getDataTableSpec(),
            ImageColumns.column("width", IntCell.TYPE));
        BufferedDataTable table =
            new ImageRows(input, 0, output, ImageRows.OnFailure.MISSING, size -> most, work).run(exec, Progress.NONE,
                warnings);
        List<String> cells = new ArrayList<>();
        try (CloseableRowIterator rows = table.iterator()) {
            while (rows.hasNext()) {
                DataRow row = rows.next();
                cells.add(row.getCell(1).isMissing() ? "missing" : row.getCell(1).toString());
            }
        }
        return cells;
    }

    private ImageRows.Done done(FloatImage image) {
        return new ImageRows.Done(new DataCell[] {new IntCell(image.width())},
            () -> warnings.add("something is odd", "width " + image.width()));
    }

    @Test
    void putsRowsAndWarningsOutInTheirOrderWhateverIsReadyFirst() throws Exception {
        CountDownLatch secondIsReady = new CountDownLatch(1);
        assertEquals(List.of("4", "3", "2", "1"), run(2, (image, row, index, progress) -> {
            if (index == 0) {
                await(secondIsReady);
            } else if (index == 1) {
                secondIsReady.countDown();
            }
            return done(image);
        }, image(4), image(3), image(2), image(1)));
        assertEquals("In 4 images something is odd:\n  width 4\n  width 3\n  width 2\n  and 1 more",
            warnings.text().orElseThrow());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(1, TimeUnit.MINUTES), "the second row never began");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void leavesCellsOfAMissingImageAndOfFailedWorkMissing() throws Exception {
        assertEquals(List.of("3", "missing", "missing", "1"), run(3, (image, row, index, progress) -> {
            if (index == 2) {
                throw new HazeLabException("The image is too odd", "Take another one.");
            }
            return done(image);
        }, image(3), null, image(2), image(1)));
        assertTrue(warnings.text().orElseThrow().contains("The image is too odd"), warnings.text().orElseThrow());
    }

    @Test
    void triesAnImageAloneThatFoundNoMemoryBesideOthers() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        ImageRows.ConcurrentWork work = (image, row, index, progress) -> {
            if (index == 1 && tries.getAndIncrement() == 0) {
                throw new OutOfMemoryError("a test's");
            }
            return done(image);
        };
        assertEquals(List.of("3", "2", "1"), run(2, work, image(3), image(2), image(1)));
        assertEquals(2, tries.get());
    }

    @Test
    void failsWhereAnImageAloneFindsNoMemory() {
        HazeLabException failure = assertThrows(HazeLabException.class, () -> run(2, (image, row, index, progress) -> {
            if (index == 1) {
                throw new OutOfMemoryError("a test's");
            }
            return done(image);
        }, image(3), image(2), image(1)));
        assertTrue(failure.getMessage().contains("2 x 1 pixels"), failure.getMessage());
    }

    @Test
    void endsTheRunWhereFailedWorkMattersBeyondItsRow() {
        BufferedDataTable input = TestTable.ofImages(image(2), image(1)).build("in", exec);
        DataTableSpec output = ImageColumns.append(input.getDataTableSpec(),
            ImageColumns.column("width", IntCell.TYPE));
        ImageRows rows = new ImageRows(input, 0, output, ImageRows.OnFailure.FAIL, (image, row, index, progress) -> {
            throw new HazeLabException("The disk is full", "Make room.");
        });
        HazeLabException failure =
            assertThrows(HazeLabException.class, () -> rows.run(exec, Progress.NONE, warnings));
        assertTrue(failure.getMessage().startsWith("The disk is full"), failure.getMessage());
    }
}
