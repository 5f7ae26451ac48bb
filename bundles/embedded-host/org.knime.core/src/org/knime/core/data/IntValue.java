// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A cell that holds a whole number of 32 bits. */
public interface IntValue extends DataValue {

    /** Names the value. */
    UtilityFactory UTILITY = new IntUtilityFactory();

    /** The whole number of 32 bits. */
    int getIntValue();

    /** Calls the value "Number (Integer)". */
    class IntUtilityFactory extends ExtensibleUtilityFactory {

        /** Only one is needed. */
        protected IntUtilityFactory() {
            super(IntValue.class);
        }

        @Override
        public String getName() {
            return "Number (Integer)";
        }

        @Override
        public String getGroupName() {
            return "Basic";
        }
    }
}
