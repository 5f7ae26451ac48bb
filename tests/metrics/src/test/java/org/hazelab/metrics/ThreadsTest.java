// SPDX-License-Identifier: Apache-2.0
package org.hazelab.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.hazelab.imaging.FloatImage;
import org.junit.jupiter.api.Test;

class ThreadsTest {

    @Test
    void scoresAreTheSameToTheBitForAnyNumberOfProcessors() throws Exception {
        String here = MetricsDigest.digest();
        assertEquals(here, elsewhere("-XX:ActiveProcessorCount=1"));
        assertEquals(here, elsewhere("-XX:ActiveProcessorCount=5"));
    }

    @Test
    void scoresAreTheSameToTheBitHoweverTheCodeIsCompiled() throws Exception {
        assertEquals(MetricsDigest.digest(), elsewhere("-XX:TieredStopAtLevel=1", "-XX:UseAVX=0"));
    }

    private static String elsewhere(String... options) throws IOException, InterruptedException, URISyntaxException {
        List<String> classPath = new ArrayList<>();
        for (Class<?> one : List.of(MetricsDigest.class, Metric.class, FloatImage.class,
            org.junit.jupiter.api.Assertions.class, org.opentest4j.AssertionFailedError.class)) {
            classPath.add(Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-cp", String.join(File.pathSeparator, classPath),
            MetricsDigest.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.strip();
    }
}
