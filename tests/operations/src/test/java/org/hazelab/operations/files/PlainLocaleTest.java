// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names with umlauts and Chinese where Java was started without a locale, as by cron and in Docker. */
@EnabledOnOs(OS.LINUX)
class PlainLocaleTest {

    private static final String UMLAUT = "\u00c4pfel";
    private static final String CHINESE = "\u9727\u5c71";

    @TempDir
    Path folder;

    private List<String> inPlainLocale(String task) throws Exception {
        ProcessBuilder child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            PlainLocaleTest.class.getName(), task, folder.toString());
        child.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        child.environment().put("LC_ALL", "C");
        Process process = child.redirectErrorStream(true).start();
        process.onExit().orTimeout(10, TimeUnit.MINUTES).exceptionally(late -> process.destroyForcibly());
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertEquals(0, process.waitFor(), out);
        return out.lines().toList();
    }

    @Test
    void namesAreReadAsTheyWereWritten() throws Exception {
        for (String name : List.of(UMLAUT, "\u00d6pfel", CHINESE, "plain")) {
            Files.createFile(folder.resolve(name + ".png"));
        }
        assertEquals(
            List.of("plain.png", escaped(UMLAUT + ".png"), escaped("\u00d6pfel.png"), escaped(CHINESE + ".png")),
            inPlainLocale("list"));
        assertEquals(List.of(escaped(UMLAUT + ".png"), escaped("\u00d6pfel.png")), inPlainLocale("filter"));
    }

    @Test
    void whatCannotBeNamedIsSaidWithWhatToDo() throws Exception {
        Files.createDirectory(folder.resolve(UMLAUT));
        for (String task : List.of("find", "write", "name")) {
            List<String> lines = inPlainLocale(task);
            assertEquals(2, lines.size(), lines.toString());
            assertTrue(
                lines.get(0).endsWith("has characters that file names cannot have here, since Java was started with "
                    + "the character set US-ASCII"),
                lines.toString());
            assertTrue(lines.get(0).contains(escaped(UMLAUT)), lines.toString());
            assertTrue(lines.get(1).startsWith("Set the environment variable LC_ALL to C.UTF-8"), lines.toString());
        }
        try (var left = Files.list(folder)) {
            assertEquals(List.of(folder.resolve(UMLAUT)), left.toList());
        }
    }

    private static String escaped(String text) {
        StringBuilder ascii = new StringBuilder();
        text.chars().forEach(c -> ascii.append(c < 128 ? String.valueOf((char)c) : String.format("<%04x>", c)));
        return ascii.toString();
    }

    /** The child: a task in a folder. */
    public static void main(String... arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        try {
            switch (arguments[0]) {
                case "list" -> list(folder, "");
                case "filter" -> list(folder, "?pfel.png");
                case "find" -> FileLocation.resolve(folder + "/" + UMLAUT, Optional.empty());
                case "write" -> new OutputFiles(folder, OverwritePolicy.OVERWRITE, true).claim(UMLAUT, ".png", "Row 1");
                case "name" -> FileLocation.inFolder(folder, UMLAUT);
                default -> throw new AssertionError(arguments[0]);
            }
        } catch (HazeLabException e) {
            System.out.println(escaped(e.summary()));
            System.out.println(escaped(e.remedy()));
        }
    }

    private static void list(Path folder, String pattern) throws Exception {
        for (Path file : ListImages.run(new ListImages.Config(folder, false, pattern), Progress.NONE)) {
            new ReadImages(new ReadImages.Config(false, true)).run(file, Progress.NONE,
                outcome -> System.out.println(escaped(outcome.fileName())));
        }
    }
}
