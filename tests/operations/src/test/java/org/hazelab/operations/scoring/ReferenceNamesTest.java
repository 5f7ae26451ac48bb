// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hazelab.imaging.HazeLabException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceNamesTest {

    private static ReferenceNames names(NameRule rule, String... names) throws HazeLabException {
        ReferenceNames references = new ReferenceNames(rule);
        for (String name : names) {
            references.add(name);
        }
        return references;
    }

    private static NameRule rule(String name) throws HazeLabException {
        return switch (name) {
            case "whole" -> NameRule.WHOLE;
            case "last" -> NameRule.BEFORE_LAST_UNDERSCORE;
            case "first" -> NameRule.BEFORE_FIRST_UNDERSCORE;
            default -> NameRule.pattern(name);
        };
    }

    /**
     * Names as data sets have them: RESIDE ITS and SOTS, OTS, NH-HAZE and O-HAZE, and results with names put behind.
     */
    @ParameterizedTest
    @CsvSource({"whole, 1400, 1400", "last, 1400_1, 1400", "first, 1400_1_0.74031, 1400", "first, 1400_1, 1400",
        "first, 0025_0.8_0.1, 0025", "last, 01_hazy, 01_GT", "first, 01_hazy, 01_GT",
        "first, 01_outdoor_hazy, 01_outdoor_GT",
        "last, img_1_hazy, img_1", "last, img_1_hazy, img_1_GT", "last, 1400, 1400", "last, _1, _1", "first, _a_b, _a",
        "(\\d+)-.*, 12-hazy, 12", "(\\d+)-.*, 12-hazy, 12-clear", "hazy(\\d+)|clear(\\d+), hazy7, 7", ".*, a, a",
        "(?:dehazed_)?(.+), dehazed_x, x"})
    void findsTheReference(String rule, String image, String reference) throws HazeLabException {
        ReferenceNames references = names(rule(rule), "other", reference, "1401", "02_GT");
        assertEquals(1, references.find(image));
    }

    @Test
    void severalImagesMayHaveOneReference() throws HazeLabException {
        ReferenceNames references = names(NameRule.BEFORE_LAST_UNDERSCORE, "1400", "1401");
        assertEquals(0, references.find("1400_1"));
        assertEquals(0, references.find("1400_10"));
        assertEquals(1, references.find("1401_1"));
    }

    @Test
    void saysThatThereIsNone() throws HazeLabException {
        assertEquals("There is no reference named \"1402\", as the name \"1402_1\" counts up to the last underscore",
            reason(NameRule.BEFORE_LAST_UNDERSCORE, "1402_1", "1400", "1401"));
        assertEquals("There is no reference named \"b\"", reason(NameRule.WHOLE, "b", "a", "b_1"));
        assertEquals("The name \"x_1\" does not fit the pattern for names", reason(rule("(\\d+)_.*"), "x_1", "x"));
    }

    /** A name is never cut to what happens to fit: img of img_1 would be every image. */
    @Test
    void saysThatThereAreSeveral() throws HazeLabException {
        assertEquals(
            "2 references are named \"img\", as the name \"img_1\" counts up to the last underscore: \"img_1\", "
                + "\"img_2\"",
            reason(NameRule.BEFORE_LAST_UNDERSCORE, "img_1", "img_1", "img_2"));
        assertEquals("2 references are named \"a\": \"a\", \"a\"", reason(NameRule.WHOLE, "a", "a", "b", "a"));
        assertEquals("4 references are named \"1\", as the name \"1_0\" counts up to the first underscore: \"1\", "
            + "\"1_1\", \"1_2\" and more", reason(NameRule.BEFORE_FIRST_UNDERSCORE, "1_0", "1", "1_1", "1_2", "1_3"));
    }

    private static String reason(NameRule rule, String image, String... references) throws HazeLabException {
        ReferenceNames names = names(rule, references);
        return assertThrows(HazeLabException.class, () -> names.find(image)).summary();
    }

    @Test
    void knowsWholeNames() throws HazeLabException {
        ReferenceNames references = names(NameRule.BEFORE_LAST_UNDERSCORE, "1400_a");
        assertTrue(references.contains("1400_a"));
        assertFalse(references.contains("1400"));
    }

    @Test
    void refusesWhatIsNoExpression() {
        HazeLabException failure = assertThrows(HazeLabException.class, () -> NameRule.pattern("(\\d+_.*"));
        assertTrue(failure.summary().startsWith("The pattern \"(\\d+_.*\" is no regular expression: "),
            failure.summary());
    }

    /** Billions of ways, and a recursion as deep as the name is long. */
    @Test
    void endsWithExpressionsThatTryWaysWithoutEnd() throws HazeLabException {
        assertEquals(
            "The pattern (.*)(.*)(.*)(.*)(.*)(.*)(.*)b takes too long for the name \"" + "a".repeat(100) + "\"",
            reason(NameRule.pattern("(.*)(.*)(.*)(.*)(.*)(.*)(.*)b"), "a".repeat(100)));
        assertTrue(
            reason(NameRule.pattern("(a|b|c)*d"), "a".repeat(1_000_000)).startsWith("The pattern (a|b|c)*d takes "
                + "too long"));
    }
}
