// SPDX-License-Identifier: Apache-2.0
package org.hazelab.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The nodes, installed by p2 from the update site, inside a running OSGi framework. */
class InstalledNodesTest {

    @TempDir
    private Path folder;

    @Test
    void theFeatureWasInstalledFromTheUpdateSite() throws IOException {
        assertTrue(
            Files.readString(Hazelab.installation().resolve("artifacts.xml")).contains("org.hazelab.knime.nodes"));
        try (var features = Files.list(Hazelab.installation().resolve("features"))) {
            assertTrue(features.anyMatch(file -> file.getFileName().toString().startsWith("org.hazelab.feature_")));
        }
    }

    @Test
    void doctorFindsNothingWrong() throws IOException, InterruptedException {
        Hazelab.Outcome outcome = Hazelab.run(folder, "doctor");
        assertEquals(0, outcome.exitCode(), outcome::output);
        assertTrue(outcome.output().contains("org.hazelab.knime.nodes"), outcome::output);
    }

    /** PyTorch runs from where p2 has put it. */
    @Test
    void theModelRuntimeComputesFromTheInstalledFolders() throws IOException, InterruptedException {
        Hazelab.Outcome outcome = Hazelab.run(folder, "doctor");
        assertEquals(0, outcome.exitCode(), outcome::output);
        assertTrue(outcome.output().contains("a convolution is right"), outcome::output);
        assertTrue(outcome.output().contains("waiting threads passive"), outcome::output);
        String plugins = Hazelab.installation().resolve("plugins").toString();
        assertTrue(outcome.output().contains("libraries in " + plugins + "/org.hazelab.runtime.linux.x86_64_"),
            outcome::output);
        assertTrue(outcome.output().contains("binding " + plugins + "/org.hazelab.runtime_"), outcome::output);
    }

    /**
     * The reference in the documentation is made from the factories; {@code docs/nodes.md} says how to write it again.
     */
    @Test
    void theNodeReferenceInTheDocumentationIsUpToDate() throws IOException, InterruptedException {
        Hazelab.Outcome outcome = Hazelab.run(folder, "nodes", "--markdown");
        assertEquals(0, outcome.exitCode(), outcome::output);
        assertEquals(Files.readString(Hazelab.root().resolve("docs/nodes.md")).strip(), outcome.output().strip(),
            "write it again: ./hazelab nodes --markdown > docs/nodes.md");
    }

    @Test
    void aWorkflowThatIsNotThereIsALoadError() throws IOException, InterruptedException {
        Hazelab.Outcome outcome = Hazelab.run(folder, "run", "-workflowDir=nowhere");
        assertTrue(outcome.exitCode() == 2 || outcome.exitCode() == 3, outcome::output);
        assertTrue(outcome.output().contains("nowhere"), outcome::output);
    }

    @Test
    void anUnknownFlagIsAWrongCommandLine() throws IOException, InterruptedException {
        Hazelab.Outcome outcome = Hazelab.run(folder, "run", "-frobnicate");
        assertEquals(2, outcome.exitCode(), outcome::output);
        assertTrue(outcome.output().contains("-frobnicate"), outcome::output);
    }
}
