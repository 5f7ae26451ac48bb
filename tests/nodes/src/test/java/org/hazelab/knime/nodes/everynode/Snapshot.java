// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.everynode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Promises that are kept in files, below {@code src/test/resources/snapshots}. */
final class Snapshot {

    private static final String WHAT_TO_DO = """
        %s is not what it was.
        This is stored in the workflows of users, or they refer to it: with the change, workflows that exist may not
        load, or run differently without anyone noticing. Do one of these:
          - Undo it, if it was not meant.
          - A new setting: annotate its field with @Migrate(loadDefaultIfAbsent = true), the default being what the
            node did before. A setting that is renamed, retyped or gone: @Migration, which reads the old key. A constant
            of an enum keeps its name for ever; change its label. A factory, cell class or port keeps its name for ever;
            deprecate it and add another. Prove it by a test that loads the old settings.
        Then replace %s by %s.
        """;

    private Snapshot() {
    }

    /** Compares a text with the file of that name. */
    static void assertKept(final String what, final String name, final String actual) throws IOException {
        String promised = "";
        try (InputStream file = Snapshot.class.getResourceAsStream("/snapshots/" + name)) {
            if (file != null) {
                promised = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        if (!promised.equals(actual)) {
            Path module = Path.of(System.getProperty("hazelab.root"), "tests", "nodes");
            Path found = module.resolve("target").resolve("snapshots").resolve(name);
            Files.createDirectories(found.getParent());
            Files.writeString(found, actual);
            Path kept = module.resolve("src/test/resources/snapshots").resolve(name);
            throw new AssertionError(
                String.format(WHAT_TO_DO, what, kept, found) + firstDifference(promised, actual));
        }
    }

    private static String firstDifference(final String promised, final String actual) {
        String[] before = promised.split("\n");
        String[] after = actual.split("\n");
        int line = 0;
        while (line < before.length && line < after.length && before[line].equals(after[line])) {
            line++;
        }
        return "First difference, in line " + (line + 1) + ":\n  was: " + (line < before.length ? before[line] : "")
            + "\n  is:  " + (line < after.length ? after[line] : "") + "\n";
    }
}
