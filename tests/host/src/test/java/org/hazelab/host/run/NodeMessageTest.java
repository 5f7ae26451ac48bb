// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.run;

import static org.hazelab.host.WorkflowFolder.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

import org.hazelab.host.ExitCode;
import org.hazelab.host.HostRun;
import org.hazelab.host.WorkflowFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knime.core.node.workflow.NodeMessage;

/** The sentences are those of real KNIME 5.8.3 and 5.11.0, seen there with these very nodes. */
class NodeMessageTest {

    private static final String NODE = "TroubleNodeFactory #2";

    @TempDir
    Path temp;

    private HostRun run(final String trouble) {
        return HostRun.of(new WorkflowFolder(temp.resolve("wf")).node(1, "SourceNodeFactory", null)
            .node(2, "TroubleNodeFactory", entry("trouble", "xstring", trouble)).connect(1, 1, 2, 1).save());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        WARNING; OK; WARNING; x
        EMPTY; OK; WARNING; Node created an empty data table.
        KNIME_EXCEPTION; EXECUTION; ERROR; t
        BREAKS; EXECUTION; ERROR; Execute failed: boom and more
        BREAKS_SHORT; EXECUTION; ERROR; Execute failed: ("IllegalStateException"): boo
        ERROR; EXECUTION; ERROR; Execute failed: an assertion
        CONFIGURE_REFUSES; EXECUTION; WARNING; bad
        CONFIGURE_BREAKS; EXECUTION; ERROR; Configure failed (IllegalStateException): boom
        NO_OUTPUT; EXECUTION; ERROR; Execute failed: Invalid result. Execution failed, reason: data at output 0 is null.
        DUPLICATE; EXECUTION; ERROR; Execute failed: Encountered duplicate row ID "Row0"
        SAME_FILE_STORE; EXECUTION; ERROR; Execute failed: Duplicate key detected: "same"
        """)
    void aNodeShowsWhatKnimeShows(final String trouble, final ExitCode code, final NodeMessage.Type type,
        final String message) {
        HostRun run = run(trouble);
        assertEquals(code, run.code);
        assertEquals(type, run.messages.get(NODE).getMessageType());
        assertEquals(message, run.messages.get(NODE).getMessage());
    }

    @Test
    void aRowThatDoesNotFitIsToldAsInKnime() {
        assertEquals("Execute failed: Cell count in row \"Row0\" is not equal to length of column names array: 2 vs. 1",
            run("WRONG_COUNT").messages.get(NODE).getMessage());
        assertEquals("Execute failed: Runtime class of object \"text\" (index 0) in row \"Row0\" is String and does not"
            + " comply with its supposed superclass Number (Integer)",
            run("WRONG_TYPE").messages.get(NODE).getMessage());
    }

    @Test
    void anExecutedNodeWithoutAWarningShowsNothing() {
        assertEquals(NodeMessage.NONE, run("NONE").messages.get(NODE));
    }

    @Test
    void aWarningOfConfigureIsTold() {
        assertEquals("look out", run("CONFIGURE_WARNING").messages.get(NODE + " configure").getMessage());
    }

    @Test
    void aMessageShowsItsResolutions() {
        NodeMessage message = run("MESSAGE").messages.get(NODE);
        assertEquals("S", message.getMessage());
        assertEquals(List.of("R1", "R2"), message.getResolutions());
    }
}
