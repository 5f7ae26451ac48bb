// SPDX-License-Identifier: Apache-2.0
package org.hazelab.testnodes;

import org.knime.core.data.DataCellFactory;
import org.knime.core.data.DataType;

/** Names the type. */
public final class BytesCellFactory implements DataCellFactory {

    /** The type. */
    public static final DataType TYPE = DataType.getType(BytesCell.class);

    @Override
    public DataType getDataType() {
        return TYPE;
    }
}
