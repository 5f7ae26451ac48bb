// SPDX-License-Identifier: Apache-2.0
package org.hazelab.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Links between our documents lead somewhere, and the table of contents of the design decisions has all of them. */
class DocumentsTest {

    private static final Path ROOT = Path.of(System.getProperty("hazelab.root"));
    private static final Path CONTENTS = ROOT.resolve("docs/design-decisions.md");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    @Test
    void linksLeadToFilesAndHeadings() throws IOException {
        List<String> broken = new ArrayList<>();
        int count = 0;
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                if (!link.group(1).matches("https?:.*")) {
                    count++;
                    check(document, link.group(1), broken);
                }
            }
        }
        assertEquals(List.of(), broken);
        assertTrue(count > 100, count + " links");
    }

    @Test
    void contentsHaveEveryDecision() throws IOException {
        List<String> expected = new ArrayList<>();
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/decisions"))) {
            for (Path file : files.sorted().toList()) {
                headings(file).stream().skip(1)
                    .forEach(heading -> expected.add("decisions/" + file.getFileName() + "#" + anchor(heading)));
            }
        }
        List<String> listed = LINK.matcher(Files.readString(CONTENTS)).results().map(link -> link.group(1))
            .filter(link -> link.contains("#")).sorted().toList();
        assertEquals(expected.stream().sorted().toList(), listed);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
            Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(docs, top).filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static void check(Path document, String link, List<String> broken) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
        boolean found = Files.exists(target) && (parts.length == 1
            || headings(target).stream().anyMatch(heading -> anchor(heading).equals(parts[1])));
        if (!found) {
            broken.add(ROOT.relativize(document) + " links to " + link);
        }
    }

    private static List<String> headings(Path file) throws IOException {
        String text = Files.readString(file).replaceAll("(?s)\n```.*?\n```", "");
        return HEADING.matcher(text).results().map(heading -> heading.group(1)).toList();
    }

    /** As Git hosts make it. */
    private static String anchor(String heading) {
        return heading.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
    }
}
