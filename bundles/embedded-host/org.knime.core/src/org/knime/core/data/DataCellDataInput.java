// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.io.DataInput;
import java.io.IOException;

/** Where serializers read from; can read nested cells. */
public interface DataCellDataInput extends DataInput {

    /** Reads a cell written by {@link DataCellDataOutput#writeDataCell}. */
    DataCell readDataCell() throws IOException;
}
