// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.writer;

import static org.hazelab.knime.nodes.testing.TestTable.IMAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.hazelab.imaging.FloatImage;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.hazelab.knime.nodes.testing.TestTable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.knime.core.data.MissingCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;

class ImageWriterFilesTest {

    @AutoClose
    private final NodeTester writer = new NodeTester(new ImageWriterNodeFactory());

    private final FloatImage image = Pictures.pattern(6, 5, 1);

    private TestTable named(final String... names) {
        TestTable table = TestTable.of("image", IMAGE, "name", StringCell.TYPE);
        for (int i = 0; i < names.length; i++) {
            table.row("Row" + i, image, names[i]);
        }
        return table;
    }

    private Path old(final String name) throws IOException {
        Path file = writer.workflow().resolve("data/output").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "old");
    }

    @Test
    void namesFilesAfterTheNameColumnOrElseTheRowKey() throws IOException {
        writer.execute(named("a", "b")).isQuiet();
        writer.execute(TestTable.ofImages(image)).isQuiet();
        assertEquals(List.of("data/output/Row0.png", "data/output/a.png", "data/output/b.png"), writer.files());
    }

    @Test
    void putsNamesTogetherFromColumns() throws IOException {
        TestTable table = TestTable.of("image", IMAGE, "text", StringCell.TYPE, "whole", IntCell.TYPE, "real",
            DoubleCell.TYPE).row("first", image, "x y", 7, 0.25);
        writer.set("fileName", "{text}-{whole}_{real}{{{RowID}}}").execute(table).isQuiet();
        assertEquals(List.of("data/output/x y-7_0.25{first}.png"), writer.files());
    }

    @Test
    void prefersAColumnNamedLikeTheRowKey() throws IOException {
        TestTable table = TestTable.of("image", IMAGE, "RowID", StringCell.TYPE).row("Row0", image, "column");
        writer.set("fileName", "{RowID}").execute(table).isQuiet();
        assertEquals(List.of("data/output/column.png"), writer.files());
    }

    @Test
    void refusesAPlaceholderThatIsNoColumn() {
        String refusal = writer.set("fileName", "{nam}").configure(named().spec()).refusal();
        assertEquals("The pattern for file names \"{nam}\" names the column \"nam\", which does not exist. "
            + "Use one of {RowID}, {name}.", refusal);
        assertTrue(writer.set("fileName", "{image}").configure(named().spec()).refusal().contains("\"image\""));
        assertTrue(writer.set("fileName", "{name").configure(named().spec()).refusal().contains("braces"));
    }

    @Test
    void neverLeavesTheFolder() throws IOException {
        writer.execute(named("../out", "/etc/x", "a\\b", "..")).isQuiet();
        List<String> files = writer.files();
        assertTrue(files.stream().allMatch(f -> f.matches("data/output/[^/]+\\.png")), files.toString());
        assertEquals(4, files.size());
    }

    @Test
    void failsBeforeItWritesOverAFile() throws IOException {
        Path old = old("a.png");
        String failure = writer.execute(named("a")).failure();
        assertTrue(failure.startsWith("Row \"Row0\": The file \"" + old + "\" exists already"), failure);
        assertEquals("old", Files.readString(old));
    }

    @Test
    void overwritesAFileWhenToldTo() throws IOException {
        Path old = old("a.png");
        ResultTable table = writer.set("ifExists", "OVERWRITE").execute(named("a")).quietTable();
        assertEquals(old.toString(), table.text(0, "path"));
        assertTrue(Files.size(old) > 3, "not written");
        assertEquals(List.of("data/output/a.png"), writer.files());
    }

    @Test
    void leavesAFileThatIsSkippedAndGivesItsPath() throws IOException {
        Path old = old("a.png");
        ResultTable table = writer.set("ifExists", "SKIP").execute(named("a", "b")).quietTable();
        assertEquals(old.toString(), table.text(0, "path"));
        assertEquals("old", Files.readString(old));
        assertEquals(List.of("data/output/a.png", "data/output/b.png"), writer.files());
    }

    @Test
    void addsANumberToANameThatIsTaken() throws IOException {
        old("a.png");
        ResultTable table = writer.set("ifExists", "UNIQUE").execute(named("a")).quietTable();
        assertEquals(writer.workflow().resolve("data/output/a_2.png").toString(), table.text(0, "path"));
        assertEquals(List.of("data/output/a.png", "data/output/a_2.png"), writer.files());
    }

    @Test
    void neverWritesTwoRowsToOneFile() {
        for (String policy : List.of("FAIL", "OVERWRITE", "SKIP", "UNIQUE")) {
            String failure = writer.set("ifExists", policy).set("folder", "knime://knime.workflow/" + policy)
                .execute(named("a", "b", "A")).failure();
            assertTrue(failure.startsWith("Row \"Row2\" and Row \"Row0\" would both be written to \"A.png\""), failure);
        }
    }

    @Test
    void givesAMissingPathForAMissingImageAndWarns() throws IOException {
        TestTable table = TestTable.of("image", IMAGE, "name", StringCell.TYPE).row("first", image, "a")
            .row("second", new MissingCell("The file was damaged"), "b").row("third", image, "c");
        Outcome outcome = writer.execute(table);
        assertEquals(List.of("data/output/a.png", "data/output/c.png"), writer.files());
        assertTrue(outcome.table().isMissing(1, "path"));
        assertEquals("The image is missing. Filter the row out, or correct what left it empty.",
            outcome.table().reason(1, "path"));
        assertEquals("The file was damaged", outcome.table().reason(1, "image"));
        assertTrue(outcome.warning().startsWith("In 1 image the new cells are missing:\n  Row \"second\": "),
            outcome.warning());
    }

    @Test
    void failsForARowWithoutAName() {
        String failure = writer.execute(named("a", null)).failure();
        assertTrue(failure.startsWith("Row \"Row1\": The column \"name\" has no value to name the file after"),
            failure);
    }

    @Test
    void makesMissingFoldersUnlessToldNotTo() throws IOException {
        writer.set("folder", "knime://knime.workflow/a/b/c").execute(TestTable.ofImages(image)).isQuiet();
        assertEquals(List.of("a/b/c/Row0.png"), writer.files());
        String failure = writer.set("folder", "knime://knime.workflow/missing").set("createFolder", false)
            .execute(TestTable.ofImages(image)).failure();
        Path missing = writer.workflow().resolve("missing");
        assertTrue(failure.contains("The folder \"" + missing + "\" does not exist"), failure);
    }

    @Test
    void givesAllColumnsAndKeysOnAndMakesThePathColumnUnique() {
        TestTable table = TestTable.of("path", StringCell.TYPE, "image", IMAGE).row("k1", "kept", image)
            .row("k2", null, image);
        ResultTable result = writer.execute(table).quietTable();
        assertEquals(List.of("path", "image", "path (#1)"), result.columns());
        assertEquals(List.of("k1", "k2"), result.keys());
        assertEquals("kept", result.text(0, "path"));
        assertTrue(result.isMissing(1, "path"));
        assertEquals(image, result.image(1, "image"));
        assertEquals(List.of("path", "image", "written"),
            writer.set("pathColumn", "written").set("ifExists", "OVERWRITE").execute(table).quietTable().columns());
    }

    @Test
    void refusesWhatIsNoFolderNameOrColumn() {
        assertEquals("No folder is given. Enter the folder to write into.",
            writer.set("folder", " ").configure(named().spec()).refusal());
        assertEquals("No file name is given. Enter one such as {name}.",
            writer.reset().set("fileName", " ").configure(named().spec()).refusal());
        assertEquals("The path column has no name. Enter one such as path.",
            writer.reset().set("pathColumn", "").configure(named().spec()).refusal());
    }

    @Test
    void leavesTheFilesThatAreDoneWhenALaterRowFails() throws IOException {
        old("b.png");
        writer.execute(named("a", "b", "c")).failure();
        assertEquals(List.of("data/output/a.png", "data/output/b.png"), writer.files());
    }

    @Test
    void writesNothingForAnEmptyTable() throws IOException {
        Outcome outcome = writer.execute(named());
        assertEquals(0, outcome.table().size());
        assertEquals(List.of(), writer.files());
    }
}
