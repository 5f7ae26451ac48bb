// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HazeLabExceptionTest {

    @Test
    void readsAsTwoSentencesHoweverTheyWereGiven() {
        for (String summary : new String[] {"The file is empty", "The file is empty."}) {
            for (String remedy : new String[] {"Copy it again", "Copy it again."}) {
                HazeLabException thrown = new HazeLabException(summary, remedy);
                assertEquals("The file is empty", thrown.summary());
                assertEquals("Copy it again.", thrown.remedy());
                assertEquals("The file is empty. Copy it again.", thrown.getMessage());
            }
        }
    }

    @Test
    void leavesOtherMarksAtTheEndAlone() {
        assertEquals("Is it (still) there?", new HazeLabException("a", "Is it (still) there?").remedy());
        assertEquals("Use {name} (as it is).", new HazeLabException("a", "Use {name} (as it is)").remedy());
        assertEquals("Stop!", new HazeLabException("a", "Stop!").remedy());
        assertEquals("and so on...", new HazeLabException("and so on...", "and so on...").summary());
        assertEquals("and so on...", new HazeLabException("and so on...", "and so on...").remedy());
    }

    @Test
    void keepsTheSentencesWhenThePlaceIsAdded() {
        RuntimeException cause = new RuntimeException("technical");
        HazeLabException thrown = new HazeLabException("The image is missing.", "Filter the row out", cause);
        HazeLabException placed = thrown.at("Row \"Row3\"").at("Image Reader");
        assertEquals("Image Reader: Row \"Row3\": The image is missing", placed.summary());
        assertEquals("Filter the row out.", placed.remedy());
        assertEquals("Image Reader: Row \"Row3\": The image is missing. Filter the row out.", placed.getMessage());
        assertSame(cause, thrown.getCause());
        assertSame(thrown, placed.getCause().getCause());
    }

    @Test
    void isNeverMadeWithoutASentence() {
        assertThrows(NullPointerException.class, () -> new HazeLabException(null, "Choose another"));
        assertThrows(NullPointerException.class, () -> new HazeLabException("The file is empty", null));
    }
}
