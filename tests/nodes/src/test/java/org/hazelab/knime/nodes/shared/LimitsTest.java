// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.knime.core.node.InvalidSettingsException;

class LimitsTest {

    private static String refusal(final Executable check) {
        return assertThrows(InvalidSettingsException.class, check).getMessage();
    }

    @Test
    void acceptsTheLimitsThemselves() {
        assertDoesNotThrow(() -> Limits.check("share", 0, 0, 1));
        assertDoesNotThrow(() -> Limits.check("share", 1, 0, 1));
        assertDoesNotThrow(() -> Limits.checkPositive("eps", 5, 5));
        assertDoesNotThrow(() -> Limits.checkPositive("eps", Double.MIN_VALUE, 5));
        assertDoesNotThrow(() -> Limits.checkInterval("light", 0.5, 0.5, 0.5, 0.5));
    }

    @Test
    void namesTheFieldTheNumberAndTheLimits() {
        assertEquals("The share is 1.5. Enter a number from 0 to 1.", refusal(() -> Limits.check("share", 1.5, 0, 1)));
        assertEquals("The share is NaN. Enter a number from 0 to 1.",
            refusal(() -> Limits.check("share", Double.NaN, 0, 1)));
        assertEquals("The share is -Infinity. Enter a number from 0.001 to 1.",
            refusal(() -> Limits.check("share", Double.NEGATIVE_INFINITY, 0.001, 1)));
        assertEquals("The eps is 0. Enter a number above 0, at most 1000000.",
            refusal(() -> Limits.checkPositive("eps", 0, 1e6)));
        assertEquals("The smallest light is -1. Enter a number from 0 to 10.",
            refusal(() -> Limits.checkInterval("light", -1, 2, 0, 10)));
        assertEquals("The largest light is 11. Enter a number from 0 to 10.",
            refusal(() -> Limits.checkInterval("light", 1, 11, 0, 10)));
    }

    @Test
    void saysThatAnIntervalIsTheWrongWayRound() {
        assertEquals("The smallest light, 2, is above the largest, 1.5. Exchange them.",
            refusal(() -> Limits.checkInterval("light", 2, 1.5, 0, 10)));
    }
}
