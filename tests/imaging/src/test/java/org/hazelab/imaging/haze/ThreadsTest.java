// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.haze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Parallel;
import org.junit.jupiter.api.Test;

class ThreadsTest {

    @Test
    void resultsAreTheSameToTheBitForAnyNumberOfProcessors() throws Exception {
        String here = DehazeDigest.digest();
        assertEquals(here, elsewhere("-XX:ActiveProcessorCount=1"));
        assertEquals(here, elsewhere("-XX:ActiveProcessorCount=7"));
        assertEquals(here, elsewhere("-XX:ActiveProcessorCount=3",
            "-Djava.util.concurrent.ForkJoinPool.common.parallelism=1"));
    }

    @Test
    void resultsAreTheSameToTheBitUnderAnyBoundOfThreads() throws HazeLabException {
        String unbounded = DehazeDigest.digest();
        assertEquals(unbounded, Parallel.withThreads(1, DehazeDigest::digest));
        assertEquals(unbounded, Parallel.withThreads(2, DehazeDigest::digest));
    }

    @Test
    void resultsAreTheSameToTheBitHoweverTheCodeIsCompiled() throws Exception {
        assertEquals(DehazeDigest.digest(), elsewhere("-XX:TieredStopAtLevel=1", "-XX:UseAVX=0"));
    }

    @Test
    void resultsAreTheSameToTheBitInEveryRun() throws HazeLabException {
        assertEquals(DehazeDigest.digest(), DehazeDigest.digest());
    }

    private static String elsewhere(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-cp", System.getProperty("java.class.path"),
            DehazeDigest.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        List<String> lines = output.lines().toList();
        return lines.get(lines.size() - 1);
    }
}
