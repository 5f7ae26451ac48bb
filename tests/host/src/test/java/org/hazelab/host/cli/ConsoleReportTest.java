// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.cli;

import static org.hazelab.host.WorkflowFolder.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.hazelab.host.ExitCode;
import org.hazelab.host.WorkflowFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleReportTest {

    @TempDir
    Path temp;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitCode run(final boolean terminal, final Path folder) {
        PrintStream o = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream e = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new RunCommand(o, e, new ConsoleReport(o, e, terminal, 40)).run(folder.toString(), "-nosave");
    }

    private Path workflow(final String trouble) {
        return new WorkflowFolder(temp.resolve("wf")).node(1, "SourceNodeFactory", null)
            .node(2, "TroubleNodeFactory", entry("trouble", "xstring", trouble)).connect(1, 1, 2, 1).save();
    }

    @Test
    void namesEveryNodeItsRowsAndItsWarning() {
        assertEquals(ExitCode.OK, run(false, workflow("WARNING")));
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("[1/2] SourceNodeFactory #1 ..."), text);
        assertTrue(text.contains("[2/2] TroubleNodeFactory #2: done in "), text);
        assertTrue(text.contains(" s, 4 rows"), text);
        assertTrue(text.contains(" s, 1 row\n"), text);
        assertTrue(text.contains("Warning of TroubleNodeFactory #2: x"), text);
        assertTrue(text.contains("Done: 2 nodes in "), text);
        assertFalse(text.contains("\r"), text);
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void saysWhatCameOutThatIsNoTable() {
        Path folder = new WorkflowFolder(temp.resolve("wf")).node(1, "MakeModelNodeFactory", null).save();
        assertEquals(ExitCode.OK, run(false, folder));
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains(" s, text model of some text\n"), text);
    }

    @Test
    void tellsWhatWentWrongAndWhatToDo() {
        assertEquals(ExitCode.EXECUTION, run(false, workflow("MESSAGE")));
        String text = err.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("Error in TroubleNodeFactory #2: S\n"), text);
        assertTrue(text.contains("  What to do: R1\n  What to do: R2\n"), text);
        assertTrue(text.contains("Not done: 1 of 2 nodes executed in "), text);
    }

    @Test
    void writesOverItsLineOnATerminal() {
        run(true, workflow("NONE"));
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.startsWith("\r\033[K[1/2] SourceNodeFactory #1 ..."), text);
        assertTrue(text.contains("\r\033[K[2/2] TroubleNodeFactory #2: done"), text);
    }
}
