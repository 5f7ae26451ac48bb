// SPDX-License-Identifier: Apache-2.0
package org.knime.core.data;

import java.awt.Component;
import java.awt.Graphics;

import javax.swing.Icon;

/** A 16x16 icon that paints nothing: the host shows no icons. */
enum BlankIcon implements Icon {
    INSTANCE;

    @Override
    public void paintIcon(final Component c, final Graphics g, final int x, final int y) {
        // nothing to paint
    }

    @Override
    public int getIconWidth() {
        return 16;
    }

    @Override
    public int getIconHeight() {
        return 16;
    }
}
