// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.api.Test;

class WarningsTest {

    private final Warnings warnings = new Warnings();

    @Test
    void saysNothingWhenThereIsNothing() {
        assertEquals(Optional.empty(), warnings.text());
    }

    @Test
    void saysEachKindOnceWithItsNumberAndThreePlaces() {
        for (int i = 0; i < 5; i++) {
            warnings.add("no haze was found", "Row \"Row" + i + "\"");
        }
        warnings.add("some pixels are not finite numbers", "Row \"Row1\": 2 pixels");
        assertEquals("""
            In 5 images no haze was found:
              Row "Row0"
              Row "Row1"
              Row "Row2"
              and 2 more
            In 1 image some pixels are not finite numbers:
              Row "Row1": 2 pixels""", warnings.text().orElseThrow());
    }

    @Test
    void leavesNobodyOutOfThree() {
        for (int i = 0; i < 3; i++) {
            warnings.add("no haze was found", "Row \"Row" + i + "\"");
        }
        assertEquals("In 3 images no haze was found:\n  Row \"Row0\"\n  Row \"Row1\"\n  Row \"Row2\"",
            warnings.text().orElseThrow());
    }
}
