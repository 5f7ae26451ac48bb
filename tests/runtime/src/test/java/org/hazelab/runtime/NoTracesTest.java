// SPDX-License-Identifier: Apache-2.0
package org.hazelab.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime, in a JVM of its own, reaches for no network and leaves no file anywhere. */
class NoTracesTest {

    private static final Pattern LOADED = Pattern.compile("(ai\\.djl\\.\\S+) source:");

    @TempDir
    private static Path folder;
    private static List<String> output;

    @BeforeAll
    static void doEverything() throws IOException, InterruptedException {
        output = run("runtime");
    }

    @Test
    void reachesForNoNetwork() {
        assertTrue(output.stream().anyMatch(line -> line.contains("a convolution is right")), output::toString);
        assertEquals(List.of(), output.stream().filter(line -> line.startsWith("CAUGHT")).toList());
    }

    @Test
    void theTrapCatchesEachWay() throws IOException, InterruptedException {
        List<String> self = run("self");
        assertEquals(List.of("CAUGHT address http://127.0.0.1:9/x", "CAUGHT channel", "CAUGHT open socket",
            "CAUGHT socket"), self.stream().filter(line -> line.startsWith("CAUGHT")).toList());
        assertTrue(self.stream().noneMatch(line -> line.contains("went through")), self::toString);
    }

    /** DJL's code for downloads, for its cache and for reporting its use is not even loaded. */
    @Test
    void loadsNothingOfDjlButItsBinding() {
        Set<String> loaded = new TreeSet<>();
        for (String line : output) {
            Matcher name = LOADED.matcher(line);
            if (name.find()) {
                loaded.add(name.group(1));
            }
        }
        assertEquals(new TreeSet<>(Set.of("ai.djl.engine.EngineException", "ai.djl.pytorch.jni.JniUtils",
            "ai.djl.pytorch.jni.PyTorchLibrary", "ai.djl.pytorch.jni.TorchCalls")), loaded);
    }

    /** No folder either: without an account the home folder is "?", in whatever folder the process runs. */
    @Test
    void leavesNoFileAndNoFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.map(Path::toString).toList());
        }
    }

    /** Home, temporary and current folder of the new JVM are the empty one. */
    private static List<String> run(String mode) throws IOException, InterruptedException {
        List<String> command =
            new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + folder, "-Djava.io.tmpdir=" + folder, "-XX:-UsePerfData", "-Xshare:auto",
                "-Xlog:class+load",
                "-Dhazelab.natives=" + System.getProperty("hazelab.natives"),
                "-Djava.nio.channels.spi.SelectorProvider=" + ConnectionTrap.Channels.class.getName(),
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ConnectionTrap.class.getName(), mode));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        Process process = builder.start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        List<String> lines =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        assertEquals(0, process.waitFor(), () -> String.join("\n", lines.subList(Math.max(0, lines.size() - 30),
            lines.size())));
        return lines;
    }
}
