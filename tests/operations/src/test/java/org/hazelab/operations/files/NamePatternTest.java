// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.hazelab.imaging.HazeLabException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamePatternTest {

    private static String fill(String pattern, Map<String, String> values) throws HazeLabException {
        return NamePattern.parse(pattern).fill(column -> Optional.ofNullable(values.get(column)));
    }

    @Test
    void fillsInColumns() throws HazeLabException {
        Map<String, String> row = Map.of("name", "fog 1", "n", "7", "a b", "x", "{", "brace");
        assertEquals("fog 1_dehazed", fill("{name}_dehazed", row));
        assertEquals("7-fog 1-7", fill("{n}-{name}-{n}", row));
        assertEquals("x", fill("{a b}", row));
        assertEquals("{name}", fill("{{name}}", row));
        assertEquals("{fog 1}", fill("{{{name}}}", row));
        assertEquals("fixed", fill("fixed", row));
        assertEquals("}{", fill("}}{{", row));
    }

    @Test
    void doesNotFillInsideOfValues() throws HazeLabException {
        assertEquals("{b}", fill("{a}", Map.of("a", "{b}", "b", "no")));
    }

    @Test
    void knowsItsColumns() throws HazeLabException {
        assertEquals(List.of("b", "a"), NamePattern.parse("{b}_{a}_{b}{{c}}").columns());
        assertEquals("{b}_x", NamePattern.parse("{b}_x").toString());
    }

    @Test
    void namesTheColumnsThatThereAreWhereOneIsUnknown() throws HazeLabException {
        NamePattern pattern = NamePattern.parse("{nmae}_x");
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> pattern.check(List.of("name", "width")));
        assertEquals("The pattern for file names \"{nmae}_x\" names the column \"nmae\", which does not exist",
            thrown.summary());
        assertEquals("Use one of {name}, {width}.", thrown.remedy());
        assertThrows(HazeLabException.class, () -> pattern.check(List.of()));
        NamePattern.parse("{name}").check(List.of("name", "width"));
    }

    @Test
    void refusesBracesThatDoNotMatch() {
        for (String wrong : new String[] {"{name", "name}", "{}", "{ }", "{a{b}}", "}", "{", "a}b{"}) {
            HazeLabException thrown = assertThrows(HazeLabException.class, () -> NamePattern.parse(wrong), wrong);
            assertTrue(thrown.remedy().contains("{{"), thrown.remedy());
        }
        assertThrows(HazeLabException.class, () -> NamePattern.parse("  "));
    }

    @Test
    void saysThatAValueIsMissing() {
        HazeLabException thrown = assertThrows(HazeLabException.class, () -> fill("{name}", Map.of()));
        assertEquals("The column \"name\" has no value to name the file after", thrown.summary());
    }

    @Test
    void makesNamesSafe() {
        String[][] cases = {{"a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j"}, {"../../etc/passwd", "_.._.._etc_passwd"},
            {"..", "_"}, {".", "_"}, {"", "_"}, {"   ", "_"}, {".hidden", "_.hidden"}, {"name.", "name"},
            {"name . .", "name"},
            {"  a  ", "a"}, {"CON", "_CON"}, {"con.txt", "_con.txt"}, {"LPT1", "_LPT1"}, {"COM\u00b9", "_COM\u00b9"},
            {"COM10", "COM10"}, {"console", "console"}, {"NUL .x", "_NUL .x"}, {"CONOUT$", "_CONOUT$"},
            {"a\0b\nc\u007fd\u0085e", "a_b_c_d_e"},
            {"x\u202egnp.exe", "x_gnp.exe"}, {"\ud800x", "_x"}, {"u\u0308", "\u00fc"},
            {"\u65e5\u672c", "\u65e5\u672c"},
            {"C:\\Users\\me", "C__Users_me"}, {"100% #1 & 2+3=5 (a) [b] {c} ~'!", "100% #1 & 2+3=5 (a) [b] {c} ~'!"},
            {"\ud83c\udf2b fog", "\ud83c\udf2b fog"}};
        for (String[] pair : cases) {
            assertEquals(pair[1], NamePattern.safe(pair[0]));
        }
    }

    @Test
    void cutsLongNamesBetweenCharacters() {
        assertEquals("a".repeat(200), NamePattern.safe("a".repeat(1000)));
        assertEquals("\u00fc".repeat(100), NamePattern.safe("\u00fc".repeat(150)));
        assertEquals("a" + "\ud83c\udf2b".repeat(49), NamePattern.safe("a" + "\ud83c\udf2b".repeat(90)));
        assertEquals("_." + "x".repeat(198), NamePattern.safe("." + "x".repeat(300)));
        assertEquals("a".repeat(199), NamePattern.safe("a".repeat(199) + ". " + "b".repeat(50)));
    }

    /** Whatever the values, the name is one file directly in the folder, on any system, and stays itself. */
    @Test
    void anyTextBecomesOneSafeFileName(@TempDir Path folder) throws Exception {
        long state = 42;
        String pool = "ab.. /\\:*?\"<>|\0\t\n\u007f\u0085\u2028\u202e\u00fc"
            + "u\u0308\u65e5\ud83c\udf2b\ud800CONnul1{}~%#-_\ufeff\u00a0";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = i % 12; n > 0; n--) {
                state = state * 6364136223846793005L + 1442695040888963407L;
                text.append(pool.charAt((int)Long.remainderUnsigned(state >>> 20, pool.length())));
            }
            if (i % 500 == 0) {
                text.append(text.toString().repeat(60));
            }
            String name = NamePattern.safe(text.toString());
            assertEquals(name, NamePattern.safe(name), "twice");
            assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= NamePattern.MOST_BYTES && !name.isEmpty());
            assertFalse(name.startsWith(".") || name.endsWith(".") || name.endsWith(" ") || name.startsWith(" "), name);
            assertTrue(name.chars().noneMatch(c -> c < 32 || "/\\:*?\"<>|".indexOf(c) >= 0), name);
            Path file = folder.resolve(name + ".png");
            assertEquals(folder, file.normalize().getParent());
            if (i % 100 == 0) {
                Files.write(file, new byte[1]);
                assertTrue(Files.isRegularFile(file));
            }
        }
    }
}
