// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A cell that holds a truth value. */
public interface BooleanValue extends DataValue {

    /** Names the value. */
    UtilityFactory UTILITY = new ExtensibleUtilityFactory(BooleanValue.class) {
        @Override
        public String getName() {
            return "Boolean";
        }
    };

    /** The truth value. */
    boolean getBooleanValue();
}
