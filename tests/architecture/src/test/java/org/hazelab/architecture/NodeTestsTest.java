// SPDX-License-Identifier: Apache-2.0
package org.hazelab.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * The tests of the nodes name KNIME's API alone, so that they could run in KNIME itself. What they need of the embedded
 * host beyond it goes through one class.
 */
class NodeTestsTest {

    /** The packages and doors that KNIME does not have. */
    private static final Pattern HOST_ALONE =
        Pattern.compile("\\borg\\.hazelab\\.(host|standin|testnodes)\\b|\\bHostAccess\\b|^package org\\.knime\\b");

    private static final String ADAPTER = "org/hazelab/knime/nodes/testing/Host.java";

    private final Path sources = Path.of(System.getProperty("hazelab.root"), "tests/nodes/src/test/java");

    private static List<String> uses(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> HOST_ALONE.matcher(line).find()).toList();
    }

    @Test
    void onlyTheAdapterKnowsTheHost() throws IOException {
        List<String> found = new ArrayList<>();
        int files = 0;
        try (Stream<Path> all = Files.walk(sources)) {
            for (Path file : all.filter(one -> one.toString().endsWith(".java")).sorted().toList()) {
                files++;
                String name = sources.relativize(file).toString().replace('\\', '/');
                if (!name.equals(ADAPTER)) {
                    uses(file).forEach(line -> found.add(name + ": " + line.strip()));
                }
            }
        }
        assertTrue(files > 30, files + " files");
        assertEquals(List.of(), found);
    }

    /** If it knew nothing of the host, the pattern would find nothing, or the adapter would not be needed. */
    @Test
    void theAdapterKnowsTheHost() throws IOException {
        assertTrue(uses(sources.resolve(ADAPTER)).size() > 5);
    }
}
