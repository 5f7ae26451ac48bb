// SPDX-License-Identifier: Apache-2.0
package org.hazelab.imaging.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeLeftTest {

    @ParameterizedTest
    @CsvSource({"0, a few seconds", "9.9, a few seconds", "44, about 40 seconds", "89, about 90 seconds",
        "90, about 2 minutes", "5399, about 90 minutes", "5400, about 2 hours", "172799, about 48 hours",
        "172800, about 2 days"})
    void saysTimesAsPeopleDo(double seconds, String words) {
        assertEquals(words, TimeLeft.about(seconds));
    }

    @Test
    void trustsTheEstimateFirstAndThenTheWork() {
        long[] now = {1_000};
        List<String> messages = new ArrayList<>();
        Progress time = TimeLeft.estimated(600, () -> now[0]).in(new Progress() {
            @Override
            public void report(double fraction, String message) {
                messages.add(fraction + " " + message);
            }

            @Override
            public void checkCanceled() {
                // not of interest
            }
        });
        time.report(0, "a");
        now[0] += 60_000_000_000L;
        time.report(0.01, "b");
        time.report(0.5, "c");
        time.report(1, "d");
        assertEquals(List.of("0.0 a, about 10 minutes left", "0.01 b, about 9 minutes left",
            "0.5 c, about 60 seconds left", "1.0 d, a few seconds left"), messages);
    }

    private static String after(double seconds, double before, double done) {
        long[] now = {5};
        TimeLeft left = new TimeLeft(before, () -> now[0]);
        now[0] += (long)(seconds * 1e9);
        return left.words(done);
    }

    @Test
    void saysHowLongTheRestTakesAtTheSameSpeed() {
        assertEquals("about 30 seconds left", after(10, 0, 0.25));
        assertEquals("about 4 minutes left", after(60, 0, 0.2));
        assertEquals("about 3 hours left", after(100, 0, 0.01));
        assertEquals("a few seconds left", after(100, 0, 1));
    }

    @Test
    void countsNoWorkThatWasDoneBefore() {
        assertEquals("about 40 seconds left", after(10, 0.5, 0.6));
    }

    @Test
    void saysNothingBeforeItCanTell() {
        assertEquals("", after(10, 0.5, 0.5));
        assertEquals("", after(0.5, 0, 0.5));
    }
}
