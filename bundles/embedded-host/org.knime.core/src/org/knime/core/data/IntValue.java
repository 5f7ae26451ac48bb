// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A cell that holds a whole number of 32 bits. */
public interface IntValue extends DataValue {

    /** Names the value. */
    UtilityFactory UTILITY = new ExtensibleUtilityFactory(IntValue.class) {
        @Override
        public String getName() {
            return "Number (Integer)";
        }
    };

    /** The whole number of 32 bits. */
    int getIntValue();
}
