// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.run;

import static org.hazelab.host.WorkflowFolder.config;
import static org.hazelab.host.WorkflowFolder.controlled;
import static org.hazelab.host.WorkflowFolder.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.hazelab.host.ExitCode;
import org.hazelab.host.HostRun;
import org.hazelab.host.WorkflowFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowRunTest {

    /** All keys of the Test Source, in the form in which KNIME 5.8.3 and 5.11.0 save parameters. */
    private static final String SOURCE = entry("rows", "xint", 2) + entry("kind", "xstring", "SECOND")
        + entry("path", "xstring", "p") + entry("opt", "xdouble", "0.0") + entry("opt_is_present", "xboolean", false)
        + entry("optSet", "xdouble", "2.5") + entry("optSet_is_present", "xboolean", true)
        + entry("longNumber", "xlong", 6) + entry("dbl", "xdouble", "0.5")
        + config("names", entry("array-size", "xint", 1), entry("0", "xstring", "z"))
        + config("group", entry("inner", "xint", 4), entry("flag", "xboolean", false));

    @TempDir
    Path temp;

    private WorkflowFolder workflow() {
        return new WorkflowFolder(temp.resolve("wf"));
    }

    @Test
    void runsNodesWithTheirSavedParameters() {
        Path folder = workflow().node(1, "SourceNodeFactory", SOURCE).save();
        HostRun run = HostRun.of(folder);
        assertEquals(ExitCode.OK, run.code, run.err);
        String text = "SECOND|p|Optional.empty|Optional[2.5]|6|0.5|z|4|false|7|1";
        assertEquals(List.of("Row0: 0, " + text, "Row1: 1, " + text), run.rows.get("SourceNodeFactory #1"));
    }

    @Test
    void takesDefaultsThatFitTheInputsWhereNoParametersAreSaved() {
        Path folder = workflow().node(1, "SourceNodeFactory", null).node(2, "ModifyNodeFactory", null)
            .connect(1, 1, 2, 1).save();
        HostRun run = HostRun.of(folder);
        assertEquals(ExitCode.OK, run.code, run.err);
        assertEquals(4, run.rows.get("ModifyNodeFactory #2").size());
        assertTrue(run.rows.get("ModifyNodeFactory #2").get(0).endsWith(", text [number, text] none wf"),
            run.rows.toString());
    }

    @Test
    void givesTheOptionalInputOnlyWhereTheWorkflowDeclaresIt() {
        String present = config("node_creation_config", "<config key=\"Rows\"/>",
            config("Reference",
                config("port_0", entry("object_class", "xstring", "org.knime.core.node.BufferedDataTable"))),
            "<config key=\"Out\"/>");
        Path folder = workflow().node(1, "SourceNodeFactory", SOURCE).node(2, "SourceNodeFactory", null)
            .node(3, "ModifyNodeFactory", null, "", present).connect(1, 1, 3, 1).connect(2, 1, 3, 2).save();
        HostRun run = HostRun.of(folder);
        assertEquals(ExitCode.OK, run.code, run.err);
        assertTrue(run.rows.get("ModifyNodeFactory #3").get(0).endsWith("4 wf"), run.rows.toString());
    }

    @Test
    void executesInTopologicalOrderTheLowerNumberFirst() {
        Path folder = workflow().node(9, "SourceNodeFactory", null).node(2, "ModifyNodeFactory", null)
            .node(5, "SourceNodeFactory", null).node(7, "ModifyNodeFactory", null).connect(9, 1, 2, 1)
            .connect(5, 1, 7, 1).save();
        HostRun run = HostRun.of(folder);
        assertEquals(List.of("SourceNodeFactory #5", "ModifyNodeFactory #7", "SourceNodeFactory #9",
            "ModifyNodeFactory #2"), run.started);
    }

    @Test
    void variableConnectionsOrderNodes() {
        Path folder = workflow().node(1, "SourceNodeFactory", null).node(2, "SourceNodeFactory", null)
            .connect(2, 0, 1, 0).save();
        assertEquals(List.of("SourceNodeFactory #2", "SourceNodeFactory #1"), HostRun.of(folder).started);
    }

    private WorkflowFolder controlledSource() {
        String tree = controlled("rows", "rows_var", null) + controlled("path", "path_var", null)
            + controlled("dbl", "rows_var", null) + controlled("kind", "kind_var", null)
            + config("group", controlled("inner", "rows_var", null), controlled("flag", "flag_var", null));
        return workflow().variable("rows_var", "INTEGER", 1).variable("path_var", "STRING", "from/variable")
            .variable("kind_var", "STRING", "FIRST").variable("flag_var", "STRING", "true")
            .node(1, "SourceNodeFactory", SOURCE, tree, "");
    }

    @Test
    void flowVariablesControlSettings() {
        HostRun run = HostRun.of(controlledSource().save());
        assertEquals(ExitCode.OK, run.code, run.err);
        assertEquals(List.of("Row0: 0, FIRST|from/variable|Optional.empty|Optional[2.5]|6|1.0|z|1|true|7|1"),
            run.rows.get("SourceNodeFactory #1"));
    }

    @Test
    void theCommandLineOverridesWorkflowVariables() {
        HostRun run = HostRun.of(controlledSource().save(), "-workflow.variable=rows_var,3,int",
            "-workflow.variable=path_var,\"a, b\",String", "-workflow.variable=kind_var,SECOND,String");
        assertEquals(ExitCode.OK, run.code, run.err);
        assertEquals("Row2: 2, SECOND|a, b|Optional.empty|Optional[2.5]|6|3.0|z|3|true|7|1",
            run.rows.get("SourceNodeFactory #1").get(2));
    }

    @Test
    void theCommandLineOverridesSettings() {
        HostRun run = HostRun.of(workflow().node(1, "SourceNodeFactory", SOURCE).save(), "-option=1,rows,1,int",
            "-option=1,group/flag,true,boolean", "-option=1,path,a,b,String");
        assertEquals(List.of("Row0: 0, SECOND|a,b|Optional.empty|Optional[2.5]|6|0.5|z|4|true|7|1"),
            run.rows.get("SourceNodeFactory #1"));
    }

    @Test
    void exposedSettingsReachTheNodesAfter() {
        String exposes = controlled("rows", null, "how_many") + controlled("dbl", null, "number");
        String uses = controlled("rows", "how_many", null) + controlled("dbl", "number", null);
        Path folder = workflow().node(1, "SourceNodeFactory", SOURCE, exposes, "")
            .node(2, "SourceNodeFactory", SOURCE.replace("\"0.5\"", "\"9.0\"").replace("\"2\"", "\"1\""), uses, "")
            .connect(1, 0, 2, 0).save();
        HostRun run = HostRun.of(folder);
        assertEquals(ExitCode.OK, run.code, run.err);
        assertEquals(run.rows.get("SourceNodeFactory #1"), run.rows.get("SourceNodeFactory #2"));
    }

    @Test
    void tablesThatANodePassesOnStayReadable() {
        Path target = temp.resolve("out.txt");
        Path folder = workflow().node(1, "SourceNodeFactory", SOURCE)
            .node(2, "TroubleNodeFactory", entry("trouble", "xstring", "PASSES_INPUT"))
            .node(3, "WriteNodeFactory", entry("file", "xstring", target)).connect(1, 1, 2, 1).connect(2, 1, 3, 1)
            .save();
        HostRun run = HostRun.of(folder);
        assertEquals(ExitCode.OK, run.code, run.err);
        assertTrue(Files.exists(target));
    }

    @Test
    void aSpecKnownOnlyAfterExecutionIsEnough() {
        Path folder = workflow().node(1, "SourceNodeFactory", SOURCE)
            .node(2, "TroubleNodeFactory", entry("trouble", "xstring", "UNKNOWN_SPEC"))
            .node(3, "ModifyNodeFactory", null).connect(1, 1, 2, 1).connect(2, 1, 3, 1).save();
        assertEquals(ExitCode.OK, HostRun.of(folder).code);
    }

    @Test
    void fileStoresAndLargeCellsReachTheNodesAfterAndAreGoneAtTheEnd() throws IOException {
        Path target = temp.resolve("out.txt");
        Path folder = workflow().node(1, "ImagesNodeFactory", null).node(2, "ModifyNodeFactory", null)
            .node(3, "WriteNodeFactory", entry("file", "xstring", target)).connect(1, 1, 2, 1).connect(2, 1, 3, 1)
            .save();
        var before = HostRun.runFolders();
        HostRun run = HostRun.of(folder);
        assertEquals(ExitCode.OK, run.code, run.err);
        assertEquals(List.of("Row0: 1000 bytes of 100, PNG of width 200,  [bytes, png] none wf",
            "Row1: 1000 bytes of 101, PNG of width 8,  [bytes, png] none wf",
            "Row2: ? (no bytes), ? (null),  [bytes, png] none wf"), Files.readAllLines(target));
        assertEquals(before, HostRun.runFolders());
    }

    @Test
    void aFailedNodeStopsOnlyThoseAfterIt() {
        Path folder = workflow().node(1, "SourceNodeFactory", SOURCE)
            .node(2, "TroubleNodeFactory", entry("trouble", "xstring", "BREAKS")).node(3, "ModifyNodeFactory", null)
            .node(4, "ModifyNodeFactory", null).connect(1, 1, 2, 1).connect(2, 1, 3, 1).connect(1, 1, 4, 1).save();
        HostRun run = HostRun.of(folder);
        assertEquals(ExitCode.EXECUTION, run.code);
        assertEquals(Map.of("TroubleNodeFactory #2", NodeRun.State.FAILED, "ModifyNodeFactory #3",
            NodeRun.State.SKIPPED), run.notExecuted);
        assertTrue(run.rows.containsKey("ModifyNodeFactory #4"));
        assertTrue(run.err.contains("2 of 4 nodes executed"), run.err);
        assertTrue(run.err.contains("Failed: TroubleNodeFactory #2. Not reached: ModifyNodeFactory #3."), run.err);
    }

    @Test
    void anInputThatIsNotConnectedIsAnErrorOfItsNode() {
        HostRun run = HostRun.of(workflow().node(1, "ModifyNodeFactory", null).save());
        assertEquals(ExitCode.EXECUTION, run.code);
        assertEquals("Input 1 (Data) is not connected.", run.messages.get("ModifyNodeFactory #1").getMessage());
    }

    @Test
    void nothingIsWrittenIntoTheWorkflowAndSavedResultsAreNotUsed() throws IOException {
        WorkflowFolder workflow = workflow().node(1, "SourceNodeFactory", SOURCE);
        Path settings = workflow.save().resolve("SourceNodeFactory (#1)/settings.xml");
        Files.writeString(settings, Files.readString(settings).replace("\"CONFIGURED\"", "\"EXECUTED\""));
        List<Path> before = files();
        HostRun run = HostRun.of(temp.resolve("wf").toString());
        assertEquals(ExitCode.OK, run.code);
        assertTrue(run.out.contains("Results saved in the workflow are not used: every node runs."), run.out);
        assertTrue(run.out.contains("The workflow is as it was"), run.out);
        assertEquals(before, files());
        assertEquals("Done", HostRun.of(temp.resolve("wf"), "-reset").out.substring(0, 4));
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(temp)) {
            return all.sorted().toList();
        }
    }

    @Test
    void onlyConfiguresWithNoexecute() {
        HostRun run = HostRun.of(workflow().node(1, "SourceNodeFactory", SOURCE).save(), "-noexecute");
        assertEquals(ExitCode.OK, run.code);
        assertEquals(List.of(), run.started);
    }
}
