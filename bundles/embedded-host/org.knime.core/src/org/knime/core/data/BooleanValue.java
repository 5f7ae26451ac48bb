// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A cell that holds a truth value. */
public interface BooleanValue extends DataValue {

    /** Names the value. */
    UtilityFactory UTILITY = new BooleanUtilityFactory();

    /** The truth value. */
    boolean getBooleanValue();

    /** Calls the value "Boolean". */
    class BooleanUtilityFactory extends ExtensibleUtilityFactory {

        /** Only one is needed. */
        protected BooleanUtilityFactory() {
            super(BooleanValue.class);
        }

        @Override
        public String getName() {
            return "Boolean";
        }

        @Override
        public String getGroupName() {
            return "Basic";
        }
    }
}
