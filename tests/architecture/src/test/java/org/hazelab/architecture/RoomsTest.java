// SPDX-License-Identifier: Apache-2.0
package org.hazelab.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages that one can overlook and files that one can hold in the head: what is larger has a reason here. */
class RoomsTest {

    private static final int MOST_FILES = 15;
    private static final int MOST_LINES = 400;

    /** Packages with more files than {@link #MOST_FILES}, and why they are not divided. */
    private static final Map<String, String> LARGE_ROOMS = Map.of(
        "org.knime.core.data", "its name and what lies in it are KNIME's",
        "org.knime.core.node", "its name and what lies in it are KNIME's",
        "org.hazelab.imaging.io", "readers and writers of all image formats share package-private parts",
        "org.hazelab.imaging.synthesis", "the steps of one synthesis share package-private parts",
        "org.hazelab.metrics", "what all metrics share, and the metrics that score with it alone",
        "org.hazelab.metrics.fidelity", "a class a metric",
        "org.hazelab.methods.hazematching", "one method: network, training, model and checkpoints",
        "org.hazelab.runtime.file", "the readers and writers of weights share package-private parts",
        "org.hazelab.runtime.script", "a class a layer of networks");

    /** Files with more lines than {@link #MOST_LINES}, and why they are not divided. */
    private static final Map<String, String> LONG_FILES = Map.of();

    private static Path bundles() {
        return Path.of(System.getProperty("hazelab.root"), "bundles");
    }

    /** An exception that nothing needs any more fails as well: the lists shrink with the packages. */
    @Test
    void packagesHaveAtMost15Files() throws IOException {
        Map<String, List<Path>> packages = packages(bundles());
        assertTrue(packages.size() > 50, packages.size() + " packages");
        assertEquals(new TreeSet<>(LARGE_ROOMS.keySet()), large(packages),
            "divide the package by a finer word, or give a reason in LARGE_ROOMS");
    }

    @Test
    void filesHaveAtMost400Lines() throws IOException {
        assertEquals(new TreeSet<>(LONG_FILES.keySet()), longFiles(packages(bundles())),
            "divide the file, or give a reason in LONG_FILES");
    }

    /** That the rules find what they are to find, and leave alone what they should. */
    @Test
    void findsWhatItLooksFor(@TempDir Path folder) throws IOException {
        for (String room : List.of("small", "large")) {
            Path sources = Files.createDirectories(folder.resolve("bundle/src/org/" + room));
            Files.createFile(sources.resolve("package-info.java"));
            Files.createFile(sources.resolve("icon.png"));
            for (int i = 1; i <= (room.equals("small") ? MOST_FILES : MOST_FILES + 1); i++) {
                Files.createFile(sources.resolve("Class" + i + ".java"));
            }
        }
        assertEquals(Set.of("org.large"), large(packages(folder)));
        assertEquals(Set.of(), longFiles(packages(folder)));
        for (int lines : new int[] {MOST_LINES, MOST_LINES + 1}) {
            Files.write(folder.resolve("bundle/src/org/small/Class" + (lines - MOST_LINES + 1) + ".java"),
                Collections.nCopies(lines, "// a line"));
        }
        assertEquals(Set.of("Class2.java"), longFiles(packages(folder)));
    }

    /** The source files of each package of the bundles, without package-info. */
    private static Map<String, List<Path>> packages(Path bundles) throws IOException {
        Map<String, List<Path>> packages = new TreeMap<>();
        try (Stream<Path> files = Files.walk(bundles)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
                String path = bundles.relativize(file).toString().replace('\\', '/');
                int sources = path.indexOf("/src/");
                if (sources >= 0 && !path.endsWith("/package-info.java")) {
                    String name = path.substring(sources + "/src/".length(), path.lastIndexOf('/')).replace('/', '.');
                    packages.computeIfAbsent(name, key -> new ArrayList<>()).add(file);
                }
            }
        }
        return packages;
    }

    private static Set<String> large(Map<String, List<Path>> packages) {
        Set<String> large = new TreeSet<>();
        packages.forEach((name, files) -> {
            if (files.size() > MOST_FILES) {
                large.add(name);
            }
        });
        return large;
    }

    private static Set<String> longFiles(Map<String, List<Path>> packages) throws IOException {
        Set<String> found = new TreeSet<>();
        for (List<Path> files : packages.values()) {
            for (Path file : files) {
                if (Files.readAllLines(file).size() > MOST_LINES) {
                    found.add(file.getFileName().toString());
                }
            }
        }
        return found;
    }
}
