// SPDX-License-Identifier: Apache-2.0
package org.hazelab.knime.nodes.shared;

import java.util.function.Function;

import org.hazelab.operations.table.ImageTable;
import org.knime.core.data.DataRow;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.node.BufferedDataTable;

/**
 * A table of KNIME as operations read it.
 *
 * @param table the table
 * @param row what an operation sees of a row
 */
public record TableRows<R>(BufferedDataTable table, Function<DataRow, R> row) implements ImageTable<R> {

    @Override
    public long size() {
        return table.size();
    }

    @Override
    public Rows<R> open() {
        CloseableRowIterator iterator = table.iterator();
        return Rows.of(iterator::hasNext, () -> row.apply(iterator.next()), iterator::close);
    }
}
