// SPDX-License-Identifier: Apache-2.0
package org.hazelab.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** A test that hangs fails, and the build ends: no module and no child process is without a limit. */
class TimeOutsTest {

    private static final Path TESTS = Path.of(System.getProperty("hazelab.root"), "tests");
    private static final Pattern ELEMENT_OF_ITS_OWN =
        Pattern.compile("<(testResources|configurationParameters|forkedProcessTimeoutInSeconds|jvm)>");

    private static List<Path> modules() throws IOException {
        return Pattern.compile("<module>(.+)</module>").matcher(Files.readString(TESTS.resolve("pom.xml"))).results()
            .map(module -> TESTS.resolve(module.group(1))).toList();
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void everyTestEndsInAThreadThatCanBeGivenUp() throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(TESTS.resolve("junit-platform.properties"))) {
            properties.load(in);
        }
        String limit = properties.getProperty("junit.jupiter.execution.timeout.default");
        assertTrue(limit.matches("[1-9]\\d? m"), limit);
        assertEquals("SEPARATE_THREAD", properties.getProperty("junit.jupiter.execution.timeout.thread.mode.default"));
        String parent = Files.readString(TESTS.resolve("pom.xml"));
        assertTrue(parent.contains("<include>junit-platform.properties</include>"));
        assertTrue(parent.contains("<jvm>${hazelab.root}/tests/bin/java</jvm>"));
        assertTrue(Files.isExecutable(TESTS.resolve("bin/java")));
    }

    @Test
    void noModuleHasOtherLimits() throws IOException {
        assertTrue(modules().size() > 9, () -> "the modules are not found in " + TESTS);
        for (Path module : modules()) {
            String pom = Files.readString(module.resolve("pom.xml"));
            assertTrue(pom.contains("<artifactId>tests</artifactId>"), () -> module + " has another parent");
            assertFalse(ELEMENT_OF_ITS_OWN.matcher(pom).find(), () -> module + " sets its own limits");
            assertFalse(Files.exists(module.resolve("src/test/resources/junit-platform.properties")), module::toString);
        }
    }

    /** Reading what a child process prints cannot be interrupted, so each gets an end of its own when it is started. */
    @Test
    void everyChildProcessIsEndedWhenItHangs() throws IOException {
        List<String> unlimited = new ArrayList<>();
        int limited = 0;
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                int limits = count(text, ".onExit()" + ".orTimeout(");
                limited += limits;
                if (count(text, "new ProcessBuilder" + "(") != limits) {
                    unlimited.add(TESTS.relativize(file).toString());
                }
            }
        }
        assertEquals(List.of(), unlimited, "after start(): process.onExit()"
            + ".orTimeout(...).exceptionally(late -> process.destroyForcibly())");
        assertTrue(limited >= 8, limited + " found");
    }
}
