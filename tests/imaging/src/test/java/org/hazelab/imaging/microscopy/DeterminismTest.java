// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.microscopy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/**
 * The checksum was taken from this implementation on JDK 17 (x86-64): it proves nothing about haze, but any machine or
 * JDK
 * that computes other bits, and any change of what a seed means, shows here.
 */
class DeterminismTest {

    private static final String GOLDEN = "3b0a303a";

    @Test
    void givesTheSameBytesEverywhere() throws Exception {
        assertEquals(GOLDEN, HazeDigest.digest());
        assertEquals(GOLDEN, elsewhere("-XX:ActiveProcessorCount=1"));
        assertEquals(GOLDEN, elsewhere("-XX:ActiveProcessorCount=7", "-XX:TieredStopAtLevel=1", "-XX:UseAVX=0"));
    }

    private static String elsewhere(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-cp", System.getProperty("java.class.path"),
            HazeDigest.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        List<String> lines = output.lines().toList();
        return lines.get(lines.size() - 1);
    }
}
