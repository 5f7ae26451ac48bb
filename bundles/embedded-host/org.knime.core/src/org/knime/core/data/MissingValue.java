// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** The value of a missing cell. */
public interface MissingValue extends DataValue {

    /** Why there is no value, or null. */
    String getError();
}
