// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.hazematching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** A process ends in order though a network is trained: nothing is taken from under the thread that computes. */
class EndOfProcessTest {

    @TempDir
    private Path folder;

    @RepeatedTest(5)
    void doesNotCrash() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dhazelab.natives=" + System.getProperty("hazelab.natives"), "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            EndWhileTraining.class.getName()).directory(folder.toFile()).redirectErrorStream(true).start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(EndWhileTraining.EXIT_CODE, process.waitFor(), output);
    }
}
