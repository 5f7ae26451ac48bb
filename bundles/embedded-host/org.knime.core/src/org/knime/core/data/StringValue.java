// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A cell that holds a text. */
public interface StringValue extends DataValue {

    /** Names the value. */
    UtilityFactory UTILITY = new StringUtilityFactory();

    /** The text. */
    String getStringValue();

    /** Calls the value "String". */
    class StringUtilityFactory extends ExtensibleUtilityFactory {

        /** Only one is needed. */
        protected StringUtilityFactory() {
            super(StringValue.class);
        }

        @Override
        public String getName() {
            return "String";
        }

        @Override
        public String getGroupName() {
            return "Basic";
        }
    }
}
