// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.hazelab.imaging.random.RandomStream;
import org.junit.jupiter.api.Test;

class TicksTest {

    private static List<String> labels(double least, double most, int about) {
        return Ticks.of(least, most, about).ticks().stream().map(Ticks.Tick::label).toList();
    }

    @Test
    void areRoundNumbersInDecimals() {
        assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1.0"), labels(0, 1, 6));
        assertEquals(List.of("0.02", "0.04", "0.06", "0.08", "0.10"), labels(0.021, 0.093, 6));
        assertEquals(List.of("-50", "0", "50", "100"), labels(-20, 99, 4));
        assertEquals(List.of("0", "2000", "4000", "6000", "8000"), labels(0, 7100, 4));
        assertEquals(List.of("0", "2e-5", "4e-5", "6e-5"), labels(0, 5.5e-5, 4));
        assertEquals(List.of("1e5", "1.5e5", "2e5"), labels(1.1e5, 1.9e5, 2));
    }

    @Test
    void haveRoomAroundASingleNumber() {
        assertEquals(List.of("2", "4", "6", "8"), labels(5, 5, 4));
        assertEquals(List.of("0", "0.5", "1.0"), labels(0, 0, 2));
    }

    @Test
    void holdTheNumbersAndAreAboutAsManyAsWanted() {
        RandomStream random = RandomStream.of(5);
        for (int i = 0; i < 2000; i++) {
            double scale = StrictMath.pow(10, random.nextDouble(-12, 12));
            double least = random.nextDouble(-1, 1) * scale;
            double most = least + random.nextDouble(1e-3, 1) * scale;
            Ticks ticks = Ticks.of(least, most, 6);
            assertTrue(ticks.from() <= least && ticks.to() >= most, least + " to " + most + ": " + ticks);
            assertTrue(ticks.ticks().size() >= 3 && ticks.ticks().size() <= 9, ticks.toString());
            assertEquals(ticks.ticks().size(), ticks.ticks().stream().map(Ticks.Tick::label).distinct().count(),
                ticks.toString());
        }
    }
}
