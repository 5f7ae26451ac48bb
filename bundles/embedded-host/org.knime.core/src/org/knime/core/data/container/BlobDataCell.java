// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.container;

import org.knime.core.data.DataCell;

/** A large cell; tables keep it in a file and read it whenever it is asked for. */
public abstract class BlobDataCell extends DataCell {

    private static final long serialVersionUID = 1L;

    /** The file this cell was read from, so that the next table need not write it again. */
    transient StoredBlob origin;

    /** For subclasses. */
    public BlobDataCell() {
    }
}
