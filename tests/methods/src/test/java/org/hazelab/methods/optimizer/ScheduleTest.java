// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void staysOrFallsInALine() {
        assertEquals(0.5, Schedule.constant(0.5).rate(1_000_000));
        Schedule line = Schedule.linear(1, 4);
        assertEquals(1, line.rate(1));
        assertEquals(0.75, line.rate(2));
        assertEquals(0.25, line.rate(4));
        assertEquals(0, line.rate(5));
        assertEquals(0, line.rate(9));
    }

    @Test
    void fallsAlongHalfACosine() {
        Schedule cosine = Schedule.cosine(1, 0.2, 4);
        assertEquals(1, cosine.rate(1));
        assertEquals(0.2 + 0.8 * (1 + Math.sqrt(0.5)) / 2, cosine.rate(2), 1e-12);
        assertEquals(0.6, cosine.rate(3), 1e-12);
        assertEquals(0.2, cosine.rate(5), 1e-12);
        assertEquals(0.2, cosine.rate(99), 1e-12);
    }

    @Test
    void warmsUpFirst() {
        Schedule warm = Schedule.warmUp(5, Schedule.cosine(1, 0, 10));
        assertEquals(0.2, warm.rate(1), 1e-12);
        assertEquals(1, warm.rate(5), 1e-12);
        assertEquals(1, warm.rate(6), 1e-12);
        assertEquals(0.5, warm.rate(11), 1e-12);
        assertEquals(0, warm.rate(16), 1e-12);
    }
}
