// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileLocationTest {

    @TempDir
    Path workflow;

    private Path resolve(String text) throws HazeLabException {
        return FileLocation.resolve(text, Optional.of(workflow));
    }

    private HazeLabException refused(String text) {
        return assertThrows(HazeLabException.class, () -> resolve(text), text);
    }

    @Test
    void findsFilesOfTheWorkflow() throws HazeLabException {
        assertEquals(workflow.resolve("data/a.png"), resolve("knime://knime.workflow/data/a.png"));
        assertEquals(workflow.resolve("data/a.png"), resolve("  KNIME://knime.workflow//data/./a.png\n"));
        assertEquals(workflow, resolve("knime://knime.workflow"));
        assertEquals(workflow, resolve("knime://knime.workflow/"));
    }

    @Test
    void decodesPercentSignsInUrisAndTakesEverythingElseAsItIs() throws HazeLabException {
        assertEquals(workflow.resolve("my photos/fog 1.png"), resolve("knime://knime.workflow/my%20photos/fog 1.png"));
        assertEquals(workflow.resolve("\u00fcbung#1?.png"), resolve("knime://knime.workflow/%C3%BCbung%231%3F.png"));
        assertEquals(workflow.resolve("\u00fcbung#1?.png"), resolve("knime://knime.workflow/\u00fcbung#1?.png"));
        assertEquals(workflow.resolve("100% fog.png"), resolve("knime://knime.workflow/100% fog.png"));
        assertEquals(workflow.resolve("100%"), resolve("knime://knime.workflow/100%25"));
        assertEquals(workflow.resolve("a+b"), resolve("knime://knime.workflow/a+b"));
        assertEquals(workflow.resolve("\ud83c\udf2b.png"), resolve("knime://knime.workflow/%F0%9F%8C%AB.png"));
        assertEquals(workflow.resolve("a/b"), resolve("knime://knime.workflow/a%2Fb"));
    }

    @Test
    void goesUpFromTheWorkflowAsAnyPathDoes() throws HazeLabException {
        assertEquals(workflow.resolveSibling("other"), resolve("knime://knime.workflow/../other"));
        assertEquals(workflow.resolve("b"), resolve("knime://knime.workflow/a/../b"));
        assertEquals(workflow.getRoot(), resolve("knime://knime.workflow/" + "../".repeat(99)));
        assertEquals(workflow.resolveSibling("x"), resolve("knime://knime.workflow/%2e%2e/x"));
    }

    @Test
    void takesAPathOfTheSystemLiterally() throws HazeLabException {
        assertEquals(workflow.resolve("my photos/%20#1 \u00fc.png"), resolve(workflow + "/my photos/%20#1 \u00fc.png"));
        assertEquals(workflow.resolve("a b"), resolve("\"" + workflow + "/a b\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data/a.png", "../a.png", ".", "a.png", "./a", "c:x", "\"my photos/a\""})
    void refusesARelativePathAndSaysWhatItMayMean(String text) {
        String typed = text.replace("\"", "");
        HazeLabException thrown = refused(text);
        assertEquals("\"" + typed + "\" does not say in which folder it lies", thrown.summary());
        assertTrue(thrown.remedy().contains("knime://knime.workflow/" + typed + " for"), thrown.remedy());
        assertTrue(thrown.remedy().contains(Path.of(typed).toAbsolutePath().normalize().toString()), thrown.remedy());
        assertEquals(thrown.summary(),
            assertThrows(HazeLabException.class, () -> FileLocation.check(text)).summary(), "before it executes");
    }

    @Test
    void aTildeIsTheShellsWordForTheHomeFolder() {
        HazeLabException thrown = refused("~/photos");
        assertTrue(thrown.remedy().contains("such as " + Path.of(System.getProperty("user.home"), "photos")),
            thrown.remedy());
        assertTrue(!thrown.remedy().contains("knime:"), thrown.remedy());
    }

    @Test
    void checksBeforehandWhatDoesNotHangOnTheWorkflowsFolder() throws HazeLabException {
        for (String fine : new String[] {"", " ", "/a/b", "knime://knime.workflow/a", "file:/a"}) {
            FileLocation.check(fine);
        }
        FileLocation.check(null);
        assertThrows(HazeLabException.class, () -> FileLocation.check("s3://bucket/a"));
    }

    @Test
    void aNameThatNoFileCanHaveIsSaidSo() throws HazeLabException {
        assertEquals(workflow.resolve("a b"), FileLocation.inFolder(workflow, "a b"));
        HazeLabException thrown =
            assertThrows(HazeLabException.class, () -> FileLocation.inFolder(workflow, "a\0b"));
        assertTrue(thrown.summary().contains("is no path"), thrown.summary());
    }

    @Test
    void understandsFileUris() throws HazeLabException {
        for (String start : new String[] {"file:", "file://", "file://localhost", "FILE://"}) {
            assertEquals(Path.of("/a b/c"), resolve(start + "/a%20b/c"));
        }
        assertEquals(workflow.resolve("x.png"), resolve(workflow.resolve("x.png").toUri().toString()));
    }

    @Test
    void aUriOfAnyFileLeadsBackToIt() throws Exception {
        for (String name : new String[] {"a b", "\u00e4\u00f6\u00fc\u00df", "#", "%20", "100%", "a+b&c=d",
            "\u65e5\u672c", "q?", "[1]", "{x}", "~", "'\""}) {
            Path file = Files.createFile(workflow.resolve(name));
            assertEquals(file, resolve(file.toUri().toASCIIString()));
            assertEquals(file, resolve(file.toUri().toString()));
            assertEquals(file, resolve(file.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t\n", "\"\"", "\" \""})
    void asksForAPathWhereThereIsNone(String blank) {
        HazeLabException thrown = refused(blank);
        assertEquals("No file or folder is given", thrown.summary());
        assertTrue(thrown.remedy().contains("knime://knime.workflow/"), thrown.remedy());
    }

    @Test
    void asksForAPathWhereItIsNull() {
        assertThrows(HazeLabException.class, () -> FileLocation.resolve(null, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"knime://knime.node/a", "knime://knime.mountpoint/a", "knime://knime.space/a",
        "knime://LOCAL/a", "knime://My-Hub/Users/me/a", "knime:///a", "knime:a", "http://example.org/a.png",
        "https://example.org/a.png",
        "s3://bucket/a", "ftp:a", "file://server/share/a.png", "file:", "file://localhost", "a\0b",
        "knime://knime.workflow/a%00b", "knime://knime.workflow/%FF%FE"})
    void saysWhatIsPossibleWhereAPlaceCannotBeReached(String text) {
        HazeLabException thrown = refused(text);
        assertTrue(thrown.summary().contains(text.split("\0")[0]), thrown.summary());
        assertTrue(thrown.remedy().length() > 10);
    }

    @Test
    void saysThatAWorkflowWithoutFolderHasNoFiles() {
        HazeLabException thrown = assertThrows(HazeLabException.class,
            () -> FileLocation.resolve("knime://knime.workflow/a", Optional.empty()));
        assertTrue(thrown.remedy().startsWith("Save the workflow first"), thrown.remedy());
    }
}
