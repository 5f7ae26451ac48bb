// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A cell that holds a fuzzy interval. */
public interface FuzzyIntervalValue extends DataValue {

    /** Names the value. */
    UtilityFactory UTILITY = new ExtensibleUtilityFactory(FuzzyIntervalValue.class) {
        @Override
        public String getName() {
            return "Fuzzy interval";
        }
    };

    /** Where the membership starts. */
    double getMinSupport();

    /** Where the core starts. */
    double getMinCore();

    /** Where the core ends. */
    double getMaxCore();

    /** Where the membership ends. */
    double getMaxSupport();

    /** The centre of gravity. */
    double getCenterOfGravity();
}
