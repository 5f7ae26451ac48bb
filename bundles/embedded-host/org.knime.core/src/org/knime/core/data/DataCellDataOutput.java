// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.io.DataOutput;
import java.io.IOException;

/** Where serializers write to; can write nested cells, and text of any length. */
public interface DataCellDataOutput extends DataOutput {

    /** Writes a cell of any type, or a missing one. */
    void writeDataCell(DataCell cell) throws IOException;

    /** Writes text of any length. */
    @Override
    void writeUTF(String s) throws IOException;
}
