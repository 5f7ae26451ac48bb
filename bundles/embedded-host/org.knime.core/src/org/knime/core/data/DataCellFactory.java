// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** Creates cells of one type; needs a public constructor without arguments, for the extension point. */
public interface DataCellFactory {

    /** The type of the cells. */
    DataType getDataType();

    /** Reads cells from bytes. */
    interface FromInputStream extends DataCellFactory {
    }
}
