// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.number;

import java.math.BigDecimal;

import org.knime.node.parameters.validation.BuiltinValidation;

/** A limit of a number widget. */
public sealed interface NumberInputWidgetValidation extends BuiltinValidation
    permits NumberInputWidgetValidation.MinValidation, NumberInputWidgetValidation.MaxValidation {

    /** Whether the limit itself is not allowed. */
    default boolean isExclusive() {
        return false;
    }

    private static String plain(final double limit) {
        return BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
    }

    /** A lower limit. */
    abstract non-sealed class MinValidation implements NumberInputWidgetValidation {

        /** For subclasses. */
        public MinValidation() {
        }

        /** The limit. */
        protected abstract double getMin();

        @Override
        public String getErrorMessage() {
            return (isExclusive() ? "The value must be greater than " : "The value must be at least ")
                + plain(getMin()) + ".";
        }

        /** Not below zero. */
        public static final class IsNonNegativeValidation extends MinValidation {
            @Override
            public double getMin() {
                return 0;
            }
        }

        /** One or more. */
        public static final class IsPositiveIntegerValidation extends MinValidation {
            @Override
            public double getMin() {
                return 1;
            }
        }

        /** More than zero. */
        public static final class IsPositiveDoubleValidation extends MinValidation {
            @Override
            public double getMin() {
                return 0;
            }

            @Override
            public boolean isExclusive() {
                return true;
            }
        }
    }

    /** An upper limit. */
    abstract non-sealed class MaxValidation implements NumberInputWidgetValidation {

        /** For subclasses. */
        public MaxValidation() {
        }

        /** The limit. */
        protected abstract double getMax();

        @Override
        public String getErrorMessage() {
            return (isExclusive() ? "The value must be less than " : "The value must not exceed ")
                + plain(getMax()) + ".";
        }
    }
}
