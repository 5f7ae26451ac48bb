// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Round numbers along an axis, exact and written in decimals.
 *
 * @param from where the axis begins
 * @param to where it ends
 */
record Ticks(double from, double to, List<Tick> ticks) {

    /** At a number, with its text. */
    record Tick(double value, String label) {
    }

    /**
     * The ticks of an axis that holds the numbers from least to most.
     *
     * @param about how many are wanted
     */
    static Ticks of(double least, double most, int about) {
        double first = least;
        double last = most;
        if (!(last > first)) {
            double room = first == 0 ? 1 : Math.abs(first) / 2;
            last = first + room;
            first = least == 0 ? 0 : first - room;
        }
        BigDecimal step = step((last - first) / about);
        BigDecimal begin = new BigDecimal(first).divide(step, 0, RoundingMode.FLOOR);
        BigDecimal end = new BigDecimal(last).divide(step, 0, RoundingMode.CEILING);
        double largest = Math.max(begin.abs().doubleValue(), end.abs().doubleValue()) * step.doubleValue();
        List<Tick> ticks = new ArrayList<>();
        for (BigDecimal i = begin; i.compareTo(end) <= 0; i = i.add(BigDecimal.ONE)) {
            BigDecimal value = i.multiply(step);
            ticks.add(new Tick(value.doubleValue(), label(value, step, largest)));
        }
        return new Ticks(ticks.get(0).value(), ticks.get(ticks.size() - 1).value(), List.copyOf(ticks));
    }

    /** The smallest of 1, 2, 5 times a power of ten that is not below. */
    private static BigDecimal step(double wanted) {
        BigDecimal exact = new BigDecimal(wanted);
        int power = exact.precision() - exact.scale() - 1;
        for (int factor : new int[] {1, 2, 5, 10}) {
            BigDecimal step = BigDecimal.valueOf(factor).scaleByPowerOfTen(power);
            if (step.compareTo(exact) >= 0) {
                return step;
            }
        }
        return BigDecimal.ONE.scaleByPowerOfTen(power + 1);
    }

    private static String label(BigDecimal value, BigDecimal step, double largest) {
        if (value.signum() == 0) {
            return "0";
        }
        if (largest >= 1e5 || largest < 1e-3) {
            BigDecimal plain = value.stripTrailingZeros();
            int power = plain.precision() - plain.scale() - 1;
            return plain.scaleByPowerOfTen(-power).toPlainString() + "e" + power;
        }
        BigDecimal plain = step.stripTrailingZeros();
        return value.setScale(Math.max(0, Math.min(plain.scale(), 20)), RoundingMode.HALF_EVEN).toPlainString();
    }
}
