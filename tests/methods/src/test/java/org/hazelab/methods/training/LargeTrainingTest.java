// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose heap is far smaller than its weights. */
class LargeTrainingTest {

    /**
     * 96 MB of weights, and as much of moments (twice), of the average and of the best weights, in a heap of 40 MB. The
     * steps are 0.25 long: weights of 1, 0.75 and 0.5, whose average with a decay of 0.5 is 0.875, then 0.6875.
     */
    @Test
    void needsNoHeapForTheWholeOfAnything(@TempDir Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx40m", "-Dhazelab.natives=" + System.getProperty("hazelab.natives"), "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            LargeTraining.class.getName(), folder.toString()).redirectErrorStream(true).start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        float last = Float.parseFloat(output.strip().replaceAll("\\{last=(.*)\\}", "$1"));
        assertEquals(0.6875, last, 0.01, output);
        long tensor = 4L * LargeTraining.SIDE * LargeTraining.SIDE;
        assertEquals(5 * LargeTraining.PARAMETERS * tensor, Files.size(folder.resolve("checkpoint")), 100_000);
    }
}
