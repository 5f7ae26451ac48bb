// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** Anything that identifies a row. */
public interface RowKeyValue {

    /** The identifier. */
    String getString();
}
