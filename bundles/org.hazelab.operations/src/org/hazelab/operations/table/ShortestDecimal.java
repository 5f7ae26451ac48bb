// SPDX-License-Identifier: Apache-2.0
package org.hazelab.operations.table;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

import org.hazelab.imaging.Nullable;

/**
 * The shortest decimal text that reads back as the same double; of several, the nearest to it.
 *
 * <p>{@code Double.toString} gives a digit too many for some numbers before Java 19, so its text differs by version.
 */
final class ShortestDecimal {

    private ShortestDecimal() {
    }

    /** Such as {@code 0.5}, {@code -12.0}, {@code 1.5E-9}, {@code 1.0E23}, {@code NaN} or {@code -Infinity}. */
    static String of(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return Double.toString(value);
        }
        double size = Math.abs(value);
        BigDecimal exact = new BigDecimal(size);
        BigDecimal shortest = new BigDecimal(Double.toString(size)).stripTrailingZeros();
        // Where a decimal of some digits is near enough, one of more digits is: going down finds the fewest.
        for (int digits = shortest.precision() - 1; digits >= 1; digits--) {
            BigDecimal shorter = rounded(exact, size, digits);
            if (shorter == null) {
                break;
            }
            shortest = shorter.stripTrailingZeros();
            digits = Math.min(digits, shortest.precision());
        }
        // Of this length there may be one nearer than what Double.toString chose.
        BigDecimal nearest = rounded(exact, size, shortest.precision());
        return (value < 0 ? "-" : "") + text(nearest == null ? shortest : nearest.stripTrailingZeros());
    }

    /** The nearest decimal of so many digits that reads back as {@code size}, or null. */
    private static @Nullable BigDecimal rounded(BigDecimal exact, double size, int digits) {
        BigDecimal below = exact.round(new MathContext(digits, RoundingMode.DOWN));
        BigDecimal above = exact.round(new MathContext(digits, RoundingMode.UP));
        boolean belowFits = below.doubleValue() == size;
        boolean aboveFits = above.doubleValue() == size;
        if (belowFits && aboveFits) {
            int nearer = exact.subtract(below).compareTo(above.subtract(exact));
            boolean even = !below.unscaledValue().testBit(0);
            return nearer < 0 || nearer == 0 && even ? below : above;
        }
        return belowFits ? below : aboveFits ? above : null;
    }

    private static String text(BigDecimal decimal) {
        BigInteger unscaled = decimal.unscaledValue();
        String digits = unscaled.toString();
        int exponent = digits.length() - decimal.scale() - 1;
        if (exponent < -5 || exponent > 15) {
            return digits.charAt(0) + "." + (digits.length() > 1 ? digits.substring(1) : "0") + "E" + exponent;
        }
        String plain = decimal.toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
}
