// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.hazelab.knime.nodes.cell.ReferredImageCellFactory;
import org.hazelab.knime.nodes.testing.Host;
import org.hazelab.knime.nodes.testing.ImageFiles;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.hazelab.knime.nodes.testing.TestTable;
import org.hazelab.knime.nodes.transmission.DcpTransmissionNodeFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ImageReaderFilesTest {

    @AutoClose
    private final NodeTester reader = new NodeTester(new ImageReaderNodeFactory());

    @TempDir
    private Path elsewhere;

    private void files(final Path folder, final String... names) throws IOException {
        for (String name : names) {
            ImageFiles.png(folder.resolve(name), Pictures.pattern(4, 3, 1));
        }
    }

    private void data(final String... names) throws IOException {
        files(reader.workflow().resolve("data"), names);
    }

    private List<String> read() {
        return reader.execute().quietTable().texts("file name");
    }

    @Test
    void readsTheWorkflowsDataFolderWhenNothingIsSet() throws IOException {
        data("one.png");
        assertEquals(List.of("one.png"), read());
    }

    @Test
    void sortsByCodePoints() throws IOException {
        data("b.png", "a.png", "B.png", "2.png", "10.png", "\u00e4.png");
        assertEquals(List.of("10.png", "2.png", "B.png", "a.png", "b.png", "\u00e4.png"), read());
    }

    @Test
    void readsAFolderOfThisComputer() throws IOException {
        files(elsewhere, "one.png");
        reader.set("folder", elsewhere.toString());
        assertEquals(List.of("one.png"), read());
    }

    @Test
    void leavesWhatIsNoImageAndWhatIsHidden() throws IOException {
        data("one.png", ".hidden.png");
        Files.writeString(reader.workflow().resolve("data/readme.txt"), "no image");
        assertEquals(List.of("one.png"), read());
    }

    @Test
    void looksIntoSubfoldersOnlyWhenToldTo() throws IOException {
        data("z.png", "deep/er/b.png", "deep/c.png", "a.png");
        assertEquals(List.of("a.png", "z.png"), read());
        reader.set("includeSubfolders", true);
        assertEquals(List.of("a.png", "c.png", "b.png", "z.png"), read());
    }

    @Test
    void readsOnlyNamesThatMatchThePattern() throws IOException {
        data("cell_1.png", "cell_22.png", "Cell_3.png", "other.png");
        assertEquals(List.of("Cell_3.png", "cell_1.png"), reader.set("pattern", "cell_?.png").execute().quietTable()
            .texts("file name"));
        assertEquals(List.of("cell_22.png", "other.png"), reader.set("pattern", "{*22,other}*").execute().quietTable()
            .texts("file name"));
    }

    @Test
    void saysWhichPatternCannotBeUsed() throws IOException {
        data("one.png");
        String failure = reader.set("pattern", "{a,b").execute().failure();
        assertTrue(failure.contains("\"{a,b\""), failure);
    }

    @Test
    void readsAListOfFilesSortedByName() throws IOException {
        data("b.png", "a.png", "deep/c.png");
        files(elsewhere, "d.png");
        reader.set("source", "FILES").set("files", "\nknime://knime.workflow/data/deep/c.png\n"
            + reader.workflow().resolve("data/b.png") + "  \n\n  knime://knime.workflow/data/a.png\n");
        assertEquals(List.of("a.png", "b.png", "c.png"), read());
        reader.set("files", elsewhere.resolve("d.png").toString());
        assertEquals(List.of("d.png"), read());
    }

    @Test
    void readsAFileTwiceThatIsListedTwice() throws IOException {
        data("a.png");
        String line = "knime://knime.workflow/data/a.png\n";
        assertEquals(List.of("a.png", "a.png"),
            reader.set("source", "FILES").set("files", line + line).execute().quietTable().texts("file name"));
    }

    @Test
    void refusesToReadNothing() {
        assertEquals("No folder is given. Enter the folder to read.", reader.set("folder", "  ").configure().refusal());
        assertEquals("No files are given. Enter one path per line, or read a folder.",
            reader.set("source", "FILES").set("files", " \n").configure().refusal());
    }

    @Test
    void warnsOfAnEmptyFolder() throws IOException {
        Files.createDirectories(reader.workflow().resolve("data"));
        Outcome outcome = reader.execute();
        assertEquals(0, outcome.table().size());
        assertEquals("There are no images in \"knime://knime.workflow/data\" that match \"*\"; the table is empty.",
            outcome.warning());
        assertEquals(outcome.table().spec(), reader.configure().spec());
    }

    @Test
    void configuresBeforeTheFolderIsThereButDoesNotExecute() {
        reader.configure().spec();
        String failure = reader.execute().failure();
        Path folder = reader.workflow().resolve("data");
        assertTrue(failure.startsWith("The folder \"" + folder + "\" does not exist"), failure);
    }

    @Test
    void saysThatAPlaceOfKnimeCannotBeReached() {
        String failure = reader.set("folder", "knime://LOCAL/photos").configure().refusal();
        assertTrue(failure.contains("\"knime://LOCAL/photos\""), failure);
        assertTrue(failure.contains("knime://knime.workflow/"), failure);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void warnsOfANameThatIsNoUtf8() throws IOException {
        data("one.png");
        Path data = reader.workflow().resolve("data");
        Files.copy(data.resolve("one.png"), Path.of(URI.create(data.toUri() + "%E4pfel.png")));
        Outcome outcome = reader.execute();
        assertEquals(List.of("one.png", "\ufffdpfel.png"), outcome.table().texts("file name"));
        assertEquals("In 1 image the file's name has characters that cannot be read, because they are no UTF-8:\n"
            + "  Row \"Row1\": \"\ufffdpfel.png\". Rename the file if its name matters.", outcome.warning());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void refersToAFileWhoseNameIsNoUtf8() throws IOException {
        data("one.png");
        Path named = reader.workflow().resolve("data/one.png");
        Files.move(named, Path.of(URI.create(named.getParent().toUri() + "%E4pfel%20%25.png")));
        ResultTable table = reader.set("pixels", "REFER").execute().table();
        TestTable input = TestTable.of("image", ReferredImageCellFactory.TYPE).row("Row0",
            Host.savedAndOpened(table.cell(0, "image")));
        try (NodeTester node = new NodeTester(new DcpTransmissionNodeFactory())) {
            assertEquals(Pictures.pattern(4, 3, 1), node.execute(input).table().image(0, "image"));
        }
    }

    @Test
    void givesTheColumnsItPromises() throws IOException {
        data("one.png");
        for (String kind : List.of("FLOAT", "PNG_8", "PNG_16")) {
            ResultTable table = reader.set("imageCells", kind).execute().quietTable();
            assertEquals(List.of("image", "file name", "name", "page", "width", "height", "channels", "bit depth"),
                table.columns());
            assertEquals(reader.configure().spec(), table.spec());
        }
    }
}
