// SPDX-License-Identifier: Apache-2.0
package org.hazelab.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** Sources and documents use the plain words of the field: words that make a reader stop are kept out. */
class WordsTest {

    /** Say "again" or "from the start", "correct" or "fix", "no caller", "the user", "spin briefly". */
    private static final Pattern ARCHAIC =
        Pattern.compile("\\b(anew|mend(s|ed|ing)?|nobody|whoever|turn(s|ed|ing)? a little)\\b",
            Pattern.CASE_INSENSITIVE);

    @Test
    void noArchaicWords() throws IOException {
        List<Path> files = RepositoryTest.texts(RepositoryTest.root()).stream()
            .filter(file -> !file.getFileName().toString().equals("WordsTest.java")).toList();
        assertTrue(files.size() > 600, files.size() + " files");
        assertEquals(List.of(), RepositoryTest.found(files, ARCHAIC));
    }

    @Test
    void findsWhatItLooksFor() {
        for (String line : List.of("write the ledger anew,", "/** Begins anew. */", "Open the dialog and mend them.",
            "Nobody waits", "// whoever stamps, repaints", "threads that turn a little, then sleep",
            "an_anew_b anew")) {
            assertTrue(ARCHAIC.matcher(line).find(), line);
        }
        for (String line : List.of("recommended", "amended", "renewed", "manewitz", "turn a page")) {
            assertFalse(ARCHAIC.matcher(line).find(), line);
        }
    }
}
