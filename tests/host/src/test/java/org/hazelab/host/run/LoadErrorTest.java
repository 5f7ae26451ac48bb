// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.run;

import static org.hazelab.host.WorkflowFolder.config;
import static org.hazelab.host.WorkflowFolder.controlled;
import static org.hazelab.host.WorkflowFolder.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

import org.hazelab.host.ExitCode;
import org.hazelab.host.HostRun;
import org.hazelab.host.WorkflowFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadErrorTest {

    private static final String TROUBLE = entry("trouble", "xstring", "NONE");
    private static final String WRITE = entry("file", "xstring", "f");

    @TempDir
    Path temp;

    private WorkflowFolder workflow() {
        return new WorkflowFolder(temp.resolve("wf"));
    }

    private static void refused(final Path folder, final String... sentences) {
        HostRun run = HostRun.of(folder);
        assertEquals(ExitCode.LOAD, run.code, run.out);
        for (String sentence : sentences) {
            assertTrue(run.err.contains(sentence), run.err);
        }
        assertEquals(sentences.length, run.err.lines().count(), run.err);
        assertEquals(0, run.started.size());
    }

    @Test
    void namesTheFactoryOfANodeThatIsNotInstalled() {
        refused(workflow().rawNode(1, "org.knime.base.node.X", "").rawNode(2, "some.Other", "").save(),
            "The node X #1 is not known here: its factory org.knime.base.node.X of the bundle some.bundle is not"
                + " installed. This workflow needs KNIME itself.",
            "The node Other #2 is not known here");
    }

    @Test
    void namesTheSettingThatIsMissing() {
        refused(workflow().node(1, "WriteNodeFactory", "").save(),
            "The settings of WriteNodeFactory #1 cannot be used: String for key \"file\" not found.");
    }

    @Test
    void namesTheConstantsOfAnEnum() {
        refused(workflow().node(1, "TroubleNodeFactory", entry("trouble", "xstring", "NOPE")).save(),
            "The settings of TroubleNodeFactory #1 cannot be used: Invalid value 'NOPE'. Possible values: NONE, ");
    }

    @Test
    void asksTheParametersThemselves() {
        HostRun run = HostRun.of(workflow().node(1, "SourceNodeFactory", entry("rows", "xint", -1)
            + entry("kind", "xstring", "FIRST") + entry("path", "xstring", "p") + entry("opt", "xdouble", "0.0")
            + entry("opt_is_present", "xboolean", false) + entry("optSet", "xdouble", "2.5")
            + entry("longNumber", "xlong", 6) + entry("dbl", "xdouble", "0.5")
            + config("names", entry("array-size", "xint", 0))
            + config("group", entry("inner", "xint", 4), entry("flag", "xboolean", false))).save());
        assertEquals(ExitCode.LOAD, run.code);
        assertTrue(run.err.contains("Rows must not be negative."), run.err);
    }

    @Test
    void aVariableThatIsNotThereIsAnError() {
        refused(workflow().variable("known", "INTEGER", 1)
            .node(1, "WriteNodeFactory", WRITE, controlled("file", "other", null), "").save(),
            "The settings of WriteNodeFactory #1 cannot be used: the setting \"file\" is controlled by the flow"
                + " variable \"other\", which does not exist (known are known)");
    }

    @Test
    void aVariableOfAnotherTypeIsAnError() {
        String model = entry("number", "xint", 1);
        refused(workflow().variable("text", "STRING", "abc")
            .node(1, "WriteNodeFactory", WRITE + model, controlled("number", "text", null), "").save(),
            "the setting \"number\" (xint) cannot take the flow variable \"text\", which is of type STRING with the"
                + " value \"abc\"");
    }

    @Test
    void aVariableForASettingThatIsNotThereIsAnError() {
        refused(workflow().variable("text", "STRING", "abc")
            .node(1, "WriteNodeFactory", WRITE, config("deep", controlled("er", "text", null)), "").save(),
            "a flow variable is meant for the setting \"deep\", which the node does not have");
    }

    @Test
    void aVariableOfTheCommandLineThatTheWorkflowDoesNotHaveIsAnError() {
        Path folder = workflow().variable("known", "INTEGER", 1).node(1, "WriteNodeFactory", WRITE).save();
        HostRun run = HostRun.of(folder, "-workflow.variable=knwon,2,int");
        assertEquals(ExitCode.LOAD, run.code);
        assertEquals("The workflow wf has no workflow variable \"knwon\". It has known.", run.err.strip());
    }

    @Test
    void connectionsThatLeadNowhereOrTwiceToOneInputAreErrors() {
        refused(workflow().node(1, "SourceNodeFactory", null).node(2, "TroubleNodeFactory", TROUBLE)
            .connect(1, 2, 2, 1).connect(1, 1, 2, 1).connect(1, 1, 2, 1).connect(1, 1, 2, 0).save(),
            "The connection from SourceNodeFactory #1 (port 2) to TroubleNodeFactory #2 (port 1) leads nowhere",
            "The connection from SourceNodeFactory #1 (port 1) to TroubleNodeFactory #2 (port 1) is one too many",
            "The connection from SourceNodeFactory #1 (port 1) to TroubleNodeFactory #2 (port 0) leads nowhere");
    }

    @Test
    void aCircleIsAnError() {
        refused(workflow().node(1, "TroubleNodeFactory", TROUBLE).node(2, "TroubleNodeFactory", TROUBLE)
            .node(3, "SourceNodeFactory", null).connect(1, 1, 2, 1).connect(2, 1, 1, 1).save(),
            "The connections form a cycle: TroubleNodeFactory #1, TroubleNodeFactory #2.");
    }

    @Test
    void anUnknownPortTypeIsAnError() {
        refused(workflow().node(1, "ModifyNodeFactory", null, "", config("node_creation_config", config("Reference",
            config("port_0", entry("object_class", "xstring", "no.such.Port"))))).save(),
            "The node ModifyNodeFactory #1 cannot be made: Unable to restore port type, can't load class"
                + " \"no.such.Port\"");
    }

    @Test
    void leavesNoTemporaryFolderBehind() throws IOException {
        var before = HostRun.runFolders();
        HostRun.of(workflow().rawNode(1, "org.knime.base.node.X", "").save());
        assertEquals(before, HostRun.runFolders());
    }
}
