// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

/** A table: a spec and rows that fit it. */
public interface DataTable extends Iterable<DataRow> {

    /** The columns. */
    DataTableSpec getDataTableSpec();

    @Override
    RowIterator iterator();
}
