// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A cell that holds a whole number of 64 bits. */
public interface LongValue extends DataValue {

    /** Names the value. */
    UtilityFactory UTILITY = new LongUtilityFactory();

    /** The whole number of 64 bits. */
    long getLongValue();

    /** Calls the value "Number (Long Integer)". */
    class LongUtilityFactory extends ExtensibleUtilityFactory {

        /** Only one is needed. */
        protected LongUtilityFactory() {
            super(LongValue.class);
        }

        @Override
        public String getName() {
            return "Number (Long Integer)";
        }

        @Override
        public String getGroupName() {
            return "Basic";
        }
    }
}
