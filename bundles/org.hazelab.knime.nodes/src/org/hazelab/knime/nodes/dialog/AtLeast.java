// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dialog;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** Lower limits of number fields, by the number. The parameters check the same numbers in {@code validate()}. */
public final class AtLeast {

    private AtLeast() {
    }

    /** 0.000001 at least. */
    public static final class N0_000001 extends MinValidation {
        @Override
        protected double getMin() {
            return 0.000001;
        }
    }

    /** 0.001 at least. */
    public static final class N0_001 extends MinValidation {
        @Override
        protected double getMin() {
            return 0.001;
        }
    }

    /** 0.01 at least. */
    public static final class N0_01 extends MinValidation {
        @Override
        protected double getMin() {
            return 0.01;
        }
    }

    /** 0.3 at least. */
    public static final class N0_3 extends MinValidation {
        @Override
        protected double getMin() {
            return 0.3;
        }
    }

    /** 0.5 at least. */
    public static final class N0_5 extends MinValidation {
        @Override
        protected double getMin() {
            return 0.5;
        }
    }

    /** 1 at least. */
    public static final class N1 extends MinValidation {
        @Override
        protected double getMin() {
            return 1;
        }
    }

    /** 2 at least. */
    public static final class N2 extends MinValidation {
        @Override
        protected double getMin() {
            return 2;
        }
    }

    /** 8 at least. */
    public static final class N8 extends MinValidation {
        @Override
        protected double getMin() {
            return 8;
        }
    }

    /** 100 at least. */
    public static final class N100 extends MinValidation {
        @Override
        protected double getMin() {
            return 100;
        }
    }
}
