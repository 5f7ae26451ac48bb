// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.workflow;

import static org.hazelab.host.WorkflowFolder.config;
import static org.hazelab.host.WorkflowFolder.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.hazelab.host.ExitCode;
import org.hazelab.host.HostException;
import org.hazelab.host.WorkflowFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.workflow.HostAccess;

class WorkflowReaderTest {

    @TempDir
    Path temp;

    private WorkflowFolder workflow() {
        return new WorkflowFolder(temp.resolve("wf"));
    }

    private static void refused(final Path folder, final String... words) {
        HostException e = assertThrows(HostException.class, () -> WorkflowReader.read(folder));
        assertEquals(ExitCode.LOAD, e.code());
        assertEquals(1, e.problems().size());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        for (String word : words) {
            assertTrue(e.getMessage().contains(word), e.getMessage());
        }
    }

    @Test
    void readsNodesConnectionsAndVariables() throws HostException {
        Path folder = workflow().variable("i", "INTEGER", 1).variable("s", "STRING", "x").variable("d", "DOUBLE", "0.5")
            .variable("b", "BOOLEAN", true).variable("l", "LONG", 5).node(2, "Mod", entry("strength", "xdouble", "0.5"))
            .node(1, "Src", entry("rows", "xint", 2)).connect(1, 1, 2, 1).connect(1, 0, 2, 0).save();
        WorkflowFile file = WorkflowReader.read(folder);
        assertEquals("wf", file.name());
        assertEquals(List.of("i", "s", "d", "b", "l"), List.copyOf(file.variables().keySet()));
        assertEquals(1, HostAccess.valueOf(file.variables().get("i")));
        assertEquals("x", HostAccess.valueOf(file.variables().get("s")));
        assertEquals(0.5, HostAccess.valueOf(file.variables().get("d")));
        assertEquals(List.of("Src #1", "Mod #2"), file.nodes().stream().map(n -> n.label()).toList());
        assertEquals("org.hazelab.testnodes.Src", file.nodes().get(0).factory());
        assertEquals(List.of(new WorkflowFile.Connection(1, 1, 2, 1), new WorkflowFile.Connection(1, 0, 2, 0)),
            file.connections());
        assertFalse(file.executedStates());
    }

    @Test
    void findsTheOnlyWorkflowInAFolder() throws HostException {
        workflow().node(1, "Src", "").save();
        assertEquals("wf", WorkflowReader.read(temp).name());
    }

    @Test
    void refusesAFolderWithoutAWorkflow() {
        refused(temp, "There is no workflow.knime in " + temp);
    }

    @Test
    void refusesXmlThatIsNotWellFormedAndSaysWhere() {
        WorkflowFolder workflow = workflow();
        workflow.write("workflow.knime", "<config key=\"x\">\n<config key=\"a\">\n</config>");
        refused(temp.resolve("wf"), "workflow.knime cannot be read: not well-formed at line 3");
    }

    @Test
    void refusesWhatIsNotOfTheDialect() {
        WorkflowFolder workflow = workflow();
        workflow.write("workflow.knime", "<other/>");
        refused(temp.resolve("wf"), "the first element is <other>, not <config>");
        workflow.write("workflow.knime", "<config key=\"x\"><entry key=\"a\" type=\"xint\" value=\"one\"/></config>");
        refused(temp.resolve("wf"), "the entry \"a\" of type xint has the value \"one\"");
        workflow.write("workflow.knime", "<config key=\"x\"><entry key=\"a\" type=\"xnew\" value=\"1\"/></config>");
        refused(temp.resolve("wf"), "the entry \"a\" has the unknown type \"xnew\"");
    }

    @Test
    void refusesDocumentTypesAndWithThemExternalEntities() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret"), "secret");
        WorkflowFolder workflow = workflow();
        workflow.write("workflow.knime", "<!DOCTYPE config [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>"
            + "<config key=\"x\"><entry key=\"version\" type=\"xstring\" value=\"&e;\"/></config>");
        refused(temp.resolve("wf"), "DOCTYPE is disallowed");
    }

    @Test
    void refusesANewerFormat() {
        refused(workflow().saveWith("6.0.0", ""), "format version 6.0.0", "needs KNIME itself");
    }

    @Test
    void refusesAFileWithoutAVersion() {
        workflow().write("workflow.knime", "<config key=\"workflow.knime\"/>");
        refused(temp.resolve("wf"), "is not complete: String for key \"version\" not found.");
    }

    private static String nodeEntry(final String id, final String file, final String type) {
        return config("node_" + id, entry("id", "xint", id), entry("node_settings_file", "xstring", file),
            entry("node_is_meta", "xboolean", "MetaNode".equals(type)), entry("node_type", "xstring", type));
    }

    @Test
    void refusesMetanodesAndComponents() {
        refused(workflow().saveWith("5.1.0", nodeEntry("3", "My Meta (#3)/workflow.knime", "MetaNode")),
            "The metanode \"My Meta (#3)\" cannot be run here: this workflow needs KNIME itself.");
        refused(workflow().saveWith("5.1.0", nodeEntry("3", "My Part (#3)/settings.xml", "SubNode")),
            "The component \"My Part (#3)\" cannot be run here");
    }

    @Test
    void refusesAMissingSettingsFileAndOneOutsideOfTheWorkflow() throws IOException {
        refused(workflow().saveWith("5.1.0", nodeEntry("1", "Gone (#1)/settings.xml", "NativeNode")),
            "settings.xml cannot be read");
        Files.writeString(temp.resolve("evil.xml"), "<config key=\"settings.xml\"/>");
        refused(workflow().saveWith("5.1.0", nodeEntry("1", "../evil.xml", "NativeNode")), "outside of its workflow");
    }

    @Test
    void refusesConnectionsToNodesThatAreNotThereAndNumbersThatAreThereTwice() {
        refused(workflow().node(1, "Src", "").connect(1, 1, 5, 1).save(), "ends at node 5");
        workflow().node(1, "Src", "").save();
        refused(workflow().saveWith("5.1.0", nodeEntry("1", "Src (#1)/settings.xml", "NativeNode")
            + nodeEntry("1", "Src (#1)/settings.xml", "NativeNode").replace("node_1", "node_x")), "two nodes with");
    }

    @Test
    void refusesVariablesOfUnknownTypes() {
        refused(workflow().variable("p", "PATHTYPE", "x").save(), "\"p\" has the type PATHTYPE", "needs KNIME itself");
    }
}
