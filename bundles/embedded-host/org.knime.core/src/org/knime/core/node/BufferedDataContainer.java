// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import org.hazelab.standin.RunFolder;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.DataContainer;

/** Takes rows until it is closed, then is a table that can leave the node. */
public class BufferedDataContainer extends DataContainer {

    private BufferedDataTable result;

    BufferedDataContainer(final DataTableSpec spec, final RunFolder folder) {
        super(spec, folder);
    }

    public BufferedDataTable getTable() {
        if (result == null) {
            result = new BufferedDataTable(getBufferedTable());
        }
        return result;
    }
}
