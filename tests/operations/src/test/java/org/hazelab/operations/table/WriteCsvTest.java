// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.hazelab.imaging.HazeLabException;
import org.hazelab.operations.files.OverwritePolicy;
import org.hazelab.operations.table.WriteCsv.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteCsvTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("results.csv");
    }

    private String write(Config config, List<String> columns, List<List<?>> rows) throws Exception {
        try (WriteCsv csv = WriteCsv.open(config, columns)) {
            for (List<?> row : rows) {
                csv.row(row);
            }
            return Files.readString(csv.finish());
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /**
     * What Python 3.11 makes of the same table: csv.writer(f, lineterminator='\r\n') with numbers as repr() and
     * booleans in small letters; except that an empty text is quoted here, to tell it from a missing value, and 5e-05
     * written in full.
     */
    @Test
    void writesWhatPythonWrites() throws Exception {
        String expected = "name,\"a, b\",\"say \"\"hi\"\"\",n\r\n"
            + "fog 1,0.1,true,12\r\n"
            + "\"two\nlines\",-2.5,false,-9223372036854775808\r\n"
            + "\"cr\rhere\",0.30000000000000004,,0\r\n"
            + "\u00fc\u65e5\ud83c\udf2b,100.0,true,\r\n"
            + " spaces kept ,0.00005,,7\r\n"
            + "\"\",,,\r\n"
            + "semi;colon,3.141592653589793,true,1\r\n";
        assertEquals(expected, write(Config.of(file()), List.of("name", "a, b", "say \"hi\"", "n"), List.of(
            List.of("fog 1", 0.1, true, 12L),
            List.of("two\nlines", -2.5, false, Long.MIN_VALUE),
            Arrays.asList("cr\rhere", 0.1 + 0.2, null, 0L),
            Arrays.asList("\u00fc\u65e5\ud83c\udf2b", 100.0, true, null),
            Arrays.asList(" spaces kept ", 5e-5, null, 7L),
            Arrays.asList("", null, null, null),
            List.of("semi;colon", Math.PI, true, 1L))));
    }

    @Test
    void anyTableComesBackFromAReader() throws Exception {
        String pool = "a,;\t\"\r\n \u00fc'{}\\0";
        long state = 7;
        for (int t = 0; t < 300; t++) {
            char separator = ",;\t|".charAt(t % 4);
            int columns = 1 + t % 4;
            List<List<?>> rows = new ArrayList<>();
            List<List<String>> texts = new ArrayList<>();
            for (int r = 0; r <= t % 7; r++) {
                List<String> row = new ArrayList<>();
                for (int c = 0; c < columns; c++) {
                    StringBuilder text = new StringBuilder();
                    state = state * 6364136223846793005L + 1442695040888963407L;
                    for (int n = (int)Long.remainderUnsigned(state >>> 30, 6); n > 0; n--) {
                        state = state * 6364136223846793005L + 1442695040888963407L;
                        text.append(pool.charAt((int)Long.remainderUnsigned(state >>> 30, pool.length())));
                    }
                    row.add(text.toString());
                }
                texts.add(row);
                if (r > 0) {
                    rows.add(row);
                }
            }
            String written = write(new Config(file(), false, separator, t % 2 == 0, OverwritePolicy.OVERWRITE),
                texts.get(0), rows);
            assertEquals(t % 2 == 0, written.startsWith("\ufeff"));
            assertEquals(texts, parse(t % 2 == 0 ? written.substring(1) : written, separator));
        }
    }

    /** RFC 4180, section 2, to the letter. */
    private static List<List<String>> parse(String csv, char separator) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        int at = 0;
        while (at < csv.length()) {
            StringBuilder field = new StringBuilder();
            if (csv.charAt(at) == '"') {
                for (at++; csv.charAt(at) != '"' || at + 1 < csv.length() && csv.charAt(at + 1) == '"'; at++) {
                    at += csv.charAt(at) == '"' ? 1 : 0;
                    field.append(csv.charAt(at));
                }
                at++;
            } else {
                for (; csv.charAt(at) != separator && csv.charAt(at) != '\r'; at++) {
                    assertFalse("\"\n".indexOf(csv.charAt(at)) >= 0);
                    field.append(csv.charAt(at));
                }
            }
            row.add(field.toString());
            if (csv.charAt(at) == separator) {
                at++;
            } else {
                assertEquals("\r\n", csv.substring(at, at + 2));
                at += 2;
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        assertTrue(row.isEmpty());
        return rows;
    }

    @Test
    void aMissingValueAloneIsNoEmptyLine() throws Exception {
        assertEquals("x\r\n\"\"\r\n\"\"\r\n1\r\n", write(Config.of(file()), List.of("x"),
            List.of(Arrays.asList((Object)null), List.of(""), List.of(1L))));
    }

    @Test
    void doesNotDependOnTheLanguageOfTheComputer() throws Exception {
        Locale before = Locale.getDefault();
        try {
            for (String language : new String[] {"de-DE", "ar-EG", "hi-IN-u-nu-deva", "tr-TR"}) {
                Locale.setDefault(Locale.forLanguageTag(language));
                assertEquals("i,x\r\n1234567,1234.5\r\ntrue,NaN\r\n", write(new Config(file(), true, ',', false,
                    OverwritePolicy.OVERWRITE), List.of("i", "x"),
                    List.of(List.of(1234567L, 1234.5),
                        List.of(true, Double.NaN))));
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void showsTheFileOnlyWhenItIsFinished() throws Exception {
        Files.writeString(file(), "old");
        Config config = new Config(file(), true, ',', false, OverwritePolicy.OVERWRITE);
        try (WriteCsv csv = WriteCsv.open(config, List.of("x"))) {
            for (long i = 0; i < 50_000; i++) {
                csv.row(List.of(i));
            }
            assertEquals("old", Files.readString(file()));
        }
        assertEquals("old", Files.readString(file()));
        assertEquals(List.of("results.csv"), files());
        assertThrows(IllegalArgumentException.class, () -> write(config, List.of("x"), List.of(List.of(1L, 2L))));
        assertThrows(IllegalArgumentException.class, () -> write(config, List.of("x"), List.of(List.of(1.5f))));
        assertEquals(List.of("results.csv"), files());
        assertEquals("old", Files.readString(file()));
    }

    @Test
    void heedsThePolicy() throws Exception {
        Files.writeString(file(), "old");
        HazeLabException thrown = assertThrows(HazeLabException.class,
            () -> WriteCsv.open(Config.of(file()), List.of("x")));
        assertEquals("The file \"" + file() + "\" exists already", thrown.summary());
        try (WriteCsv csv = WriteCsv.open(new Config(file(), true, ',', false, OverwritePolicy.SKIP), List.of("x"))) {
            assertTrue(csv.skips());
            csv.row(List.of(1L));
            assertEquals(file(), csv.finish());
        }
        assertEquals("old", Files.readString(file()));
        try (WriteCsv csv = WriteCsv.open(new Config(file(), true, ',', false, OverwritePolicy.UNIQUE), List.of("x"))) {
            assertFalse(csv.skips());
            assertEquals(folder.resolve("results_2.csv"), csv.finish());
        }
        assertEquals("x\r\n", write(new Config(file(), true, ',', false, OverwritePolicy.OVERWRITE), List.of("x"),
            List.of()));
        assertEquals(List.of("results.csv", "results_2.csv"), files());
    }

    @Test
    void createsItsFolderWhereAllowed() throws Exception {
        Path deep = folder.resolve("a/b/c");
        assertThrows(HazeLabException.class, () -> WriteCsv.open(new Config(deep, false, ',', false,
            OverwritePolicy.FAIL), List.of("x")));
        assertEquals("x\r\n", write(Config.of(deep), List.of("x"), List.of()));
        assertArrayEquals("x\r\n".getBytes(StandardCharsets.UTF_8), Files.readAllBytes(deep));
    }

    @Test
    void refusesWhatCannotBeATable() {
        for (char separator : "\"\r\n1a.-+\0".toCharArray()) {
            assertThrows(HazeLabException.class, () -> WriteCsv.open(new Config(file(), true, separator, false,
                OverwritePolicy.FAIL), List.of("x")));
        }
        assertThrows(HazeLabException.class, () -> WriteCsv.open(Config.of(file()), List.of()));
        assertThrows(HazeLabException.class, () -> WriteCsv.open(Config.of(folder), List.of("x")));
        assertThrows(HazeLabException.class, () -> WriteCsv.open(Config.of(folder.getRoot()), List.of("x")));
        assertFalse(Files.exists(file()));
    }
}
