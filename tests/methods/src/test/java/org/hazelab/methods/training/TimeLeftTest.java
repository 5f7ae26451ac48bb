// SPDX-License-Identifier: Apache-2.0
package org.hazelab.methods.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TimeLeftTest {

    private final long[] nanos = {5};

    private String after(double seconds, double before, double done) {
        nanos[0] = 5;
        TimeLeft left = new TimeLeft(before, () -> nanos[0]);
        nanos[0] += (long)(seconds * 1e9);
        return left.words(done);
    }

    @Test
    void saysHowLongTheRestTakesAtTheSameSpeed() {
        assertEquals("30 s left", after(10, 0, 0.25));
        assertEquals("4 min left", after(60, 0, 0.2));
        assertEquals("2 h 45 min left", after(100, 0, 0.01));
        assertEquals("0 s left", after(100, 0, 1));
    }

    @Test
    void countsNoWorkThatWasDoneBefore() {
        assertEquals("40 s left", after(10, 0.5, 0.6));
    }

    @Test
    void saysNothingBeforeItCanTell() {
        assertEquals("", after(10, 0.5, 0.5));
        assertEquals("", after(0.5, 0, 0.5));
    }
}
