// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/**
 * Limits of numbers and names: for the dialog as classes that KNIME asks for, and for everything that does not come
 * through the dialog (flow variables, hand-written workflows) as checks.
 */
public final class Limits {

    private Limits() {
    }

    /** 1 at most. */
    public static final class AtMostOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }
    }

    /** 100 at most. */
    public static final class AtMostHundred extends MaxValidation {
        @Override
        protected double getMax() {
            return 100;
        }
    }

    /** 1,000,000,000 at most. */
    public static final class AtMostBillion extends MaxValidation {
        @Override
        protected double getMax() {
            return 1e9;
        }
    }

    /** -1 at least. */
    public static final class AtLeastMinusOne extends MinValidation {
        @Override
        protected double getMin() {
            return -1;
        }
    }

    /** @throws InvalidSettingsException unless {@code min <= value <= max} */
    public static void check(String what, double value, double min, double max) throws InvalidSettingsException {
        if (!(value >= min && value <= max)) {
            throw new InvalidSettingsException(
                "The " + what + " is " + text(value) + ". Enter a number from " + text(min)
                    + " to " + text(max) + ".");
        }
    }

    /** @throws InvalidSettingsException unless {@code 0 < value <= max} */
    public static void checkPositive(String what, double value, double max) throws InvalidSettingsException {
        if (!(value > 0 && value <= max)) {
            throw new InvalidSettingsException(
                "The " + what + " is " + text(value) + ". Enter a number above 0, at most "
                    + text(max) + ".");
        }
    }

    /** @throws InvalidSettingsException unless both lie within the limits and the first is not above the second */
    public static void checkInterval(String what, double from, double to, double min, double max)
        throws InvalidSettingsException {
        check("smallest " + what, from, min, max);
        check("largest " + what, to, min, max);
        if (from > to) {
            throw new InvalidSettingsException("The smallest " + what + ", " + text(from) + ", is above the largest, "
                + text(to) + ". Exchange them.");
        }
    }

    /**
     * @throws InvalidSettingsException if a text is no name of a file, which is in a folder that has a field of its own
     */
    public static void checkFileName(String name, String example) throws InvalidSettingsException {
        if (name.isBlank() || name.contains("/") || name.contains("\\")) {
            throw new InvalidSettingsException("\"" + name + "\" is no file name. Enter a name such as " + example
                + "; the folder has a field of its own.");
        }
    }

    /** The number without a needless decimal part. */
    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long)value)
            : Double.toString(value);
    }
}
