// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dehaze;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.hazelab.imaging.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressWithTimeLeftTest {

    @ParameterizedTest
    @CsvSource({"0, a few seconds", "9.9, a few seconds", "44, about 40 seconds", "89, about 90 seconds",
        "90, about 2 minutes", "5399, about 90 minutes", "5400, about 2 hours", "172799, about 48 hours",
        "172800, about 2 days"})
    void saysTimesAsPeopleDo(double seconds, String words) {
        assertEquals(words, ProgressWithTimeLeft.words(seconds));
    }

    @Test
    void trustsTheEstimateFirstAndThenTheWork() {
        long[] now = {1_000};
        List<String> messages = new ArrayList<>();
        ProgressWithTimeLeft time = new ProgressWithTimeLeft(new Progress() {
            @Override
            public void report(double fraction, String message) {
                messages.add(fraction + " " + message);
            }

            @Override
            public void checkCanceled() {
                // not of interest
            }
        }, 600, () -> now[0]);
        time.report(0, "a");
        now[0] += 60_000_000_000L;
        time.report(0.01, "b");
        time.report(0.5, "c");
        time.report(1, "d");
        assertEquals(List.of("0.0 a, about 10 minutes left", "0.01 b, about 9 minutes left",
            "0.5 c, about 60 seconds left", "1.0 d, a few seconds left"), messages);
    }
}
