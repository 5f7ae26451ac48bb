// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A cell that holds a fuzzy number. */
public interface FuzzyNumberValue extends DataValue {

    /** Names the value. */
    UtilityFactory UTILITY = new ExtensibleUtilityFactory(FuzzyNumberValue.class) {
        @Override
        public String getName() {
            return "Fuzzy number";
        }
    };

    /** The core. */
    double getCore();

    /** Where the membership starts. */
    double getMinSupport();

    /** Where the membership ends. */
    double getMaxSupport();
}
