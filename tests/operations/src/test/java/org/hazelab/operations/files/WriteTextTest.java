// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.hazelab.imaging.HazeLabException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteTextTest {

    @TempDir
    Path folder;

    private WriteText prepare(String name, boolean create, OverwritePolicy policy) throws HazeLabException {
        return WriteText.prepare(new WriteText.Config(folder.resolve(name), ".svg", create, policy), "The diagram");
    }

    @Test
    void writesUtf8UnderANameWithTheEnding() throws HazeLabException, IOException {
        Path file = prepare("a/b/fig.1", true, OverwritePolicy.FAIL).write("<\u00b1>");
        assertEquals(folder.resolve("a/b/fig.1.svg"), file);
        assertEquals("<\u00b1>", Files.readString(file));
        assertEquals(folder.resolve("x.svg"), prepare("x.svg", true, OverwritePolicy.FAIL).write(""));
        assertEquals(folder.resolve(".svg.svg"), prepare(".svg", true, OverwritePolicy.FAIL).write(""));
    }

    @Test
    void knowsBeforeThereIsATextWhetherItMayBeWritten() throws HazeLabException, IOException {
        Path file = folder.resolve("x.svg");
        Files.writeString(file, "old");
        assertThrows(HazeLabException.class, () -> prepare("x", true, OverwritePolicy.FAIL));
        assertThrows(HazeLabException.class, () -> prepare("none/x", false, OverwritePolicy.FAIL));
        assertFalse(Files.exists(folder.resolve("none")));
        prepare("x", true, OverwritePolicy.SKIP).write("new");
        assertEquals("old", Files.readString(file));
        prepare("x", true, OverwritePolicy.OVERWRITE).write("new");
        assertEquals("new", Files.readString(file));
    }

    @Test
    void leavesNothingBehindWhereItFails() throws HazeLabException, IOException {
        WriteText text = prepare("x", true, OverwritePolicy.FAIL);
        Files.writeString(folder.resolve("x.svg"), "came in between");
        assertThrows(HazeLabException.class, () -> text.write("new"));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
        assertEquals("came in between", Files.readString(folder.resolve("x.svg")));
    }
}
