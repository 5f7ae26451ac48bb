// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import org.knime.core.data.DataTable;

/** A table that knows how many rows it has and can give up its contents. */
public interface ContainerTable extends DataTable {

    /** The number of rows. */
    long size();

    /** Forgets the rows; files that only this table held are deleted. */
    void clear();

    @Override
    CloseableRowIterator iterator();
}
