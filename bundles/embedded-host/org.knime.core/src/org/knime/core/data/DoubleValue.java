// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A cell that holds a floating-point number. */
public interface DoubleValue extends DataValue {

    /** Names the value. */
    UtilityFactory UTILITY = new ExtensibleUtilityFactory(DoubleValue.class) {
        @Override
        public String getName() {
            return "Number (Float)";
        }
    };

    /** The floating-point number. */
    double getDoubleValue();
}
