// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A cell that holds a whole number of 64 bits. */
public interface LongValue extends DataValue {

    /** Names the value. */
    UtilityFactory UTILITY = new ExtensibleUtilityFactory(LongValue.class) {
        @Override
        public String getName() {
            return "Number (Long Integer)";
        }
    };

    /** The whole number of 64 bits. */
    long getLongValue();
}
