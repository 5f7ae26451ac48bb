// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.hazelab.standin.RunFolder;
import org.hazelab.testnodes.BytesCell;
import org.hazelab.testnodes.ImagesNodeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.MissingCell;
import org.knime.core.data.MissingValue;
import org.knime.core.data.container.HostAccess;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageValue;

class TableTest {

    private static final DataTableSpec IMAGES = ImagesNodeFactory.SPEC;

    private RunFolder folder;
    private ExecutionContext exec;

    @BeforeEach
    void start() throws IOException {
        folder = new RunFolder();
        exec = org.knime.core.node.HostAccess.newContext(new DefaultNodeProgressMonitor(), folder, "1");
    }

    @AfterEach
    void end() throws IOException {
        folder.close();
        assertFalse(Files.exists(folder.path()));
    }

    private BytesCell bytes(final String name, final int value) throws IOException {
        return new BytesCell(new byte[] {(byte)value, 0, 0}, exec.createFileStore(name));
    }

    private static BufferedDataTable table(final ExecutionContext exec, final DataCell... row) {
        BufferedDataContainer rows = exec.createDataContainer(IMAGES);
        rows.addRowToTable(new DefaultRow("Row0", row));
        rows.close();
        return rows.getTable();
    }

    @Test
    void aClosedContainerIsATableAndTakesNoMore() {
        BufferedDataContainer rows = exec.createDataContainer(IMAGES);
        assertThrows(IllegalStateException.class, rows::getTable);
        rows.addRowToTable(new DefaultRow("a", DataType.getMissingCell(), DataType.getMissingCell()));
        rows.close();
        rows.close();
        assertEquals(1, rows.getTable().size());
        assertEquals("Rows: 1, Cols: 2", rows.getTable().getSummary());
        assertThrows(IllegalStateException.class,
            () -> rows.addRowToTable(new DefaultRow("b", DataType.getMissingCell(), DataType.getMissingCell())));
    }

    @Test
    void cellsAreFlushedWhenTheyEnterATable() throws IOException {
        BytesCell cell = bytes("a", 7);
        assertTrue(cell.isPending());
        table(exec, cell, DataType.getMissingCell());
        assertFalse(cell.isPending());
        assertEquals(7, cell.bytes()[0]);
        assertEquals("a", cell.file().getName());
        assertTrue(cell.file().getPath().contains("/000/000/") || cell.file().getPath().contains("\\000\\000\\"));
    }

    @Test
    void aFileGoesWithTheLastTableThatHoldsItsCell() throws IOException {
        BytesCell cell = bytes("a", 7);
        BufferedDataTable first = table(exec, cell, DataType.getMissingCell());
        BufferedDataTable second = table(exec, first.iterator().next().getCell(0), DataType.getMissingCell());
        first.clear();
        assertEquals(7, ((BytesCell)second.iterator().next().getCell(0)).bytes()[0]);
        second.clear();
        assertFalse(cell.file().exists());
        assertThrows(IllegalStateException.class, second::iterator);
    }

    @Test
    void largeImagesLeaveTheHeapAndAreWrittenOnce() throws IOException {
        byte[] png = ImagesNodeFactory.png(200);
        DataCell large = PNGImageCellFactory.create(png);
        assertFalse(large instanceof PNGImageCell);
        BufferedDataTable first = table(exec, DataType.getMissingCell(), large);
        DataCell read = first.iterator().next().getCell(1);
        assertNotSame(large, read);
        assertEquals(large, read);
        assertArrayEquals(png, ((PNGImageValue)read).getImageContent().getByteArray());
        BufferedDataTable second = table(exec, DataType.getMissingCell(), read);
        assertEquals(1, files(folder.path().resolve("blobs")));
        first.clear();
        assertEquals(large, second.iterator().next().getCell(1));
        second.clear();
        assertEquals(0, files(folder.path().resolve("blobs")));
    }

    private static long files(final Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void smallImagesStayAsTheyAre() {
        DataCell small = PNGImageCellFactory.create(ImagesNodeFactory.png(8));
        assertTrue(small instanceof PNGImageCell);
        assertEquals(8, ((PNGImageValue)small).getImageContent().getPreferredSize().width);
    }

    @Test
    void bytesThatAreNoImageAreRefused() {
        byte[] png = ImagesNodeFactory.png(8);
        byte[] cut = java.util.Arrays.copyOf(png, png.length / 2);
        assertThrows(IllegalArgumentException.class, () -> PNGImageCellFactory.create(new byte[] {1, 2, 3}));
        assertThrows(IllegalArgumentException.class, () -> PNGImageCellFactory.create(cut));
    }

    @Test
    void everyCellSurvivesItsSerializer() throws IOException {
        int before = BytesCell.POST_CONSTRUCTS.get();
        for (DataCell cell : new DataCell[] {new StringCell("ä".repeat(70_000)), new IntCell(-1),
            new LongCell(1L << 40), new DoubleCell(0.1), BooleanCell.TRUE,
            PNGImageCellFactory.create(ImagesNodeFactory.png(8)),
            PNGImageCellFactory.create(ImagesNodeFactory.png(200)), bytes("s", 3)}) {
            DataCell copy = HostAccess.copyThroughSerializer(cell);
            assertEquals(cell, copy);
            assertEquals(cell.hashCode(), copy.hashCode());
        }
        assertEquals(before + 1, BytesCell.POST_CONSTRUCTS.get());
        MissingValue missing = (MissingValue)HostAccess.copyThroughSerializer(new MissingCell("why"));
        assertEquals("why", missing.getError());
    }

    @Test
    void fileStoreCellsAreEqualByKeyOrElseByContent() throws IOException {
        BytesCell one = bytes("one", 1);
        assertEquals(one, bytes("same content", 1));
        assertNotEquals(one, bytes("two", 2));
    }

    @Test
    void fileStoreNamesArePlain() {
        assertThrows(IOException.class, () -> exec.createFileStore("a/b"));
        assertThrows(IOException.class, () -> exec.createFileStore(".a"));
    }
}
