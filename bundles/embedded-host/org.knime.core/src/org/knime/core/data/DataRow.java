// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A row: a key and as many cells as the table has columns. */
public interface DataRow extends Iterable<DataCell> {

    /** The number of cells. */
    int getNumCells();

    /** The key, unique in its table. */
    RowKey getKey();

    /** The cell at the zero-based index. */
    DataCell getCell(int index);

    /** The cells in order. */
    default Stream<DataCell> stream() {
        return StreamSupport.stream(spliterator(), false);
    }
}
