// SPDX-License-Identifier: Apache-2.0
package org.hazelab.host.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.hazelab.host.ExitCode;
import org.hazelab.host.HostException;
import org.hazelab.host.HostRun;
import org.hazelab.host.WorkflowFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {

    @TempDir
    Path temp;

    private Path zip(final String... names) throws IOException {
        Path file = temp.resolve("a.knwf");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(1);
            }
        }
        return file;
    }

    @Test
    void runsAnArchiveWithTheFolderOfAWorkflowInside() throws IOException {
        Path folder = new WorkflowFolder(temp.resolve("wf")).node(1, "SourceNodeFactory", null).save();
        Path file = temp.resolve("wf.knwf");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file));
            var files = Files.walk(folder).filter(Files::isRegularFile)) {
            for (Path each : files.toList()) {
                zip.putNextEntry(new ZipEntry(temp.relativize(each).toString()));
                Files.copy(each, zip);
            }
        }
        HostRun run = HostRun.of("-workflowFile=" + file, "-nosave");
        assertEquals(ExitCode.OK, run.code, run.err);
        assertEquals(4, run.rows.get("SourceNodeFactory #1").size());
    }

    @Test
    void refusesEntriesThatLeadOutOfTheFolder() throws IOException {
        for (String name : new String[] {"../evil", "/../../evil", "a/../../evil", "..\\evil"}) {
            Path file = zip("fine", name);
            Path target = temp.resolve("inside/" + name.hashCode());
            HostException e = assertThrows(HostException.class, () -> Archive.unpack(file, target));
            assertTrue(e.getMessage().contains("outside of the folder"), e.getMessage());
        }
        assertFalse(Files.exists(temp.resolve("inside/evil")));
        assertFalse(Files.exists(temp.resolve("evil")));
    }

    @Test
    void saysWhichEntryNoFileCanBeNamedAs() throws IOException {
        Path file = zip("fine", "a\0b");
        HostException e = assertThrows(HostException.class, () -> Archive.unpack(file, temp.resolve("c")));
        assertEquals(ExitCode.LOAD, e.code());
        assertTrue(e.getMessage().contains("cannot be the name of a file"), e.getMessage());
    }

    @Test
    void refusesAFileThatIsNoArchive() throws IOException {
        Path file = Files.writeString(temp.resolve("b.knwf"), "text");
        assertThrows(HostException.class, () -> Archive.unpack(file, temp.resolve("b")));
        assertEquals(ExitCode.LOAD, HostRun.of(file.toString()).code);
    }
}
