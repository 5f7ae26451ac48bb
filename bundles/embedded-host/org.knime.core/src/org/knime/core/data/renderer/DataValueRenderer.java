// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.renderer;

import java.awt.Component;
import java.awt.Dimension;

import javax.swing.ListCellRenderer;
import javax.swing.table.TableCellRenderer;

import org.knime.core.data.DataColumnSpec;

/** Shows values in tables and lists. */
@SuppressWarnings("rawtypes")
public interface DataValueRenderer extends TableCellRenderer, ListCellRenderer {

    /** The name people choose the renderer by. */
    String getDescription();

    /** The size it would like to have. */
    Dimension getPreferredSize();

    /** The component that paints the value. */
    Component getRendererComponent(Object val);

    /** Whether it can show the column. */
    boolean accepts(DataColumnSpec spec);
}
