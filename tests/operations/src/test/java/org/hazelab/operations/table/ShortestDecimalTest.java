// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

import org.junit.jupiter.api.Test;

class ShortestDecimalTest {

    /** Digits as Python 3.11's repr() gives them, which is the shortest and of those the nearest. */
    @Test
    void givesTheDigitsThatPythonGives() {
        Object[][] cases = {{0.1, "0.1"}, {0.1 + 0.2, "0.30000000000000004"}, {1.0, "1.0"}, {-12.0, "-12.0"},
            {2e-3, "0.002"}, {1e23, "1.0E23"}, {2e23, "2.0E23"}, {5e-324, "5.0E-324"}, {2e-322, "2.0E-322"},
            {1.7976931348623157e308, "1.7976931348623157E308"}, {2.2250738585072014e-308, "2.2250738585072014E-308"},
            {9007199254740993.0, "9007199254740992.0"}, {123456789012345680.0, "1.2345678901234568E17"},
            {1e15, "1000000000000000.0"}, {1e16, "1.0E16"}, {1e-5, "0.00001"}, {1e-6, "1.0E-6"}, {100, "100.0"},
            {0.10000000149011612, "0.10000000149011612"}, {Math.scalb(1.0, -44), "5.684341886080802E-14"}};
        for (Object[] pair : cases) {
            assertEquals(pair[1], ShortestDecimal.of(((Number)pair[0]).doubleValue()));
        }
    }

    @Test
    void writesWhatIsNoNumberAsJavaReadsIt() {
        for (double v : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0}) {
            assertEquals(v, Double.parseDouble(ShortestDecimal.of(v)));
        }
        assertEquals("-0.0", ShortestDecimal.of(-0.0));
        assertEquals("-Infinity", ShortestDecimal.of(Double.NEGATIVE_INFINITY));
    }

    @Test
    void readsBackAndHasNoShorterText() {
        long state = 1;
        for (int i = 0; i < 4_000; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            double v = i % 3 == 0 ? Double.longBitsToDouble(state ^ state >>> 32) : i % 3 == 1
                ? (state >>> 40) / 1000.0 : Math.scalb(1.0, i % 2000 - 1000);
            if (Double.isFinite(v) && v != 0) {
                String text = ShortestDecimal.of(v);
                assertEquals(v, Double.parseDouble(text));
                BigDecimal exact = new BigDecimal(v);
                int digits = new BigDecimal(text).stripTrailingZeros().precision();
                for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
                    assertTrue(digits == 1 || exact.round(new MathContext(digits - 1, mode)).doubleValue() != v, text);
                }
            }
        }
    }
}
