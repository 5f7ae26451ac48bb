// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.image.png;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataCellFactory.FromInputStream;
import org.knime.core.data.DataType;

/** Makes PNG cells; their class depends on the size, so only the value may be relied on. */
public class PNGImageCellFactory implements FromInputStream {

    /** The type of the cells. */
    public static final DataType TYPE = PNGImageContent.TYPE;

    /** For the extension point. */
    public PNGImageCellFactory() {
    }

    /** @throws IllegalArgumentException when the bytes are no image */
    public static DataCell create(final byte[] content) {
        return new PNGImageContent(content).toImageCell();
    }

    @Override
    public DataType getDataType() {
        return TYPE;
    }
}
