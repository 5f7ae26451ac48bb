// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A cell that holds a floating-point number. */
public interface DoubleValue extends DataValue {

    /** Names the value. */
    UtilityFactory UTILITY = new DoubleUtilityFactory();

    /** The floating-point number. */
    double getDoubleValue();

    /** Calls the value "Number (Float)". */
    class DoubleUtilityFactory extends ExtensibleUtilityFactory {

        /** Only one is needed. */
        protected DoubleUtilityFactory() {
            super(DoubleValue.class);
        }

        @Override
        public String getName() {
            return "Number (Float)";
        }

        @Override
        public String getGroupName() {
            return "Basic";
        }
    }
}
