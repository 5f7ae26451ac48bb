// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data.renderer;

import java.awt.Component;
import java.awt.Dimension;

import javax.swing.JComponent;
import javax.swing.JList;
import javax.swing.JTable;

import org.knime.core.data.DataColumnSpec;

/**
 * A renderer that is a component and paints itself. Kept of KNIME's contract: {@link #setValue} is called before every
 * painting, in tables, in lists and alone; layout and repainting are switched off, because it is used as a stamp.
 */
@SuppressWarnings({"serial", "rawtypes"})
public abstract class AbstractPainterDataValueRenderer extends JComponent implements DataValueRenderer {

    /** For subclasses. */
    public AbstractPainterDataValueRenderer() {
        setOpaque(true);
    }

    /** Takes the value to paint next, possibly a missing cell. */
    protected abstract void setValue(Object value);

    @Override
    public String getDescription() {
        return "Default";
    }

    @Override
    public boolean accepts(final DataColumnSpec spec) {
        return true;
    }

    @Override
    public Component getRendererComponent(final Object val) {
        setValue(val);
        return this;
    }

    @Override
    public Component getTableCellRendererComponent(final JTable table, final Object value, final boolean isSelected,
        final boolean hasFocus, final int row, final int column) {
        setForeground(isSelected ? table.getSelectionForeground() : table.getForeground());
        setBackground(isSelected ? table.getSelectionBackground() : table.getBackground());
        setValue(value);
        return this;
    }

    @Override
    public Component getListCellRendererComponent(final JList list, final Object value, final int index,
        final boolean isSelected, final boolean cellHasFocus) {
        setForeground(isSelected ? list.getSelectionForeground() : list.getForeground());
        setBackground(isSelected ? list.getSelectionBackground() : list.getBackground());
        setValue(value);
        return this;
    }

    /** The size it would like to have in a view of the given size. */
    public Dimension getPreferredSize(final Dimension viewPortDimension) {
        return viewPortDimension;
    }

    @Override
    public void invalidate() {
        // a stamp has no place in a layout
    }

    @Override
    public void validate() {
        // a stamp has no place in a layout
    }

    @Override
    public void revalidate() {
        // a stamp has no place in a layout
    }

    @Override
    public void repaint() {
        // the component that stamps also repaints
    }
}
