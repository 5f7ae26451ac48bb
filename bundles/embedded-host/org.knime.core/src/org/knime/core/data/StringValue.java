// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A cell that holds a text. */
public interface StringValue extends DataValue {

    /** Names the value. */
    UtilityFactory UTILITY = new ExtensibleUtilityFactory(StringValue.class) {
        @Override
        public String getName() {
            return "String";
        }
    };

    /** The text. */
    String getStringValue();
}
