// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.hazelab.imaging.ValueRange;
import org.hazelab.knime.nodes.cell.ReferredImageCell;
import org.hazelab.knime.nodes.cell.ReferredImageCellFactory;
import org.hazelab.knime.nodes.testing.Host;
import org.hazelab.knime.nodes.testing.ImageFiles;
import org.hazelab.knime.nodes.testing.ImageFiles.Samples;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.hazelab.knime.nodes.testing.TestTable;
import org.hazelab.knime.nodes.transmission.DcpTransmissionNodeFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.knime.core.data.filestore.FileStoreCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** Images that stay in the files of the user's. */
class ImageReaderReferTest {

    private static final String SNAPSHOT = "/snapshots/ImageReaderNodeFactory.settings.xml";

    @AutoClose
    private final NodeTester reader = new NodeTester(new ImageReaderNodeFactory());

    @BeforeEach
    void refer() {
        reader.set("pixels", "REFER");
    }

    private Path file(final String name) {
        return reader.workflow().resolve("data").resolve(name);
    }

    private void assertSameAsCopied(final ResultTable referring, final ResultTable copied) {
        assertEquals(copied.size(), referring.size());
        assertEquals(copied.columns(), referring.columns());
        for (int row = 0; row < referring.size(); row++) {
            ReferredImageCell cell = assertInstanceOf(ReferredImageCell.class, referring.cell(row, "image"));
            assertEquals(copied.image(row, "image"), referring.image(row, "image"));
            assertEquals(copied.cell(row, "image").toString(), cell.toString());
            for (String column : copied.columns().subList(1, copied.columns().size())) {
                assertEquals(copied.cell(row, column), referring.cell(row, column));
            }
        }
    }

    @Test
    void givesTheSameImagesAsCopying() throws IOException {
        ImageFiles.png(file("a.png"), Pictures.pattern(200, 150, 3));
        ImageFiles.pages(file("b.tif"), Samples.UINT16, Pictures.pattern16(9, 7, 1),
            Pictures.constant(9, 7, ValueRange.UINT16, 4000));
        ImageFiles.write(file("c.tif"), "tiff", Samples.FLOAT32, Pictures.floats(9, 7, 1));
        ImageFiles.orientation(ImageFiles.write(file("d.jpg"), "jpeg", Samples.UINT8, Pictures.pattern(16, 8, 1)), 6);
        for (String pages : List.of("ROWS", "STACK")) {
            for (String range : List.of("FILE", "BITS", "FIXED")) {
                for (boolean turned : new boolean[] {true, false}) {
                    reader.set("pages", pages).set("range", range).set("applyOrientation", turned);
                    ResultTable referring = reader.set("pixels", "REFER").execute().table();
                    assertSameAsCopied(referring, reader.set("pixels", "COPY").execute().table());
                }
            }
        }
    }

    @Test
    void promisesTheColumnsItGives() throws IOException {
        ImageFiles.png(file("a.png"), Pictures.pattern(4, 3, 1));
        ResultTable table = reader.execute().quietTable();
        assertEquals(ReferredImageCellFactory.TYPE, table.spec().getColumnSpec("image").getType());
        assertEquals(reader.configure().spec(), table.spec());
    }

    @Test
    void copiesNoPixelsOfAThousandRows() throws IOException {
        Path file = ImageFiles.png(file("a.png"), Pictures.pattern(60, 40, 1));
        reader.set("source", "FILES").set("files", (file + "\n").repeat(1000));
        ResultTable table = reader.execute().quietTable();
        assertEquals(1000, table.size());
        for (int row = 0; row < 1000; row++) {
            assertFalse(table.cell(row, "image") instanceof FileStoreCell);
            assertEquals(table.cell(0, "image"), table.cell(row, "image"));
        }
    }

    @Test
    void nodesReadTheFilesAndSayWhichIsNotTheSame() throws IOException {
        for (String name : List.of("a.png", "b.png", "c.png")) {
            ImageFiles.png(file(name), Pictures.hazy(24, 18));
        }
        ResultTable table = reader.execute().quietTable();
        Files.setLastModifiedTime(file("b.png"), FileTime.fromMillis(0));
        Files.delete(file("c.png"));
        TestTable input = TestTable.of("image", ReferredImageCellFactory.TYPE);
        for (int row = 0; row < 3; row++) {
            input.row("Row" + row, Host.savedAndOpened(table.cell(row, "image")));
        }
        try (NodeTester node = new NodeTester(new DcpTransmissionNodeFactory())) {
            Outcome outcome = node.set("imageColumn", "image").execute(input);
            ResultTable result = outcome.table();
            String added = result.columns().get(1);
            assertFalse(result.isMissing(0, added));
            assertEquals(Pictures.hazy(24, 18), result.image(0, "image"));
            assertTrue(result.reason(1, added).startsWith("The file \"" + file("b.png")
                + "\", which contains the image, has changed since the Image Reader read it. "));
            assertTrue(result.reason(2, added).startsWith("The file \"" + file("c.png")
                + "\", which contains the image, is missing. "));
            assertTrue(outcome.warning().contains("Row \"Row1\": The file \"" + file("b.png")), outcome.warning());
        }
    }

    @Test
    void keepsRowsOfFilesThatCannotBeRead() throws IOException {
        ImageFiles.png(file("a.png"), Pictures.pattern(40, 30, 1));
        ImageFiles.cutOff(ImageFiles.png(file("b.png"), Pictures.pattern(40, 30, 1)), 0.5);
        assertTrue(reader.execute().failure().contains(file("b.png").toString()));
        ResultTable table = reader.set("onError", "MISSING").execute().table();
        assertFalse(table.isMissing(0, "image"));
        assertTrue(table.reason(1, "image").contains(file("b.png").toString()));
    }

    @Test
    void refusesPngCellsThatRefer() {
        for (String kind : List.of("PNG_8", "PNG_16")) {
            assertEquals(
                "PNG images cannot refer to files. Choose \"HazeLab image\" under \"Image cell type\", or \"Copy "
                    + "into the workflow\" under \"Pixels\".",
                reader.set("imageCells", kind).configure().refusal());
        }
    }

    /** Workflows that were saved before there was this choice. */
    @Test
    void copiesWhereTheSettingsSayNothing() throws IOException, InvalidSettingsException {
        try (InputStream xml = getClass().getResourceAsStream(SNAPSHOT)) {
            String text = new String(xml.readAllBytes(), StandardCharsets.UTF_8);
            String old = text.replaceAll("\\s*<entry key=\"pixels\"[^>]*>", "");
            assertNotEquals(text, old);
            NodeSettings saved = reader.reset().loadedAndSaved(
                NodeSettings.loadFromXML(new ByteArrayInputStream(old.getBytes(StandardCharsets.UTF_8))));
            assertEquals("COPY", saved.getString("pixels"));
        }
    }
}
