// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.run;

import static org.hazelab.host.WorkflowFolder.config;
import static org.hazelab.host.WorkflowFolder.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.hazelab.host.ExitCode;
import org.hazelab.host.HostRun;
import org.hazelab.host.WorkflowFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workflows in which something else than tables travels between nodes. */
class PortRunTest {

    private static final String MODEL_CLASS = "org.hazelab.testnodes.TextModel";
    private static final String IMAGE_CLASS = "org.knime.core.node.port.image.ImagePortObject";

    @TempDir
    Path temp;

    private WorkflowFolder workflow() {
        return new WorkflowFolder(temp.resolve("wf"));
    }

    private static String model(final String text, final boolean known) {
        return model(text, known, "");
    }

    private static String model(final String text, final boolean known, final String promise) {
        return entry("text", "xstring", text) + entry("known", "xboolean", known)
            + entry("promise", "xstring", promise);
    }

    /** Optional ports as KNIME saves them; every group has an entry, there or not. */
    private static String ports(final boolean more, final boolean picture) {
        return config("node_creation_config", "<config key=\"Model\"/>", present("More", more, MODEL_CLASS),
            present("Picture", picture, IMAGE_CLASS), "<config key=\"Text\"/>", "<config key=\"Same\"/>");
    }

    private static String present(final String group, final boolean there, final String objectClass) {
        return there ? config(group, config("port_0", entry("object_class", "xstring", objectClass)))
            : "<config key=\"" + group + "\"/>";
    }

    @Test
    void aModelReachesTheNextNodeWithItsFile() {
        HostRun run = HostRun.of(workflow().node(1, "MakeModelNodeFactory", model("haze", true))
            .node(2, "UseModelNodeFactory", null, "", ports(false, false)).connect(1, 1, 2, 1).save());
        assertEquals(ExitCode.OK, run.code, run.err);
        assertEquals(List.of("text model of haze"), run.rows.get("MakeModelNodeFactory #1"));
        assertEquals(List.of("Row0: of haze: haze 7", "text model of haze"), run.rows.get("UseModelNodeFactory #2"));
    }

    @Test
    void itsSpecIsThereWhenTheNextNodeIsConfigured() {
        HostRun run = HostRun.of(workflow().node(1, "MakeModelNodeFactory", model("nothing", true))
            .node(2, "UseModelNodeFactory", null).connect(1, 1, 2, 1).save());
        assertEquals(ExitCode.EXECUTION, run.code);
        assertEquals("The model is of nothing.", run.messages.get("UseModelNodeFactory #2").getMessage());
    }

    @Test
    void aNodeThatRefusesWhatIsPromisedIsAskedAgainOnceTheModelIsThere() {
        HostRun run = HostRun.of(workflow().node(1, "MakeModelNodeFactory", model("haze", true, "nothing yet"))
            .node(2, "UseModelNodeFactory", null).connect(1, 1, 2, 1).save());
        assertEquals(ExitCode.OK, run.code, run.err);
        assertEquals("known: [of haze]", run.messages.get("UseModelNodeFactory #2 configure").getMessage());
        assertEquals(List.of("Row0: of haze: haze 7", "text model of haze"), run.rows.get("UseModelNodeFactory #2"));
    }

    @Test
    void aSpecThatIsUnknownBeforeIsGivenOnceTheModelIsThere() {
        HostRun run = HostRun.of(workflow().node(1, "MakeModelNodeFactory", model("haze", false))
            .node(2, "UseModelNodeFactory", null).connect(1, 1, 2, 1).save());
        assertEquals(ExitCode.OK, run.code, run.err);
        assertEquals("known: [of haze]", run.messages.get("UseModelNodeFactory #2 configure").getMessage());
    }

    @Test
    void optionalModelsAndPicturesComeInWhereTheWorkflowDeclaresThem() {
        WorkflowFolder workflow = workflow().node(1, "MakeModelNodeFactory", model("one", true))
            .node(2, "MakeModelNodeFactory", model("two", true)).node(3, "DrawNodeFactory", null)
            .node(4, "UseModelNodeFactory", null, "", ports(true, true))
            .node(5, "UseModelNodeFactory", null, "", ports(false, true)).connect(1, 1, 4, 1).connect(2, 1, 4, 2)
            .connect(3, 1, 4, 3).connect(1, 1, 5, 1).connect(3, 1, 5, 2);
        HostRun run = HostRun.of(workflow.save());
        assertEquals(ExitCode.OK, run.code, run.err);
        assertTrue(run.rows.get("DrawNodeFactory #3").get(0).startsWith("PNG Image 9 x 9 with "), run.rows::toString);
        assertEquals("known: [of one, of two, Image (PNG)]",
            run.messages.get("UseModelNodeFactory #4 configure").getMessage());
        List<String> both = run.rows.get("UseModelNodeFactory #4");
        assertEquals(List.of("Row0: of one: one 7", "Row1: of two: two 7"), both.subList(0, 2));
        assertTrue(both.get(2).startsWith("Row2: PNG Image 9 x 9 with "), both::toString);
        assertEquals(3, run.rows.get("UseModelNodeFactory #5").size());
    }

    @Test
    void aTableDoesNotFitAModelInput() {
        HostRun run = HostRun.of(workflow().node(1, "SourceNodeFactory", null).node(2, "UseModelNodeFactory", null)
            .connect(1, 1, 2, 1).save());
        assertEquals(ExitCode.LOAD, run.code);
        assertTrue(run.err.contains("does not fit: Data comes out, Text Model is wanted."), run.err);
    }

    @Test
    void aModelThatANodePassesOnKeepsItsFile() {
        HostRun run = HostRun.of(workflow().node(1, "MakeModelNodeFactory", model("haze", true))
            .node(2, "UseModelNodeFactory", null).node(3, "UseModelNodeFactory", null).connect(1, 1, 2, 1)
            .connect(2, 2, 3, 1).save());
        assertEquals(ExitCode.OK, run.code, run.err);
        assertEquals("Row0: of haze: haze 7", run.rows.get("UseModelNodeFactory #3").get(0));
    }

    @Test
    void aModelThatNobodyReadsAnyMoreLeavesNoFile() throws IOException {
        List<Integer> files = new ArrayList<>();
        Set<Path> before = HostRun.runFolders();
        HostRun run = new HostRun();
        run.afterEachNode = () -> files.add(storesOfThisRun(before));
        // Node 3 passes the model on, and its results are kept until node 4 is done: then only a table goes on.
        run.execute(workflow().node(1, "MakeModelNodeFactory", model("haze", true))
            .node(2, "UseModelNodeFactory", null).node(3, "UseModelNodeFactory", null)
            .node(4, "ModifyNodeFactory", null).node(5, "ModifyNodeFactory", null).connect(1, 1, 2, 1)
            .connect(2, 2, 3, 1).connect(3, 1, 4, 1).connect(4, 1, 5, 1).save().toString(), "-nosave");
        assertEquals(ExitCode.OK, run.code, run.err);
        assertEquals(List.of(1, 1, 1, 1, 0), files);
    }

    private static int storesOfThisRun(final Set<Path> before) {
        try {
            int count = 0;
            for (Path folder : HostRun.runFolders()) {
                if (!before.contains(folder)) {
                    try (Stream<Path> all = Files.walk(folder)) {
                        count += (int)all.filter(f -> f.getFileName().toString().equals("text")).count();
                    }
                }
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
