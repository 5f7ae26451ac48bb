// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.hazelab.imaging.FloatImage;
import org.hazelab.knime.nodes.testing.ImageFiles;
import org.hazelab.knime.nodes.testing.ImageFiles.Samples;
import org.hazelab.knime.nodes.testing.NodeTester;
import org.hazelab.knime.nodes.testing.Outcome;
import org.hazelab.knime.nodes.testing.Pictures;
import org.hazelab.knime.nodes.testing.ResultTable;
import org.hazelab.knime.nodes.testing.Settings;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

class ImageReaderDamageTest {

    @AutoClose
    private final NodeTester reader = new NodeTester(new ImageReaderNodeFactory());

    private final FloatImage picture = Pictures.pattern(40, 30, 3);

    private Path file(final String name) {
        return reader.workflow().resolve("data").resolve(name);
    }

    private Path good(final String name) throws IOException {
        return ImageFiles.png(file(name), picture);
    }

    private Path text(final String name) throws IOException {
        Files.createDirectories(file(name).getParent());
        return Files.writeString(file(name), "Dear diary,\nno image today.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "tiff", "bmp"})
    void failsAndNamesAFileThatIsCutOff(final String format) throws IOException {
        Path file = ImageFiles.cutOff(ImageFiles.write(file("bad." + format), format, Samples.UINT8, picture), 0.5);
        String failure = reader.execute().failure();
        assertTrue(failure.contains("\"" + file + "\""), failure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "tiff", "bmp"})
    void givesAMissingCellForAFileThatIsCutOff(final String format) throws IOException {
        good("a.png");
        Path bad = ImageFiles.cutOff(ImageFiles.write(file("b." + format), format, Samples.UINT8, picture), 0.5);
        good("c.png");
        Outcome outcome = reader.set("onError", "MISSING").execute();
        ResultTable table = outcome.table();
        assertEquals(List.of("a.png", "b." + format, "c.png"), table.texts("file name"));
        assertEquals(picture, table.image(0, "image"));
        assertEquals(picture, table.image(2, "image"));
        assertTrue(table.reason(1, "image").contains("\"" + bad + "\""), table.reason(1, "image"));
        assertTrue(outcome.warning().startsWith("In 1 image the file could not be read:\n  Row \"Row1\": "),
            outcome.warning());
        assertTrue(outcome.warning().contains("\"" + bad + "\""), outcome.warning());
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "bmp"})
    void keepsWhatTheHeaderSaysOfAFileThatIsCutOff(final String format) throws IOException {
        ImageFiles.cutOff(ImageFiles.write(file("bad." + format), format, Samples.UINT8, picture), 0.9);
        ResultTable table = reader.set("onError", "MISSING").execute().table();
        assertEquals(List.of(40, 30, 3, 8), List.of(table.whole(0, "width"), table.whole(0, "height"),
            table.whole(0, "channels"), table.whole(0, "bit depth")));
    }

    @Test
    void failsAndNamesAFileThatIsNoImage() throws IOException {
        good("a.png");
        Path bad = text("b.png");
        assertTrue(reader.execute().failure().startsWith("The file \"" + bad + "\" is text, not an image"));
    }

    @Test
    void givesMissingCellsForAFileThatIsNoImage() throws IOException {
        text("bad.png");
        ResultTable table = reader.set("onError", "MISSING").execute().table();
        assertEquals(List.of("bad.png", "bad"), List.of(table.text(0, "file name"), table.text(0, "name")));
        assertEquals(1, table.whole(0, "page"));
        for (String column : List.of("width", "height", "channels", "bit depth")) {
            assertEquals("The file could not be read", table.reason(0, column));
        }
    }

    @Test
    void givesAMissingCellForAListedFileThatIsNotThere() throws IOException {
        good("a.png");
        reader.set("source", "FILES").set("onError", "MISSING")
            .set("files", "knime://knime.workflow/data/a.png\nknime://knime.workflow/data/gone.png");
        ResultTable table = reader.execute().table();
        assertEquals(picture, table.image(0, "image"));
        assertTrue(table.reason(1, "image").startsWith("The file \"" + file("gone.png") + "\" does not exist"));
    }

    @Test
    void triesTheOtherPagesWhenOneIsDamaged() throws IOException {
        FloatImage page = Pictures.pattern16(30, 20, 1);
        Path file = ImageFiles.pages(file("pages.tif"), Samples.UINT16, page, page, page);
        ImageFiles.cutOff(file, 0.9);
        Outcome outcome = reader.set("onError", "MISSING").execute();
        // Where the file breaks off is the JDK's choice of layout; that good pages come through is ours.
        ResultTable table = outcome.table();
        long missing = IntStream.range(0, table.size()).filter(r -> table.isMissing(r, "image")).count();
        assertTrue(missing >= 1, "nothing is missing of a file that is cut off");
        for (int r = 0; r < table.size(); r++) {
            if (!table.isMissing(r, "image")) {
                assertEquals(page, table.image(r, "image"));
            }
        }
        assertTrue(outcome.warning().startsWith("In " + missing + " image"), outcome.warning());
    }

    @Test
    void namesThreeOfManyDamagedFiles() throws IOException {
        for (int i = 0; i < 5; i++) {
            text("bad" + i + ".png");
        }
        String warning = reader.set("onError", "MISSING").execute().warning();
        assertTrue(warning.startsWith("In 5 images the file could not be read:"), warning);
        assertTrue(warning.endsWith("\n  and 2 more"), warning);
        assertEquals(5, warning.split("\n").length);
    }

    @Test
    void givesTheProblemOfEveryFileInAColumn() throws IOException {
        good("a.png");
        for (int i = 0; i < 40; i++) {
            text("bad" + (i < 10 ? "0" : "") + i + ".png");
        }
        Outcome outcome = reader.set("onError", "MISSING").set("problemColumn", true).execute();
        ResultTable table = outcome.table();
        assertEquals(41, table.size());
        assertTrue(table.isMissing(0, "problem"));
        for (int row = 1; row < 41; row++) {
            String problem = table.text(row, "problem");
            assertTrue(
                problem.startsWith("The file \"" + file(table.text(row, "file name")) + "\" is text, not an image"),
                problem);
            assertEquals(table.reason(row, "image"), problem);
        }
        assertTrue(outcome.warning().endsWith("and 37 more"), outcome.warning());
    }

    /** Workflows that were saved before there was a column with problems. */
    @Test
    void loadsSettingsWithoutAColumnForProblems() throws IOException, InvalidSettingsException {
        NodeSettings old = Settings.without(reader.defaults(), "problemColumn");
        assertEquals(reader.defaults().toStringValue(), reader.loadedAndSaved(old).toStringValue());
    }

    @Test
    void readsAFileThatLacksItsEndAloneAndWarns() throws IOException {
        Path png = good("a.png");
        byte[] whole = Files.readAllBytes(png);
        Files.write(png, Arrays.copyOf(whole, whole.length - 12));
        good("b.png");
        Outcome outcome = reader.set("problemColumn", true).execute();
        ResultTable table = outcome.table();
        assertEquals(picture, table.image(0, "image"));
        assertEquals("In 1 image the end mark is missing, but all pixels are there:\n  Row \"Row0\": the file \"" + png
            + "\"", outcome.warning());
        assertEquals("In the file \"" + png + "\" the end mark is missing, but all pixels are there.",
            table.text(0, "problem"));
        assertTrue(table.isMissing(1, "problem"));
    }

    @Test
    void namesTheFileOfAStackWhosePagesDiffer() throws IOException {
        Path file = ImageFiles.pages(file("mixed.tif"), Samples.UINT8, Pictures.pattern(9, 8, 1),
            Pictures.pattern(5, 4, 1));
        String failure = reader.set("pages", "STACK").execute().failure();
        assertTrue(failure.contains("\"" + file + "\""), failure);
    }

    @Test
    void namesTheFileOfAStackThatNoPngCellHolds() throws IOException {
        FloatImage page = Pictures.pattern(9, 8, 1);
        Path file = ImageFiles.pages(file("stack.tif"), Samples.UINT8, page, page);
        reader.set("pages", "STACK").set("imageCells", "PNG_8");
        String failure = reader.execute().failure();
        assertTrue(failure.contains("\"" + file + "\""), failure);
        assertTrue(failure.contains("HazeLab image"), failure);
    }

    @Test
    void givesAMissingCellForAStackThatNoPngCellHolds() throws IOException {
        good("a.png");
        FloatImage page = Pictures.pattern(9, 8, 1);
        Path file = ImageFiles.pages(file("stack.tif"), Samples.UINT8, page, page);
        reader.set("pages", "STACK").set("imageCells", "PNG_8").set("onError", "MISSING");
        ResultTable table = reader.execute().table();
        assertEquals(picture, table.image(0, "image"));
        assertTrue(table.reason(1, "image").contains("\"" + file + "\""), table.reason(1, "image"));
        assertEquals(9, table.whole(1, "width"));
    }
}
