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
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Links between documents lead somewhere, and the table of contents of the decisions names every entry. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

    private static List<Path> documents() throws IOException {
        return RepositoryTest.texts(RepositoryTest.root()).stream().filter(file -> file.toString().endsWith(".md"))
            .toList();
    }

    /** As GitHub makes it: lower case, spaces as hyphens, no punctuation. */
    private static String anchor(String heading) {
        return heading.strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_\\- ]", "").replace(' ', '-');
    }

    private static List<String> anchors(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document)).results().map(found -> anchor(found.group(1))).toList();
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path document : documents()) {
            for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
                links++;
                Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1)).normalize();
                boolean there = Files.exists(target)
                    && (link.group(2) == null || anchors(target).contains(link.group(2)));
                if (!there) {
                    broken.add(RepositoryTest.root().relativize(document) + ": " + link.group());
                }
            }
        }
        assertTrue(links > 150, links + " links");
        assertEquals(List.of(), broken);
    }

    @Test
    void everyDecisionIsInTheTableOfContents() throws IOException {
        Path table = RepositoryTest.root().resolve("docs/design-decisions.md");
        TreeSet<String> listed = new TreeSet<>();
        LINK.matcher(Files.readString(table)).results().filter(link -> link.group(2) != null)
            .forEach(link -> listed.add(link.group(1) + "#" + link.group(2)));
        TreeSet<String> entries = new TreeSet<>();
        try (Stream<Path> files = Files.list(RepositoryTest.root().resolve("docs/decisions"))) {
            for (Path file : files.toList()) {
                List<String> anchors = anchors(file);
                assertEquals(anchors.size(), new TreeSet<>(anchors).size(), file + " has a heading twice");
                anchors.stream().skip(1)
                    .forEach(anchor -> entries.add("decisions/" + file.getFileName() + "#" + anchor));
            }
        }
        assertEquals(entries, listed);
    }
}
