// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.dialog;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;

/** Upper limits of number fields, by the number. The parameters check the same numbers in {@code validate()}. */
public final class AtMost {

    private AtMost() {
    }

    /** 0.9 at most. */
    public static final class N0_9 extends MaxValidation {
        @Override
        protected double getMax() {
            return 0.9;
        }
    }

    /** 2.9 at most. */
    public static final class N2_9 extends MaxValidation {
        @Override
        protected double getMax() {
            return 2.9;
        }
    }

    /** 3 at most. */
    public static final class N3 extends MaxValidation {
        @Override
        protected double getMax() {
            return 3;
        }
    }

    /** 10 at most. */
    public static final class N10 extends MaxValidation {
        @Override
        protected double getMax() {
            return 10;
        }
    }

    /** 16 at most. */
    public static final class N16 extends MaxValidation {
        @Override
        protected double getMax() {
            return 16;
        }
    }

    /** 20 at most. */
    public static final class N20 extends MaxValidation {
        @Override
        protected double getMax() {
            return 20;
        }
    }

    /** 100 at most. */
    public static final class N100 extends MaxValidation {
        @Override
        protected double getMax() {
            return 100;
        }
    }

    /** 255 at most. */
    public static final class N255 extends MaxValidation {
        @Override
        protected double getMax() {
            return 255;
        }
    }

    /** 999 at most. */
    public static final class N999 extends MaxValidation {
        @Override
        protected double getMax() {
            return 999;
        }
    }

    /** 1,000 at most. */
    public static final class N1000 extends MaxValidation {
        @Override
        protected double getMax() {
            return 1000;
        }
    }

    /** 1,024 at most. */
    public static final class N1024 extends MaxValidation {
        @Override
        protected double getMax() {
            return 1024;
        }
    }

    /** 4,096 at most. */
    public static final class N4096 extends MaxValidation {
        @Override
        protected double getMax() {
            return 4096;
        }
    }

    /** 8,192 at most. */
    public static final class N8192 extends MaxValidation {
        @Override
        protected double getMax() {
            return 8192;
        }
    }

    /** 10,000 at most. */
    public static final class N10000 extends MaxValidation {
        @Override
        protected double getMax() {
            return 10_000;
        }
    }

    /** 65,535 at most. */
    public static final class N65535 extends MaxValidation {
        @Override
        protected double getMax() {
            return 65_535;
        }
    }

    /** 100,000 at most. */
    public static final class N100000 extends MaxValidation {
        @Override
        protected double getMax() {
            return 100_000;
        }
    }

    /** 1,000,000 at most. */
    public static final class N1000000 extends MaxValidation {
        @Override
        protected double getMax() {
            return 1_000_000;
        }
    }

    /** 1,000,000,000 at most. */
    public static final class N1000000000 extends MaxValidation {
        @Override
        protected double getMax() {
            return 1_000_000_000;
        }
    }
}
