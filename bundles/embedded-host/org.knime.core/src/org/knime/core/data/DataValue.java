// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/**
 * What a cell can be asked for. Every value interface has a {@code UTILITY} constant that names it. Kept of KNIME's
 * contract: {@link DataType} finds {@code UTILITY} by reflection and falls back to the one here.
 */
public interface DataValue {

    /** The fallback for value interfaces that bring none of their own. */
    UtilityFactory UTILITY = new UtilityFactory();

    /** Describes a value interface to people. */
    class UtilityFactory {

        /** For subclasses. */
        protected UtilityFactory() {
        }
    }
}
