// SPDX-License-Identifier: Apache-2.0
package org.hazelab.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * The repository stands alone: a stranger who clones it has every file that a test reads, and every document that a
 * comment cites. Nothing refers to what lies beside our own checkout, and no test is skipped for want of something.
 */
class RepositoryTest {

    /** What building and running leaves behind, and what is git's. */
    private static final Set<String> NOT_OURS =
        Set.of(".git", "target", "lib", "natives", "output", ".dev", ".idea", ".vscode", ".settings");

    private static final Set<String> BINARY =
        Set.of("png", "jpg", "gif", "tif", "bmp", "pth", "pt", "mat", "safetensors",
            "class", "jar", "log");

    private static final long LARGEST_TEXT = 4 << 20;

    /** A folder beside the checkout that only its authors have, and the documents in it. */
    private static final Pattern ELSEWHERE =
        Pattern.compile("shared/(data|specs|design|knime-api|papers|prototypes|tools)\\b"
            + "|\"shared\"|\\.\\./shared\\b|\\bspecs/\\w"
            + "|(?<!decisions/)\\b(hazeflow|hazematching|dehazesb|metrics-(full|no)reference"
            + "|knime-(node-recipes|facts|expectations))\\.md");

    /** Our documents that the code follows were once called so; KNIME's specs of tables and ports are another thing. */
    private static final Pattern NOT_AT_HAND =
        Pattern.compile("(full-|no-)reference specification|OfTheSpecification\\b|SpecNumbers");

    private static final Pattern SKIPS = Pattern.compile("\\bAssumptions\\b|\\bassume(True|False|ThatCode|That)\\s*\\("
        + "|@(Disabled|Enabled)\\w*|\\bTestAbortedException\\b|\\babort\\(");

    /** Test classes that may skip, with the reason: the platform has nothing like what is tested. */
    private static final Map<String, String> MAY_SKIP = Map.of(
        "LauncherTest", "./hazelab is a shell script, for Linux and macOS",
        "PlainLocaleTest", "only Linux lets the locale say how file names are written",
        "ImageReaderFilesTest", "only Linux allows file names that are no text");

    static Path root() {
        return Path.of(System.getProperty("hazelab.root")).toAbsolutePath().normalize();
    }

    @Test
    void refersToNothingBesideTheCheckout() throws IOException {
        assertEquals(List.of(), found(texts(root()), ELSEWHERE));
        assertEquals(List.of(), found(texts(root()), NOT_AT_HAND));
    }

    @Test
    void skipsNoTest() throws IOException {
        List<Path> tests = texts(root().resolve("tests")).stream().filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !MAY_SKIP.containsKey(file.getFileName().toString().replace(".java", ""))).toList();
        assertTrue(tests.size() > 200, tests.size() + " files");
        assertEquals(List.of(), found(tests, SKIPS));
    }

    /** The formatter breaks code, but neither texts nor comments. */
    @Test
    void hasNoLineOfMoreThan120Columns() throws IOException {
        List<Path> sources = new ArrayList<>(texts(root().resolve("bundles")));
        sources.addAll(texts(root().resolve("tests")));
        List<String> longLines = new ArrayList<>();
        for (Path file : sources) {
            if (file.toString().endsWith(".java")) {
                int number = 0;
                for (String line : Files.readAllLines(file)) {
                    number++;
                    if (line.length() > 120) {
                        longLines.add(root().relativize(file) + ":" + number);
                    }
                }
            }
        }
        assertEquals(List.of(), longLines);
    }

    /** That the rules find what they are to find, and leave alone what they should. */
    @Test
    void findsWhatItLooksFor() {
        for (String line : List.of("resolve(\"../shared/data/mcbm\")", "Path.of(root, \"..\", \"shared\", \"data\")",
            "// specs/hazematching.md, section 2.2", "as in hazeflow.md 3.3", "/anywhere/shared/specs")) {
            assertTrue(ELSEWHERE.matcher(line).find(), line);
        }
        for (String line : List.of("full-reference specification section 6.1", "void isThatOfTheSpecification() {",
            "SpecNumbers.image(1)")) {
            assertTrue(NOT_AT_HAND.matcher(line).find(), line);
        }
        for (String line : List.of("assumeTrue(Files.exists(file))", "@DisabledOnOs(OS.WINDOWS)",
            "import org.junit.jupiter.api.Assumptions;", "@EnabledIf(\"present\")")) {
            assertTrue(SKIPS.matcher(line).find(), line);
        }
        for (String line : List.of("org.hazelab.knime.nodes.shared", "CheckpointFileTest.readsViewsOfSharedStorages",
            "TIFF 6.0 specification, section 9", "\"Model specification\"", "/specs/", "specs.get(0)",
            "one shared noise field", "[HazeMatching](decisions/hazematching.md)")) {
            assertTrue(!ELSEWHERE.matcher(line).find() && !NOT_AT_HAND.matcher(line).find(), line);
        }
    }

    /** The files of others in tests/data are those whose origin and terms stand beside them. */
    @Test
    void filesOfOthersAreThoseOfTheTable() throws IOException, NoSuchAlgorithmException {
        Path folder = root().resolve("tests/data");
        Map<String, String> stated = new TreeMap<>();
        Matcher rows = Pattern.compile("(?m)^\\| (\\S+) \\|.*\\| (\\p{XDigit}{64}) \\|$")
            .matcher(Files.readString(folder.resolve("README.md")));
        while (rows.find()) {
            stated.put(rows.group(1), rows.group(2));
        }
        Map<String, String> there = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".") && !name.equals("README.md") && !name.endsWith(".py")) {
                    there.put(name, HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
                }
            }
        }
        assertEquals(stated, there);
    }

    static List<String> found(List<Path> files, Pattern pattern) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            // Any byte is a character of Latin 1, whatever the encoding of the file.
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            int number = 0;
            for (String line : text.split("\n", -1)) {
                number++;
                if (pattern.matcher(line).find()) {
                    lines.add(root().relativize(file) + ":" + number + ": " + line.strip());
                }
            }
        }
        return lines;
    }

    /** The text files under a folder but this one, which spells out what it looks for. */
    static List<Path> texts(Path folder) throws IOException {
        List<Path> texts = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean ours = directory.equals(folder) || !NOT_OURS.contains(directory.getFileName().toString());
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (attributes.isRegularFile() && attributes.size() < LARGEST_TEXT
                    && !name.equals("RepositoryTest.java")
                    && !BINARY.contains(name.substring(name.lastIndexOf('.') + 1))) {
                    texts.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return texts;
    }
}
