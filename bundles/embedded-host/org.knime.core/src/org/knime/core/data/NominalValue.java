// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A cell whose values are categories. */
public interface NominalValue extends DataValue {

    /** Names the value. */
    UtilityFactory UTILITY = new ExtensibleUtilityFactory(NominalValue.class) {
        @Override
        public String getName() {
            return "Nominal";
        }
    };
}
