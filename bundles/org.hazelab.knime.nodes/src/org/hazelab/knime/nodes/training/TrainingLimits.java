// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.training;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** Limits of numbers that nodes which train ask for, as classes for the dialog and as numbers for checks. */
public final class TrainingLimits {

    /** The most epochs, and the most crops of an image. */
    public static final int MILLION = 1_000_000;
    /** The highest mean or standard deviation, in gray levels, and below 0 the lowest mean. */
    public static final double LEVEL = 1e9;

    private TrainingLimits() {
    }

    /** {@link #MILLION} at most. */
    public static final class Million extends MaxValidation {
        @Override
        protected double getMax() {
            return MILLION;
        }
    }

    /** {@link #LEVEL} at most. */
    public static final class HighestLevel extends MaxValidation {
        @Override
        protected double getMax() {
            return LEVEL;
        }
    }

    /** The negative of {@link #LEVEL} at least. */
    public static final class LowestLevel extends MinValidation {
        @Override
        protected double getMin() {
            return -LEVEL;
        }
    }
}
