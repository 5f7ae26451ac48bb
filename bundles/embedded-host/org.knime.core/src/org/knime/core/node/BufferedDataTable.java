// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import javax.swing.JComponent;

import org.knime.core.data.DataTable;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.container.ContainerTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortType;
import org.knime.core.node.port.PortTypeRegistry;

/** A table that travels between nodes. */
public final class BufferedDataTable implements DataTable, PortObject {

    /** Tables. */
    public static final PortType TYPE = PortTypeRegistry.getInstance().getPortType(BufferedDataTable.class);

    private final ContainerTable table;

    BufferedDataTable(final ContainerTable table) {
        this.table = table;
    }

    void clear() {
        table.clear();
    }

    @Override
    public DataTableSpec getDataTableSpec() {
        return table.getDataTableSpec();
    }

    @Override
    public DataTableSpec getSpec() {
        return getDataTableSpec();
    }

    /** The number of rows. */
    public long size() {
        return table.size();
    }

    @Override
    public CloseableRowIterator iterator() {
        return table.iterator();
    }

    @Override
    public String getSummary() {
        return "Rows: " + size() + ", Cols: " + getDataTableSpec().getNumColumns();
    }

    @Override
    public JComponent[] getViews() {
        return new JComponent[0];
    }

    @Override
    public String toString() {
        return getSummary();
    }
}
